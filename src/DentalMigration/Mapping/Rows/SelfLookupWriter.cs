using System.Text.Json;
using DentalMigration.Schema;

namespace DentalMigration.Mapping.Rows;

/// <summary>
/// A lookup to a row of the same object. The other row may come later in the export, or point back, so the link is a second step, made
/// when all rows of the object are there.
/// </summary>
internal sealed class SelfLookupWriter(ColumnMap map, ObjectMap target, ReferencePath path, TargetReference reference, string entitySet) : ColumnWriter
{
    public override string ReadName { get; } = $"_{map.Column}_value";

    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        string field = map.From[0];
        if (row.Read(field, map.OnFault) is not string value)
        {
            return;
        }

        string? key = path.By(field) is { } by ? row.Shared.Directory.FindKey(target.Object, by, value) : value;
        if (key is null || !row.Shared.Directory.IsExported(target.Object, key))
        {
            const string what = "Export it too, or correct the reference.";
            if (map.OnFault == FaultPolicy.Blank)
            {
                row.Find("OrphanReference", field, $"There is no such {target.Object} in the export, so '{Column}' stayed empty. {what}");
            }
            else
            {
                row.Hold("OrphanReference", field, $"There is no such {target.Object} in the export. {what}");
            }

            return;
        }

        if (key == row.Record.Key)
        {
            row.Find("SelfReference", field, "The record refers to itself; the link was left out.");
            return;
        }

        Guid id = row.Shared.Directory.FindForeignId(target.Object, key) ?? RowId.Compute(row.Shared.Map.System, row.Shared.Map.Scope, target.Object, key);
        row.Steps.Add(new RowStep(
            "link:" + Column,
            $$"""{"{{reference.Navigation}}@odata.bind":"/{{entitySet}}({{id:D}})"}""",
            new Dictionary<string, string> { [ReadName] = id.ToString("D") }));
    }
}
