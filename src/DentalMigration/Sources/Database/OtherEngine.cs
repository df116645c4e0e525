using System.Data;
using System.Data.Common;

namespace DentalMigration.Sources.Database;

/// <summary>Any other engine, by what ADO.NET says of it: SQL Server, MySQL, ODBC, OLE DB.</summary>
internal sealed class OtherEngine(DbProviderFactory? factory) : DatabaseEngine
{
    private readonly DbCommandBuilder? _builder = factory?.CreateCommandBuilder();

    /// <inheritdoc/>
    public override string? Caveat =>
        "This engine gives several readers no moment in common: each object is read as it stands then. Keep the practice from writing until the migration has ended.";

    /// <inheritdoc/>
    public override bool SortsByKey => false;

    /// <inheritdoc/>
    public override string Quote(string name)
    {
        try
        {
            return _builder is null ? base.Quote(name) : _builder.QuoteIdentifier(name);
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException)
        {
            // A builder that knows its signs only from an open data adapter.
            return base.Quote(name);
        }
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<DatabaseTable>> TablesAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            using DataTable listed = await connection.GetSchemaAsync("Tables", cancellationToken);
            string? schema = Column(listed, "TABLE_SCHEMA", "TABLE_SCHEM", "TABLE_OWNER");
            string? name = Column(listed, "TABLE_NAME");
            string? type = Column(listed, "TABLE_TYPE");
            return name is null ? [] : [.. listed.Rows.Cast<DataRow>()
                .Where(r => type is null || !r[type].ToString()!.Contains("SYSTEM", StringComparison.OrdinalIgnoreCase))
                .Select(r => new DatabaseTable(schema is not null && r[schema] is string { Length: > 0 } owner ? owner : null, r[name].ToString()!))
                .OrderBy(t => t.FullName, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException or DbException)
        {
            // Not every provider lists its tables; then the profile must name them.
            return [];
        }
    }

    private static string? Column(DataTable table, params string[] names) => names.FirstOrDefault(table.Columns.Contains);
}
