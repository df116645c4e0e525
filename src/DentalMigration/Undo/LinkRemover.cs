using System.Globalization;
using System.Text;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;

namespace DentalMigration.Undo;

/// <summary>
/// Takes back links between rows of one table before the rows go. Deleting a parent would cut the links of its children and move their
/// versions on, so that they would look as if people had changed them. Each link is cut under the row's known version; a row that moved on
/// before that was changed by people, and stays.
/// </summary>
internal sealed class LinkRemover(UndoContext context, int number, string set, string primaryId)
{
    private const string Kind = "link:";

    /// <summary>Cuts the links of an object's rows.</summary>
    /// <param name="keep">Told of rows that people changed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(Action<LedgerRecord> keep, CancellationToken cancellationToken)
    {
        foreach (LedgerStep link in context.Ledger.Steps.Links(number, Kind))
        {
            if (context.Ledger.Records.Find(number, link.Key) is { State: RecordState.Written, Version: not null } row)
            {
                await CutAsync(row, link, keep, cancellationToken);
            }
        }
    }

    private async Task CutAsync(LedgerRecord row, LedgerStep link, Action<LedgerRecord> keep, CancellationToken cancellationToken)
    {
        string read = link.Expected.Keys.First();
        Patience patience = context.NewPatience();
        bool inDoubt = link.Sent;
        while (true)
        {
            try
            {
                JsonElement? current = await context.Target.RetrieveAsync(set, row.Id, $"{primaryId},{read}", cancellationToken);
                if (current is null)
                {
                    return; // gone already
                }

                bool isCut = !current.Value.TryGetProperty(read, out JsonElement to) || to.ValueKind != JsonValueKind.String;
                long version = Version(current.Value);
                if (isCut && inDoubt)
                {
                    context.Ledger.Records.Verified(number, row.Key, version); // our own cut, whose answer was lost
                    context.Ledger.Steps.Set(number, link, 4);
                    context.Ledger.Commit();
                    return;
                }

                if (version != row.Version && !context.Options.Force)
                {
                    keep(row);
                    return;
                }

                context.Ledger.Steps.Set(number, link, 1);
                context.Ledger.Commit();
                inDoubt = true;
                string navigation = link.Body[2..link.Body.IndexOf('@', StringComparison.Ordinal)];
                await context.Target.UpdateAsync(
                    set,
                    row.Id,
                    Encoding.UTF8.GetBytes($$"""{"{{navigation}}@odata.bind":null}"""),
                    context.WriteOptions with { IfMatch = string.Create(CultureInfo.InvariantCulture, $"W/\"{version}\"") },
                    cancellationToken);
            }
            catch (DataverseException e) when (e.IsTransient)
            {
                await patience.WaitAsync(e, cancellationToken);
            }
            catch (DataverseException e) when (e.Status == 412)
            {
                inDoubt = link.Sent; // somebody was faster: look again
            }
        }
    }

    private static long Version(JsonElement row) =>
        long.Parse(row.GetProperty("@odata.etag").GetString()!.Trim('W', '/', '"'), CultureInfo.InvariantCulture);
}
