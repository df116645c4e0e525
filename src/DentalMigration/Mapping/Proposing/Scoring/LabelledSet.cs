namespace DentalMigration.Mapping.Proposing.Scoring;

/// <summary>Labelled headers with what is the same however they are judged: the fields they may be, and how they compare with them.</summary>
internal sealed class LabelledSet
{
    private readonly IReadOnlyList<FieldDescription>[] _fields;
    private readonly HeaderComparison[] _comparisons;
    private readonly ValueLook[][] _examples;

    public LabelledSet(IReadOnlyList<LabelledHeader> labels)
    {
        Labels = labels;
        Dictionary<string, IReadOnlyList<FieldDescription>> fields =
            labels.Select(l => l.Object).Distinct().ToDictionary(o => o, Lexicon.Shipped.Book.Of, StringComparer.Ordinal);
        _fields = [.. labels.Select(l => fields[l.Object])];
        _comparisons = [.. labels.AsParallel().AsOrdered().Select(l => Lexicon.Shipped.Compare(l.Object, l.Header, fields[l.Object]))];
        _examples = [.. labels.Select(l => l.Example.Length > 0 ? new[] { new ValueLook(l.Example) } : [])];
    }

    /// <summary>The headers.</summary>
    public IReadOnlyList<LabelledHeader> Labels { get; }

    /// <summary>The evidence about each header.</summary>
    /// <param name="memory">The spellings the matcher may know when it judges the header of that index.</param>
    /// <param name="withExample">False where it shall see headers alone.</param>
    public IReadOnlyList<MatchCase> Collect(Func<int, SpellingMemory> memory, bool withExample) =>
    [
        .. Enumerable.Range(0, Labels.Count).AsParallel().AsOrdered().Select(i => new FieldMatcher(memory(i)).Collect(
            Labels[i].Object, Labels[i].Header, withExample ? _examples[i] : [], _fields[i], _comparisons[i])),
    ];
}
