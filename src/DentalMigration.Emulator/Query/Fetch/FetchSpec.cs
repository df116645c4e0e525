using System.Xml.Linq;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Query.Fetch;

/// <summary>A FetchXML query over one table, its names resolved.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns asked for, the primary key always among them.</param>
internal sealed record FetchSpec(Table Table, IReadOnlyList<ColumnDef> Columns)
{
    public int? Top { get; init; }
    public int? Count { get; init; }
    public int Page { get; init; } = 1;
    public string? PagingCookie { get; init; }
    public bool ReturnTotal { get; init; }
    public IReadOnlyList<(ColumnDef Column, bool Descending)> Orders { get; init; } = [];
    public IReadOnlyList<XElement> Filters { get; init; } = [];

    /// <summary>The columns as their properties are called in the context URL.</summary>
    public string Context => string.Join(',', Columns.Select(c => c.PropertyName));
}
