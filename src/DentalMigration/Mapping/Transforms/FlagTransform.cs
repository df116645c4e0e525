using DentalMigration.Mapping.Rows;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Transforms;

/// <summary>
/// Yes or no and nothing more: a flag of the source says that something is on file, never what. A word that is neither is reported and
/// left out, and an empty cell is no answer, not a no.
/// </summary>
internal sealed class FlagTransform : ITransform
{
    private static readonly HashSet<string> Yes = new(StringComparer.Ordinal) { "y", "yes", "t", "true", "1", "x", "e", "evet", "var", "on" };

    private static readonly HashSet<string> No = new(StringComparer.Ordinal) { "n", "no", "f", "false", "0", "h", "hayir", "yok", "off" };

    public string Name => "flag";

    public string Description => "Yes or no from a word such as Y, Evet or 1, the other way round with 'not' true; anything else is reported and left out.";

    public TransformYield Yields => TransformYield.Flag;

    public IReadOnlyList<TransformParameter> Parameters { get; } = [new("not", "true turns yes and no round.", "false", ["true", "false"])];

    public object? Apply(RowContext row, ColumnMap column)
    {
        bool invert = column.Parameter("not", "false") == "true";
        foreach (string field in column.From)
        {
            switch (row.Read(field, column.OnFault))
            {
                case null:
                    continue;
                case bool flag:
                    return flag != invert;
                case var value when HeaderFold.Fold(TransformText.Of(value) ?? "") is var word && (Yes.Contains(word) || No.Contains(word)):
                    return Yes.Contains(word) != invert;
                default:
                    row.Find("FlagUnclear", field, "The value is neither yes nor no, so the column stayed empty.");
                    return null;
            }
        }

        return null;
    }
}
