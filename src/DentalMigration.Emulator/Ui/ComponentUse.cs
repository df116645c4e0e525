namespace DentalMigration.Emulator.Ui;

/// <summary>What a form, view, chart or site map makes use of, and so depends on.</summary>
internal sealed class ComponentUse
{
    public HashSet<string> Tables { get; } = new(StringComparer.Ordinal);

    /// <summary>Columns, as table and column joined by a dot.</summary>
    public HashSet<string> Columns { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Relationships { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Views, charts and dashboards.</summary>
    public HashSet<Guid> Rows { get; } = [];

    public void Column(string table, string column) => Columns.Add($"{table}.{column}");
}
