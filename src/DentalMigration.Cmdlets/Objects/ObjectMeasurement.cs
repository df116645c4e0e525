using DentalMigration.Profiling;

namespace DentalMigration.Commands;

/// <summary>What was measured on one object of a source.</summary>
public sealed class ObjectMeasurement
{
    private readonly ObjectProfile _object;

    internal ObjectMeasurement(ObjectProfile measured, SourceProfile profile)
    {
        _object = measured;
        Profile = profile;
    }

    /// <summary>The object.</summary>
    public string Object => _object.Object;

    /// <summary>Records, unusable lines included.</summary>
    public long Rows => _object.Rows;

    /// <summary>Lines that cannot be read as a record.</summary>
    public long Unusable => _object.Unusable;

    /// <summary>Records whose key an earlier record has.</summary>
    public long DuplicateKeys => _object.DuplicateKeys;

    /// <summary>Records that look like a person an earlier record names.</summary>
    public long? DuplicatePersons => _object.DuplicatePersons;

    /// <summary>Values that cannot be read.</summary>
    public long Malformed => _object.Fields.Sum(f => f.Malformed);

    /// <summary>References to records the export does not hold.</summary>
    public long Orphans => _object.References.Sum(r => r.Orphans);

    /// <summary>Records without an e-mail address.</summary>
    public long? MissingEmail => _object.MissingEmail;

    /// <summary>Records without a readable birth date.</summary>
    public long? MissingBirthDate => _object.MissingBirthDate;

    /// <summary>What was measured on each field: header, type, counts, lengths, ranges, and values where few occur.</summary>
    public object[] Fields => [.. _object.Fields];

    /// <summary>How well each reference holds.</summary>
    public object[] References => [.. _object.References];

    /// <summary>What could not be read, by field and kind, with the place of the first.</summary>
    public object[] Faults => [.. _object.Faults];

    /// <summary>What a person should know about it: code, severity, count, place of the first, and what to do.</summary>
    public object[] Findings => [.. Profile.Findings.Where(f => f.Object == Object)];

    internal SourceProfile Profile { get; }

    /// <inheritdoc/>
    public override string ToString() => Object;
}
