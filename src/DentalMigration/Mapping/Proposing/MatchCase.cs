namespace DentalMigration.Mapping.Proposing;

/// <summary>The evidence about one header: a row of features for each field it may be, and one for its being none of them.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="Features">A row for each field; see <see cref="Feature"/>.</param>
/// <param name="None">Of its being none; see <see cref="NoneFeature"/>.</param>
internal sealed record MatchCase(IReadOnlyList<FieldDescription> Fields, double[][] Features, double[] None);

/// <summary>What speaks for or against a field.</summary>
internal enum Feature
{
    /// <summary>The score of the fit of meanings.</summary>
    Meaning,

    /// <summary>Its square.</summary>
    MeaningSquared,

    /// <summary>Its precision by its recall.</summary>
    Overlap,

    /// <summary>1 where header and saying mean the same.</summary>
    SameMeaning,

    /// <summary>The gravest word left unexplained.</summary>
    Unexplained,

    /// <summary>The gravest concept that is missing.</summary>
    Missing,

    /// <summary>The weight of the word the header is about, where the field is about another.</summary>
    OffSubject,

    /// <summary>Likeness of letters to a known spelling.</summary>
    Resemblance,

    /// <summary>Share of the uses of this spelling, in this object, that mean the field.</summary>
    KnownSpelling,

    /// <summary>The same over all objects.</summary>
    KnownElsewhere,

    /// <summary>1 where the spelling is known, and always means another field.</summary>
    KnownAsOther,

    /// <summary>How the values speak for it.</summary>
    ValuesFor,

    /// <summary>How the values speak against it; not above 0.</summary>
    ValuesAgainst,

    /// <summary>Values and meaning both for it.</summary>
    ValuesAndMeaning,

    /// <summary>Values against what the meaning says.</summary>
    ValuesAgainstMeaning,
}

/// <summary>What speaks for a header's being no field.</summary>
internal enum NoneFeature
{
    /// <summary>Always 1.</summary>
    Always,

    /// <summary>Share of words that are not known.</summary>
    UnknownWords,

    /// <summary>How far the best field is from its meaning.</summary>
    Distance,

    /// <summary>How much better what is said of columns without data fits.</summary>
    SaidOfNothing,

    /// <summary>How well that fits.</summary>
    NothingFits,
}
