using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>An e-mail address in lower case (never by culture: <c>I</c> is <c>i</c>); one that cannot be right is kept and reported.</summary>
internal sealed class EmailTransform : ITransform
{
    private static readonly CopyTransform First = new();

    public string Name => "email";

    public string Description => "An address in lower case; a malformed one is kept as written and reported.";

    public TransformYield Yields => TransformYield.Text;

    public object? Apply(RowContext row, ColumnMap column)
    {
        if (First.Apply(row, column) is not string address)
        {
            return null;
        }

        int at = address.IndexOf('@', StringComparison.Ordinal);
        bool plausible = at > 0 && at == address.LastIndexOf('@') && address.IndexOf('.', at) > at + 1 && !address.EndsWith('.')
            && !address.Any(char.IsWhiteSpace);
        if (!plausible)
        {
            row.Find("MalformedEmail", column.From[0], "The address cannot be right; it was kept as written. Correct it with the patient.");
            return address;
        }

        return address.ToLowerInvariant();
    }
}
