using DentalMigration.Dataverse;
using DentalMigration.Loading;
using DentalMigration.Schema.Interface;

namespace DentalMigration.Schema.Rows;

/// <summary>
/// Writes the rows of a schema in few requests: what is there is read, what is missing is written in one <c>$batch</c>; where an answer is
/// lost, what is there is read again. Nothing is visible before it is published.
/// </summary>
internal sealed class RowWriter(SchemaPlan plan, DataverseClient client, SchemaLanguage language, string? solution)
{
    private const int RowsPerRequest = 100;

    private readonly InterfacePlan _interface = InterfacePlan.Of(plan.Map);

    /// <summary>What has to be published for the rows to be seen.</summary>
    public Publication Publication { get; private set; } = new();

    public async Task MakeAsync(IReadOnlyList<SchemaItem> items, CancellationToken cancellationToken)
    {
        ComponentRow[] rows = [.. items.Select(i => i.Row!)];
        if (rows.Length == 0)
        {
            return;
        }

        IReadOnlyDictionary<string, TableMetadata> tables = await TablesAsync(rows, cancellationToken);
        ComponentState state = await WriteAsync(rows, tables, cancellationToken);
        if (rows.OfType<AppRow>().FirstOrDefault() is { } app)
        {
            await FillAsync(app, state, cancellationToken);
        }

        Publication = new Publication
        {
            Tables = [.. rows.Where(r => r is ViewRow or FormRow or ChartRow).Select(r => r.Table).Distinct()],
            Dashboards = [.. rows.OfType<DashboardRow>().Select(r => r.Id)],
            SiteMaps = [.. rows.OfType<SiteMapRow>().Select(r => r.Id)],
            Apps = [.. rows.OfType<AppRow>().Select(r => r.Id)],
        };
    }

    private async Task<ComponentState> WriteAsync(ComponentRow[] rows, IReadOnlyDictionary<string, TableMetadata> tables, CancellationToken cancellationToken)
    {
        var patience = new Patience(new LoadOptions(), client.Connection.Clock);
        int passes = 0;
        while (true)
        {
            try
            {
                ComponentState state = await ComponentState.ReadAsync([.. rows.Union(_interface.Rows)], client, cancellationToken);
                ComponentRow[] open = [.. rows.Where(r => state.Find(r) is null)];
                if (open.Length == 0)
                {
                    return state;
                }

                if (passes++ > 1)
                {
                    throw new MigrationException(
                        "SchemaNotThere", $"{open[0].Kind} '{open[0].Name}' was made but is not there. May the user who is signed in read '{open[0].Component}'?");
                }

                var facts = new RowFacts(plan.Map, language, tables, Others(state));
                foreach (ComponentRow[] part in open.Chunk(RowsPerRequest))
                {
                    BatchOperation[] operations = [.. part.Select(r => Operation(r, state, facts))];
                    Check(part, await client.BatchAsync(operations, continueOnError: true, null, cancellationToken));
                }
            }
            catch (DataverseException e) when (e.IsTransient)
            {
                await patience.WaitAsync(e, cancellationToken);
            }
        }
    }

    private BatchOperation Operation(ComponentRow row, ComponentState state, RowFacts facts)
    {
        BatchOperation operation = row switch
        {
            ViewRow view when state.Place(view) is { } place => BatchOperation.Update(view.Set, place, ComponentRow.Bytes(Changes(view, facts))),
            FormRow form when state.MainForm(form.Table) is { } main => BatchOperation.Update(
                form.Set, main.Id, ComponentRow.Bytes(Changes(form, main, facts))),
            _ => BatchOperation.Create(row.Set, row.Body(facts)),
        };
        return solution is null ? operation : operation with { Headers = new Dictionary<string, string> { ["MSCRM.SolutionUniqueName"] = solution } };
    }

    private static Dictionary<string, object> Changes(ViewRow view, RowFacts facts) =>
        view.Columns(facts).Where(c => c.Key is "description" or "fetchxml" or "layoutxml").ToDictionary();

    /// <summary>The form Dataverse made with a table of ours becomes ours; in any other our tabs stand behind its own.</summary>
    private static Dictionary<string, object> Changes(FormRow form, FoundForm main, RowFacts facts) =>
        form.Shape.Create is not null && SchemaMarker.IsOurs(facts.Tables[form.Table].Description)
            ? form.Columns(facts).Where(c => c.Key is "description" or "formxml").ToDictionary()
            : new Dictionary<string, object> { ["formxml"] = FormTabs.Add(main.Xml, form.Tabs(facts)) };

    private static void Check(ComponentRow[] rows, IReadOnlyList<BatchResult> results)
    {
        foreach ((ComponentRow row, BatchResult result) in rows.Zip(results))
        {
            bool isThere = result.Error?.Code is { } code && code.Equals(DataverseErrorCodes.DuplicateRecord, StringComparison.OrdinalIgnoreCase);
            if (result.IsSuccess || isThere)
            {
                continue;
            }

            if (result.IsTransient)
            {
                throw PassingFailure.Of(results);
            }

            throw new MigrationException(
                "SchemaRefused",
                $"Dataverse refuses {row.Kind} '{row.Name}'{(row.Table.Length > 0 ? $" of '{row.Table}'" : "")} ({result.Error!.Code}: {result.Error.Message}). "
                + $"What was made before it stays; leave {row.Kind} out with -Exclude, or mend the cause and run again.");
        }
    }

    private Dictionary<Guid, Guid> Others(ComponentState state) => _interface.Rows.Where(r => r is ViewRow or ChartRow)
        .Select(r => (r.Id, There: state.Find(r) ?? (r is ViewRow view ? state.Place(view) : null)))
        .Where(r => r.There is { } there && there != r.Id)
        .ToDictionary(r => r.Id, r => r.There!.Value);

    /// <summary>Puts all of the interface that is there into the app, and has Dataverse look it over.</summary>
    private async Task FillAsync(AppRow app, ComponentState state, CancellationToken cancellationToken)
    {
        AppComponent[] components =
        [
            .. _interface.Rows.Where(r => r is not AppRow).Select(r => (Row: r, Id: state.Find(r))).Where(r => r.Id is not null).Select(r => r.Row.AsAppComponent(r.Id!.Value)),
        ];
        await client.AddAppComponentsAsync(app.Id, components, cancellationToken);
        if (await client.ValidateAppAsync(app.Id, cancellationToken) is { Count: > 0 } issues)
        {
            throw new MigrationException(
                "AppInvalid", $"Dataverse finds the app incomplete: {string.Join(" ", issues)} Make what it misses, or leave App out with -Exclude.");
        }
    }

    private async Task<IReadOnlyDictionary<string, TableMetadata>> TablesAsync(IEnumerable<ComponentRow> rows, CancellationToken cancellationToken)
    {
        var tables = new Dictionary<string, TableMetadata>(StringComparer.Ordinal);
        foreach (string name in rows.Where(r => r is ViewRow or FormRow).Select(r => r.Table).Distinct())
        {
            tables.Add(name, await client.Metadata.GetTableAsync(name, cancellationToken)
                ?? throw new MigrationException("TableMissing", $"The organisation has no table '{name}', so it can have no forms and views. Make the table first."));
        }

        return tables;
    }
}
