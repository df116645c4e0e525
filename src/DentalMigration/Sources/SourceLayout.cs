using DentalMigration.Systems;

namespace DentalMigration.Sources;

/// <summary>One file's columns: which field each holds and how its values are written. Shared by all records of the file.</summary>
public sealed class SourceLayout
{
    /// <param name="catalog">For the words that mean empty, yes and no.</param>
    /// <param name="catalogObject">The object the file holds.</param>
    /// <param name="columns">The columns in file order.</param>
    public SourceLayout(SystemCatalog catalog, CatalogObject catalogObject, IReadOnlyList<SourceColumn> columns)
    {
        Object = catalogObject;
        Columns = columns;
        Catalog = catalog;
    }

    /// <summary>The object the file holds.</summary>
    public CatalogObject Object { get; }

    /// <summary>The columns in file order.</summary>
    public IReadOnlyList<SourceColumn> Columns { get; }

    private SystemCatalog Catalog { get; }

    internal (string Key, FieldFault? Fault) ReadKey(object?[] cells) => throw new NotSupportedException(Catalog.System + cells.Length);

    internal FieldReading Read(string field, object?[] cells) => throw new NotSupportedException(field + cells.Length);

    internal string? Text(string field, object?[] cells) => throw new NotSupportedException(field + cells.Length);
}
