using System.Globalization;
using DentalMigration.Mapping;

namespace DentalMigration.Schema.Interface;

/// <summary>The views of a table.</summary>
internal static class ViewPlan
{
    /// <summary>Stands for the column that names a row, which differs between tables.</summary>
    private const string RowName = "";

    private const int MostColumns = 8;

    public static IEnumerable<ViewRow> Of(MigrationMap map, TableShape shape) => shape.Create is { } create ? Custom(map, shape, create) : Standard(map, shape);

    private static IEnumerable<ViewRow> Custom(MigrationMap map, TableShape shape, TableCreation create)
    {
        IReadOnlyList<string> shown = Shown(shape);
        (string Column, bool Descending)[] order = shape.Columns.FirstOrDefault(c => c.Create!.Type is ColumnType.DateOnly or ColumnType.DateTime) is { } date
            ? [(date.Column, true)]
            : [(RowName, false)];
        ViewRow View(string view, string name, int type, string description) => new()
        {
            Table = shape.Table, Name = name, Id = ViewRow.IdOf(map, shape.Table, view), Description = description, QueryType = type, Shown = shown, Order = order,
        };

        yield return View(ViewRow.Active, $"Active {create.Plural}", 0, "Public view of the active rows") with { IsDefault = true, TakesPlace = true };
        if (Patient(map, shape) is { } patient)
        {
            yield return View(ViewRow.ByPatient, $"{create.Plural} by Patient", 0, "Public view sorted by patient") with
            {
                Shown = [patient, .. shown.Where(c => c != patient)],
                Order = [(patient, false), .. order],
            };
        }

        yield return View(ViewRow.QuickFind, $"Quick Find Active {create.Plural}", 4, "What a search looks into") with { Found = [.. Found(shape)], TakesPlace = true };
        yield return View(ViewRow.Associated, $"{create.Label} Associated View", 2, "Rows under the row they belong to") with { TakesPlace = true };
        yield return View(ViewRow.Lookup, $"{create.Label} Lookup View", 64, "Rows to choose from") with
        {
            Shown = [.. shown.Take(4)], Order = [(RowName, false)], TakesPlace = true,
        };
        foreach (ChartCreation chart in ChartRow.Charts(shape).Where(c => c.View is not null).DistinctBy(c => c.View))
        {
            yield return View(chart.View!, chart.View!, 0, "Public view of the rows the charts count") with
            {
                Where = [.. chart.Where.Select(w => (w.Key, "eq", (string?)w.Value.ToString(CultureInfo.InvariantCulture)))],
            };
        }
    }

    /// <summary>One view for each object that shares a standard table, so that patients are found among contacts.</summary>
    private static IEnumerable<ViewRow> Standard(MigrationMap map, TableShape shape) =>
        from o in shape.Objects
        where o is { Action: MapAction.Create, SourceKey: not null }
        let view = TableShape.ObjectLabel(map, o)
        let key = o.SourceKey!
        select new ViewRow
        {
            Table = shape.Table,
            Name = view,
            Id = ViewRow.IdOf(map, shape.Table, o.Object),
            Description = "Public view of the migrated rows",
            QueryType = 0,
            Shown = [RowName, key, .. Shown(shape with { Columns = [.. o.Columns.Where(c => c.Create is not null && c.Column != key)] }).Skip(1).Take(4)],
            Order = [(RowName, false)],
            OnlyActive = false,
            Where = [(key, "not-null", null)],
        };

    /// <summary>The columns that tell rows apart: whom they are about, how they stand, when, how much.</summary>
    private static IReadOnlyList<string> Shown(TableShape shape)
    {
        IEnumerable<string> Of(int most, params ColumnType[] types) =>
            shape.Columns.Where(c => types.Contains(c.Create!.Type) && !c.Create.Secured && !shape.Own.Contains(c.Column)).Take(most).Select(c => c.Column);
        string[] chosen =
        [
            .. Of(3, ColumnType.Lookup), .. Of(2, ColumnType.Picklist), .. Of(2, ColumnType.DateOnly, ColumnType.DateTime), .. Of(2, ColumnType.Money),
            .. Of(2, ColumnType.String),
        ];
        return [RowName, .. chosen.Take(MostColumns - 1)];
    }

    /// <summary>The lookup to the patient: the first to contact.</summary>
    private static string? Patient(MigrationMap map, TableShape shape) =>
        shape.Columns.FirstOrDefault(c => c.Create!.Type == ColumnType.Lookup && map.Find(c.Lookup!)?.Table == "contact")?.Column;

    /// <summary>Source keys and numbers people read out: the first short texts. A secured column cannot be searched.</summary>
    private static IEnumerable<string> Found(TableShape shape) =>
        shape.Columns.Where(c => c.Create is { Type: ColumnType.String, Secured: false, MaxLength: <= 200 } && c.Constant is null).Select(c => c.Column).Take(4);
}
