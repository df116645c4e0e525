using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Schema.Interface;
using DentalMigration.Schema.Rows;

namespace DentalMigration.Undo;

/// <summary>
/// Takes back what people see: the app with its navigation, the dashboard, charts and views, and our tabs in forms of others, which are
/// otherwise left to the letter as they are. Forms and views of a table of ours go with it.
/// </summary>
internal sealed class SchemaInterfaceRemover(UndoContext context, SchemaRemoval removal, IReadOnlyCollection<string> ownTables)
{
    /// <summary>
    /// Notes in the ledger which tables are to be published, since what a form or view shows cannot be removed before, and a broken undo has
    /// forgotten what it took away itself.
    /// </summary>
    private const string Unpublished = "unpublished";

    private readonly SortedSet<string> _touched = new(
        context.Ledger.Get(Unpublished)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach ((string kind, string set) in new[] { ("app", "appmodules"), ("sitemap", "sitemaps"), ("dashboard", "systemforms") })
        {
            await RowsAsync(kind, set, _ => true, cancellationToken);
        }

        InterfacePlan plan = InterfacePlan.Of(context.Map);
        foreach ((string table, string id) in removal.Of("form"))
        {
            if (plan.Forms.FirstOrDefault(f => f.Table == table) is { } form)
            {
                await FormAsync(form, Guid.Parse(id), cancellationToken);
            }
        }

        await RowsAsync("chart", "savedqueryvisualizations", t => !ownTables.Contains(t), cancellationToken);
        await RowsAsync("view", "savedqueries", t => !ownTables.Contains(t), cancellationToken);
        await PublishAsync(cancellationToken);
    }

    private async Task RowsAsync(string kind, string set, Func<string, bool> which, CancellationToken cancellationToken)
    {
        foreach ((string table, string id) in removal.Of(kind).Where(c => which(c.Table)))
        {
            if (table.Length > 0 && await IsInUseAsync(table, cancellationToken))
            {
                removal.Keep(kind, table, id, "Migrated rows are still there, which it shows.");
                continue;
            }

            if (table.Length > 0)
            {
                Touch(table);
            }

            await removal.RemoveAsync(kind, table, id, () => context.Target.DeleteAsync(set, Guid.Parse(id), null, cancellationToken), cancellationToken);
        }
    }

    /// <summary>
    /// Of a table of ours only the tab with the sub-grids goes, on which its children's tables would otherwise hang; the rest goes with the
    /// table. A form that is ours as a whole goes as a whole.
    /// </summary>
    private async Task FormAsync(FormRow form, Guid id, CancellationToken cancellationToken)
    {
        bool isOwnTable = ownTables.Contains(form.Table);
        Task Change() => CutAsync(id, isOwnTable ? [form.RelatedTab] : [form.Tab, form.RelatedTab], cancellationToken);
        Touch(form.Table);
        if (isOwnTable)
        {
            await context.NewPatience().RepeatAsync(() => IgnoreMissingAsync(Change), cancellationToken);
            return;
        }

        if (await IsInUseAsync(form.Table, cancellationToken))
        {
            removal.Keep("form", form.Table, id.ToString("D"), "Migrated rows are still there, which the tabs show.");
            return;
        }

        await removal.RemoveAsync(
            "form",
            form.Table,
            id.ToString("D"),
            id == form.Id ? () => context.Target.DeleteAsync(form.Set, id, null, cancellationToken) : Change,
            cancellationToken);
    }

    /// <summary>Takes effect with the ledger's next commit, which is the one that forgets the component.</summary>
    private void Touch(string table)
    {
        if (_touched.Add(table))
        {
            context.Ledger.Set(Unpublished, string.Join(',', _touched));
        }
    }

    /// <summary>True where rows that were kept, or another migration's, are still in a table.</summary>
    private async Task<bool> IsInUseAsync(string name, CancellationToken cancellationToken) =>
        await context.Target.Metadata.GetTableAsync(name, cancellationToken) is { } table
        && table.Column(ScopeColumn.Name(context.Map)) is not null
        && await context.Target.CountAsync(table.EntitySetName, $"{ScopeColumn.Name(context.Map)} ne null", cancellationToken) > 0;

    private async Task CutAsync(Guid id, IReadOnlyList<Guid> tabs, CancellationToken cancellationToken)
    {
        string url = $"systemforms/Microsoft.Dynamics.CRM.RetrieveUnpublishedMultiple()?$select=formxml&$filter={Uri.EscapeDataString($"formid eq {id:D}")}";
        await foreach (JsonElement row in context.Target.QueryAsync(url, null, cancellationToken))
        {
            string before = row.GetProperty("formxml").GetString() ?? "";
            string after = FormTabs.Remove(before, tabs);
            if (after != before)
            {
                ReadOnlyMemory<byte> body = ComponentRow.Bytes(new Dictionary<string, object> { ["formxml"] = after });
                await context.Target.UpdateAsync("systemforms", id, body, null, cancellationToken);
            }
        }
    }

    private static async Task IgnoreMissingAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (DataverseException e) when (e.Status == 404)
        {
            // The form is gone, by an undo that was broken off.
        }
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        var there = new List<string>();
        IReadOnlyDictionary<string, string> sets = _touched.Count == 0
            ? new Dictionary<string, string>()
            : await context.Target.Metadata.GetEntitySetsAsync(cancellationToken);
        there.AddRange(_touched.Where(sets.ContainsKey));
        if (there.Count > 0)
        {
            await context.NewPatience().RepeatAsync(() => context.Target.Metadata.PublishAsync(there, cancellationToken), cancellationToken);
        }

        context.Ledger.Remove(Unpublished);
        context.Ledger.Commit();
    }
}
