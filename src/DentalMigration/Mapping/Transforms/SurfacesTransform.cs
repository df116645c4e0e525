using DentalMigration.Mapping.Rows;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Transforms;

/// <summary>
/// Tooth surfaces as a set in one order: <c>MOD</c>, <c>D,O,M</c> and <c>Mezial-Okluzal-Distal</c> are all <c>MOD</c>. What is no surface
/// is kept as written and reported.
/// </summary>
internal sealed class SurfacesTransform : ITransform
{
    private const string Order = "MODBFLI";

    private static readonly char[] Separators = [',', ';', '/', '+', '-', '.', ' ', '\n'];

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["mezial"] = "M", ["mesial"] = "M", ["mezyal"] = "M", ["okluzal"] = "O", ["okluzyal"] = "O", ["occlusal"] = "O", ["distal"] = "D",
        ["bukkal"] = "B", ["buccal"] = "B", ["vestibul"] = "B", ["vestibuler"] = "B", ["vestibular"] = "B", ["fasiyal"] = "F",
        ["labial"] = "F", ["labiyal"] = "F", ["facial"] = "F", ["lingual"] = "L", ["palatinal"] = "L", ["palatal"] = "L",
        ["insizal"] = "I", ["incisal"] = "I",
    };

    public string Name => "surfaces";

    public string Description => "Tooth surfaces, by letters or words, as letters in one order: M O D B F L I.";

    public TransformYield Yields => TransformYield.Text;

    public object? Apply(RowContext row, ColumnMap column)
    {
        if (TransformText.First(row, column) is not (string field, string text))
        {
            return null;
        }

        var letters = new SortedSet<int>();
        foreach (string part in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string folded = HeaderFold.Fold(part);
            foreach (char letter in Words.GetValueOrDefault(folded) ?? folded.ToUpperInvariant())
            {
                // Vestibular is the cheek's side, palatal the tongue's: one name for each side.
                int place = Order.IndexOf(letter switch { 'V' => 'B', 'P' => 'L', _ => letter }, StringComparison.Ordinal);
                if (place < 0)
                {
                    row.Find("SurfaceUnknown", field, "The value holds something that is no tooth surface; it was kept as written.");
                    return text;
                }

                letters.Add(place);
            }
        }

        return string.Concat(letters.Select(place => Order[place]));
    }
}
