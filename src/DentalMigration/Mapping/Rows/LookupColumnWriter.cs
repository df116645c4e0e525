using System.Text.Json;
using DentalMigration.Schema;

namespace DentalMigration.Mapping.Rows;

/// <summary>A lookup to another object's row, bound by its computed id.</summary>
internal sealed class LookupColumnWriter(ColumnMap map, LookupResolver resolver, TargetReference reference, string entitySet) : ColumnWriter
{
    public override string Property { get; } = $"{reference.Navigation}@odata.bind";

    public override string ReadName { get; } = $"_{map.Column}_value";

    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        if (resolver.Resolve(row, map.From, map.OnFault) is { } id)
        {
            WriteBind(json, entitySet, id);
        }
    }
}
