using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Schema.Interface;

namespace DentalMigration.Schema.Rows;

/// <summary>
/// Which of our rows an organisation has. Those of a table may stem from another migration into the same tables, whose forms, views and
/// charts serve this one as well. Forms, views and the like have two layers: what was changed, and what was published; a row that
/// is in the first alone was made by a run that was broken off before it could publish.
/// </summary>
internal sealed class ComponentState
{
    private const string Unpublished = "/Microsoft.Dynamics.CRM.RetrieveUnpublishedMultiple()";

    private static readonly HashSet<string> Layered = ["systemform", "savedquery", "savedqueryvisualization", "sitemap", "appmodule"];

    private readonly Layer _made = new();
    private readonly Layer _published = new();

    /// <summary>Main forms by table, as they were last changed.</summary>
    public ILookup<string, FoundForm> Forms => _made.Forms.ToLookup(f => f.Table, StringComparer.Ordinal);

    public static async Task<ComponentState> ReadAsync(IReadOnlyList<ComponentRow> rows, DataverseClient client, CancellationToken cancellationToken)
    {
        var state = new ComponentState();
        (string Url, Action<JsonElement> Read)[] queries = [.. Queries(rows, state._made, Unpublished), .. Queries(rows, state._published, "")];
        IReadOnlyList<BatchResult> results = queries.Length == 0
            ? []
            : await client.BatchAsync([.. queries.Select(q => BatchOperation.Get(q.Url))], continueOnError: true, null, cancellationToken);
        foreach ((BatchResult result, (string url, Action<JsonElement> read)) in results.Zip(queries))
        {
            if (!result.IsSuccess)
            {
                throw new DataverseException(result.Error!.Code, $"Reading {url.Split('?')[0]} failed: {result.Status}, {result.Error.Code}.")
                {
                    Error = result.Error, Status = result.Status, IsTransient = result.IsTransient, RetryAfter = result.RetryAfter,
                };
            }

            foreach (JsonElement row in result.Json().GetProperty("value").EnumerateArray())
            {
                read(row);
            }
        }

        return state;
    }

    /// <summary>The id under which a row is there, which is another's where it took the place of one that Dataverse made; null where it is not.</summary>
    public Guid? Find(ComponentRow row) => _made.Find(row);

    /// <summary>True where this very migration made the row: it stands under our id, or the form has tabs of our ids.</summary>
    public bool IsOwn(ComponentRow row) => row is FormRow form
        ? _made.Forms.Any(f => f.Table == form.Table && FormTabs.Contains(f.Xml, form.Tab))
        : _made.Ids.Contains(row.Id);

    /// <summary>True where the row is there for all to see.</summary>
    public bool IsPublished(ComponentRow row) => _published.Find(row) is not null && _made.Find(row) is not null;

    /// <summary>The view Dataverse made with the table, whose place one of ours takes; null where there is none.</summary>
    public Guid? Place(ViewRow view) => view.TakesPlace
        ? _made.Views.Where(v => v.Table == view.Table && v.QueryType == view.QueryType && (view.QueryType != 0 || v.IsDefault)).Select(v => (Guid?)v.Id).FirstOrDefault()
        : null;

    /// <summary>The main form that gets our tabs: the table's default one, otherwise the first that is active; null where it has none.</summary>
    public FoundForm? MainForm(string table) => Forms[table].OrderByDescending(f => f.IsDefault).ThenByDescending(f => f.IsActive).ThenBy(f => f.Id).FirstOrDefault();

    private static IEnumerable<(string, Action<JsonElement>)> Queries(IReadOnlyList<ComponentRow> rows, Layer layer, string function)
    {
        string Url(string set, string component, string select, string filter) =>
            $"{set}{(Layered.Contains(component) ? function : "")}?$select={select}&$filter={Uri.EscapeDataString(filter)}";

        foreach (IGrouping<(string Set, string PrimaryId, string Component), ComponentRow> set in rows.GroupBy(r => (r.Set, r.PrimaryId, r.Component)))
        {
            string filter = string.Join(" or ", set.Select(r => $"{set.Key.PrimaryId} eq {r.Id:D}"));
            yield return (
                Url(set.Key.Set, set.Key.Component, set.Key.PrimaryId, filter),
                row => layer.Ids.Add(row.GetProperty(set.Key.PrimaryId).GetGuid()));
        }

        string[] tables = [.. rows.OfType<FormRow>().Select(f => f.Table)];
        if (tables.Length > 0)
        {
            yield return (
                Url("systemforms", "systemform", "formid,objecttypecode,formxml,isdefault,formactivationstate", $"type eq 2 and ({Any("objecttypecode", tables)})"),
                row => layer.Forms.Add(FoundForm.Read(row)));
        }

        string[] viewed = [.. rows.OfType<ViewRow>().Select(v => v.Table).Distinct()];
        if (viewed.Length > 0)
        {
            yield return (
                Url("savedqueries", "savedquery", "savedqueryid,name,returnedtypecode,querytype,isdefault,description", Any("returnedtypecode", viewed)),
                row => layer.Views.Add(FoundView.Read(row)));
        }

        string[] charted = [.. rows.OfType<ChartRow>().Select(c => c.Table).Distinct()];
        if (charted.Length > 0)
        {
            yield return (
                Url("savedqueryvisualizations", "savedqueryvisualization", "savedqueryvisualizationid,name,primaryentitytypecode,description", Any("primaryentitytypecode", charted)),
                row => layer.Charts.Add(FoundChart.Read(row)));
        }
    }

    private static string Any(string column, IEnumerable<string> values) => string.Join(" or ", values.Select(v => $"{column} eq '{v}'"));

    private sealed class Layer
    {
        public HashSet<Guid> Ids { get; } = [];

        public List<FoundForm> Forms { get; } = [];

        public List<FoundView> Views { get; } = [];

        public List<FoundChart> Charts { get; } = [];

        public Guid? Find(ComponentRow row) => row switch
        {
            FormRow form => Forms.Where(f => f.Table == form.Table && FormTabs.Contains(f.Xml, form.TabName)).Select(f => (Guid?)f.Id).FirstOrDefault(),
            _ when Ids.Contains(row.Id) => row.Id,
            ViewRow view => Views.Where(v => v.IsOurs && v.Table == view.Table && v.QueryType == view.QueryType)
                .Where(v => v.Name == view.Name || (view.TakesPlace && view.QueryType != 0) || (view.IsDefault && v.IsDefault))
                .Select(v => (Guid?)v.Id).FirstOrDefault(),
            ChartRow chart => Charts.Where(c => c.IsOurs && c.Table == chart.Table && c.Name == chart.Name).Select(c => (Guid?)c.Id).FirstOrDefault(),
            _ => null,
        };
    }
}
