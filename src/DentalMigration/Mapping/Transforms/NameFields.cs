using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>Reads the parts of a name from fields of their own or from a whole name.</summary>
internal static class NameFields
{
    /// <summary>The first field, or the part of the whole name in the second.</summary>
    public static string? Part(RowContext row, ColumnMap column, Func<PersonName, string> part)
    {
        if (row.Read(column.From[0], column.OnFault) is string own)
        {
            return own;
        }

        return column.From.Count > 1 && row.Read(column.From[1], column.OnFault) is string whole && part(PersonName.Parse(whole)) is { Length: > 0 } found
            ? found
            : null;
    }
}
