namespace DentalMigration.Loading.Sampling;

/// <summary>A chosen sample: which patients, and why.</summary>
public sealed class Sample
{
    internal Sample(IReadOnlySet<string> patients, IReadOnlySet<string> companions, IReadOnlySet<SampleLink> mentions, IReadOnlyList<SampleStratum> strata)
    {
        Patients = patients;
        Companions = companions;
        Mentions = mentions;
        Strata = strata;
    }

    /// <summary>Keys of the patients chosen.</summary>
    public IReadOnlySet<string> Patients { get; }

    /// <summary>Keys of further patients who come along because a chosen one's records name them: guarantors, subscribers.</summary>
    public IReadOnlySet<string> Companions { get; }

    /// <summary>Every kind of patient there is, and how many of it were chosen.</summary>
    public IReadOnlyList<SampleStratum> Strata { get; }

    /// <summary>What the records of these patients name of objects that merge: payers, referring dentists.</summary>
    internal IReadOnlySet<SampleLink> Mentions { get; }
}

/// <summary>A kind of patient.</summary>
/// <param name="Name">PascalCase name: <c>DualCoverage</c>, <c>MalformedDates</c>.</param>
/// <param name="Available">How many patients to choose from are of it.</param>
/// <param name="Chosen">How many of them were chosen.</param>
public sealed record SampleStratum(string Name, int Available, int Chosen);

/// <summary>A record that a patient's records refer to.</summary>
/// <param name="Object">Its object.</param>
/// <param name="Key">Its key, or its name as names are compared.</param>
/// <param name="ByName">True where <paramref name="Key"/> is a name.</param>
internal readonly record struct SampleLink(string Object, string Key, bool ByName = false);
