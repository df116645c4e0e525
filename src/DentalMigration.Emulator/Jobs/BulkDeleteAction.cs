using System.Globalization;
using System.Text.Json;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Query;
using DentalMigration.Emulator.Query.Fetch;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Jobs;

/// <summary><c>BulkDelete</c>: checks the queries, makes the system job and answers with its id.</summary>
internal static class BulkDeleteAction
{
    private static readonly string[] Required =
        ["JobName", "QuerySet", "SendEmailNotification", "ToRecipients", "CCRecipients", "RecurrencePattern", "StartDateTime"];

    public static async ValueTask<EmulatorResponse> HandleAsync(Exchange exchange)
    {
        ActionInput input = ActionInput.Read(exchange);
        if (Required.FirstOrDefault(name => !input.Element.TryGetProperty(name, out _)) is { } missing)
        {
            throw ActionInput.Bad($"The parameter '{missing}' is missing.");
        }
        exchange.Caller.Demand(Privileges.BulkDelete);
        List<ActionInput> queries = [.. input.Items("QuerySet").Select(q => new ActionInput(q))];
        if (queries.Count == 0 || queries.Exists(q => q.Element.ValueKind != JsonValueKind.Object))
        {
            throw ActionInput.Bad("'QuerySet' takes at least one query.");
        }
        foreach (ActionInput query in queries)
        {
            Check(exchange, query);
        }
        DateTimeOffset now = exchange.Engine.Options.Clock.GetUtcNow();
        DateTimeOffset start =
            DateTimeOffset.TryParse(input.Text("StartDateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out DateTimeOffset given)
            && given > now ? given : now;
        Guid id;
        using (WriteScope scope = await exchange.BeginWriteAsync())
        {
            var job = new SystemJob(exchange.Engine.Services.Ids.Next(), start + exchange.Engine.Options.JobDelay, exchange.Caller.UserId,
                input.Element.GetProperty("QuerySet").GetRawText());
            id = job.Id;
            JobStore.Add(scope, exchange.Engine.Services, job, input.Text("JobName") ?? "");
            scope.Commit();
        }
        exchange.Engine.Jobs.Changed();
        return ActionResponse.Of(exchange, "BulkDeleteResponse", json => json.WriteString("JobId", id));
    }

    /// <summary>Builds the query once, so that what is wrong with it is said at once.</summary>
    private static void Check(Exchange exchange, ActionInput query)
    {
        Table table = QueryExpression.TableOf(exchange.Schema, query);
        Writing.WriteGuard.CheckWritable(table, "Delete");
        exchange.Caller.Demand("Delete", table);
        var select = new SelectStatement(exchange.Schema, new QuerySpec(table));
        QueryExpression.Condition(table, query,
            new FetchFilter(select.Sql, select.Root, exchange.Caller.UserId, QueryExpression.MaxValues));
    }
}
