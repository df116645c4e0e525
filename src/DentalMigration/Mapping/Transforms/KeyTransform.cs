using System.Security.Cryptography;
using System.Text;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>
/// The record's key as text, for a source key column whose key is of several fields. One longer than the column is its start and a hash
/// of the whole, so that two long keys stay two.
/// </summary>
internal sealed class KeyTransform : ITransform
{
    private const int HashLength = 16;

    public string Name => "key";

    public string Description => "The record's key, its fields joined by |; where it is longer than the column, its start and a hash.";

    public TransformYield Yields => TransformYield.Text;

    public object? Apply(RowContext row, ColumnMap column)
    {
        string key = row.Record.Key;
        int longest = column.Create?.MaxLength ?? 100;
        return key.Length <= longest
            ? key
            : $"{key[..(longest - HashLength - 1)]}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..HashLength]}";
    }
}
