namespace DentalMigration.Commands;

/// <summary>A word of the source, and the option it becomes.</summary>
public sealed class MapValueWord
{
    internal MapValueWord(string word, int value, string? label)
    {
        Word = word;
        Value = value;
        Label = label;
    }

    /// <summary>The word, as it stands in the map.</summary>
    public string Word { get; }

    /// <summary>Value of the option.</summary>
    public int Value { get; }

    /// <summary>Its label, where the map has it: a standard choice has its own in Dataverse.</summary>
    public string? Label { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Word}={Value}");
}
