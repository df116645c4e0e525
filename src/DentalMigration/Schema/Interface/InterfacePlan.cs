using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;

namespace DentalMigration.Schema.Interface;

/// <summary>All that a map shows people, in the order it is made. Computed from the map alone.</summary>
internal sealed class InterfacePlan
{
    private InterfacePlan(IReadOnlyList<TableShape> shapes, IReadOnlyList<ComponentRow> rows) => (Shapes, Rows) = (shapes, rows);

    public IReadOnlyList<TableShape> Shapes { get; }

    public IReadOnlyList<ComponentRow> Rows { get; }

    public IEnumerable<FormRow> Forms => Rows.OfType<FormRow>();

    public static InterfacePlan Of(MigrationMap map)
    {
        IReadOnlyList<TableShape> shapes = TableShape.Of(map);
        ChartRow[] charts = [.. shapes.SelectMany(s => ChartRow.Of(map, s))];
        DashboardRow? dashboard = charts.Length == 0 ? null : DashboardRow.Of(map, charts);
        List<ComponentRow> rows =
        [
            .. shapes.SelectMany(s => ViewPlan.Of(map, s)),
            .. shapes.Select(s => FormRow.Of(map, s)),
            .. charts,
            .. dashboard is null ? Array.Empty<ComponentRow>() : [dashboard],
        ];
        if (shapes.Count > 0)
        {
            rows.Add(SiteMapRow.Of(map, shapes, dashboard?.Id));
            rows.Add(AppRow.Of(map));
        }

        return new InterfacePlan(shapes, rows);
    }
}
