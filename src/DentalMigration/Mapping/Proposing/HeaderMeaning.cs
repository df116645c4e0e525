namespace DentalMigration.Mapping.Proposing;

/// <summary>What a header says, word by word.</summary>
/// <param name="Words">Its words that carry meaning, in order.</param>
/// <param name="Subject">The word that says what it is about: the last before a code, a number, a date and the like; null where there is none.</param>
internal sealed record HeaderMeaning(IReadOnlyList<WordMeaning> Words, WordMeaning? Subject)
{
    /// <summary>Every concept any of its words can stand for.</summary>
    public IReadOnlyList<int> Concepts { get; } = [.. Words.SelectMany(w => w.Meanings).SelectMany(m => m).Distinct()];

    /// <summary>The share of its words that mean nothing known.</summary>
    public double Unknown => Words.Count == 0 ? 1 : Words.Count(w => w.Meanings.Length == 0) / (double)Words.Count;
}

/// <summary>A word of a header.</summary>
/// <param name="Word">The word, folded.</param>
/// <param name="Meanings">What it can mean; empty where that is not known.</param>
internal sealed record WordMeaning(string Word, int[][] Meanings);
