using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>The first field that holds a web address; without one the row is held, since there is nothing to refer to.</summary>
internal sealed class UrlTransform : ITransform
{
    public string Name => "url";

    public string Description => "The first field that holds a web address (http or https); a row without one is held.";

    public TransformYield Yields => TransformYield.Text;

    public object? Apply(RowContext row, ColumnMap column)
    {
        foreach (string field in column.From)
        {
            if (row.Read(field, column.OnFault) is string text && Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https")
            {
                return url.AbsoluteUri;
            }
        }

        row.Hold("UrlMissing", column.From[0], "The record has no web address to refer to. Give it one, or send the file with the map that ships.");
        return null;
    }
}
