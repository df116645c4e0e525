using DentalMigration.Reports.Documents;
using DentalMigration.Schema;

namespace DentalMigration.Reports;

/// <summary>What a map needs in an organisation, and what of it is there. Holds names of the schema, no value of a record.</summary>
public static class SchemaReport
{
    private const int MostConflicts = 20;

    private static readonly (ChartSeries Series, SchemaStatus Status)[] Fates =
    [
        (new("there", SeriesTone.Neutral), SchemaStatus.Exists),
        (new("made", SeriesTone.Secondary), SchemaStatus.Created),
        (new("to be made", SeriesTone.Primary), SchemaStatus.Missing),
        (new("in the way", SeriesTone.Danger), SchemaStatus.Conflict),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="items">The components, in the order they are made: a plan's, or some of them.</param>
    /// <param name="generatedAt">The time to print.</param>
    /// <param name="facts">More to tell on top: system, target.</param>
    public static ReportDocument Build(IReadOnlyList<SchemaItem> items, DateTimeOffset generatedAt, IReadOnlyList<ReportFact>? facts = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new ReportDocument
        {
            Title = "Schema plan",
            Subtitle = "The tables, columns, keys and pages a map needs, and what of them the organisation has.",
            GeneratedAt = generatedAt,
            Facts =
            [
                .. facts ?? [],
                new("Components", items.Count),
                new("There", Count(items, SchemaStatus.Exists)),
                new("Made", Count(items, SchemaStatus.Created)),
                new("To be made", Count(items, SchemaStatus.Missing)),
                new("In the way", Count(items, SchemaStatus.Conflict)),
                new("New tables", items.LongCount(i => i is { Kind: SchemaKind.Table, Status: SchemaStatus.Missing or SchemaStatus.Created })),
            ],
            Sections =
            [
                new VerdictSection("Verdict", Reasons(items)),
                Chart("Components by kind", "Each bar is all components of a kind, by whether they are there.", items.GroupBy(i => Words(i.Kind))),
                Chart("Columns by table", "Each bar is all columns and lookups the map needs in a table.", items
                    .Where(i => i.Kind is SchemaKind.Column or SchemaKind.Lookup).GroupBy(i => i.Table)),
                new TableSection("In the way", Columns(), items.Where(i => i.Status == SchemaStatus.Conflict).Select(Row))
                {
                    Caption = "Something else of that name is there. A person must decide: rename what is there, or let the map use another name.",
                    IsExtract = true,
                    WhenEmpty = "Nothing is in the way.",
                },
                new TableSection("Components", Columns(), items.Select(Row))
                {
                    Caption = "In the order they are made.",
                    WhenEmpty = "The plan is empty.",
                },
            ],
        };
    }

    private static long Count(IEnumerable<SchemaItem> items, SchemaStatus status) => items.LongCount(i => i.Status == status);

    private static BarChartSection Chart(string title, string caption, IEnumerable<IGrouping<string, SchemaItem>> groups) => new(
        title,
        [.. Fates.Select(f => f.Series)],
        groups.Select(g => new ChartBar(g.Key, [.. Fates.Select(f => Count(g, f.Status))])))
    {
        Caption = caption,
        Unit = "in all",
    };

    private static ReportColumn[] Columns() =>
    [
        new("Kind"), new("Table"), new("Name"), new("Status") { IsRemarkable = value => value is SchemaStatus.Conflict }, new("Description"),
    ];

    private static object?[] Row(SchemaItem item) => [item.Kind, item.Table, item.Name, item.Status, item.Description];

    private static string Words(SchemaKind kind) => kind switch
    {
        SchemaKind.ManyToMany => "Many-to-many relationship",
        SchemaKind.SiteMap => "Site map",
        SchemaKind.Permission => "Column permission",
        SchemaKind.Profile => "Column security profile",
        SchemaKind.Member => "Member of the profile",
        SchemaKind.Role => "Connection role",
        _ => kind.ToString(),
    };

    private static IEnumerable<VerdictReason> Reasons(IReadOnlyList<SchemaItem> items)
    {
        if (items.Count == 0)
        {
            yield return new(VerdictOutcome.Attention, "The plan is empty.");
            yield break;
        }

        SchemaItem[] conflicts = [.. items.Where(i => i.Status == SchemaStatus.Conflict)];
        foreach (SchemaItem c in conflicts.Take(MostConflicts))
        {
            yield return new(VerdictOutcome.Failed, $"{Words(c.Kind)} {(c.Table.Length == 0 ? c.Name : $"{c.Table}.{c.Name}")}: {c.Description}");
        }

        if (conflicts.Length > MostConflicts)
        {
            yield return new(VerdictOutcome.Failed, $"{Wording.Count(conflicts.Length - MostConflicts, "more component is", "more components are")} in the way; the table below has all.");
        }

        long missing = Count(items, SchemaStatus.Missing);
        yield return missing == 0
            ? new(conflicts.Length == 0 ? VerdictOutcome.Passed : VerdictOutcome.Attention, "Nothing is to be made.")
            : new(VerdictOutcome.Attention, $"{Wording.Count(missing, "component is", "components are")} missing and will be made. Nothing has been written yet.");
        if (conflicts.Length == 0)
        {
            yield return new(VerdictOutcome.Passed, "Nothing is in the way.");
        }
    }
}
