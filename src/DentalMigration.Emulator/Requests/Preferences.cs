using System.Globalization;

namespace DentalMigration.Emulator.Requests;

/// <summary>What the <c>Prefer</c> headers of a request ask for.</summary>
internal sealed class Preferences
{
    private readonly List<string> _annotations = [];

    public Preferences(IEnumerable<string> headers)
    {
        foreach (string part in headers.SelectMany(SplitOutsideQuotes))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string name = (equals < 0 ? part : part[..equals]).Trim();
            string value = equals < 0 ? "" : part[(equals + 1)..].Trim().Trim('"');
            switch (name.ToLowerInvariant())
            {
                case "return":
                    Representation = value == "representation";
                    break;
                case "odata.maxpagesize" or "maxpagesize" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture,
                    out int size) && size > 0:
                    MaxPageSize = size;
                    break;
                case "odata.continue-on-error" or "continue-on-error":
                    ContinueOnError = value != "false";
                    break;
                case "odata.include-annotations" or "include-annotations":
                    _annotations.AddRange(value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
                    break;
                case "odata.track-changes":
                    TrackChanges = true;
                    break;
            }
        }
    }

    public bool Representation { get; }
    public int? MaxPageSize { get; }
    public bool ContinueOnError { get; }
    public bool TrackChanges { get; }

    public bool Includes(string annotation) => _annotations.Exists(a =>
        a == "*" || a.Equals(annotation, StringComparison.OrdinalIgnoreCase)
        || (a.EndsWith(".*", StringComparison.Ordinal) && annotation.StartsWith(a[..^1], StringComparison.OrdinalIgnoreCase)));

    public bool AnyAnnotations => _annotations.Count > 0;

    private static IEnumerable<string> SplitOutsideQuotes(string header)
    {
        int start = 0;
        bool quoted = false;
        for (int i = 0; i < header.Length; i++)
        {
            if (header[i] == '"')
            {
                quoted = !quoted;
            }
            else if (header[i] is ',' or ';' && !quoted)
            {
                yield return header[start..i];
                start = i + 1;
            }
        }
        yield return header[start..];
    }
}
