namespace DentalMigration.Mapping;

/// <summary>How to make a custom table. It is always owned by users and teams, since no row is without an owner.</summary>
/// <param name="SchemaName">Name with the prefix, as people write it: <c>new_TreatmentPlan</c>.</param>
/// <param name="Label">Display name, singular.</param>
/// <param name="Plural">Display name, plural.</param>
/// <param name="Description">What a row is.</param>
public sealed record TableCreation(string SchemaName, string Label, string Plural, string Description)
{
    /// <summary>The column that names a row; null for <c>{prefix}_Name</c>, "Name", 300 characters.</summary>
    public PrimaryNameCreation? PrimaryName { get; init; }

    /// <summary>Whether notes and files can be attached to its rows; cannot be taken back.</summary>
    public bool Notes { get; init; } = true;

    /// <summary>Whether activities may regard its rows; cannot be taken back.</summary>
    public bool Activities { get; init; }

    /// <summary>Whether other systems can ask Dataverse for what changed since.</summary>
    public bool ChangeTracking { get; init; }

    /// <summary>The singular display name in other base languages, by language code: <c>1055</c> → <c>Tedavi Planı</c>.</summary>
    public IReadOnlyDictionary<int, string>? Labels { get; init; }

    /// <summary>The plural display name in other base languages, by language code.</summary>
    public IReadOnlyDictionary<int, string>? Plurals { get; init; }

    /// <summary>The charts of the table; all charts of a map together are its dashboard.</summary>
    public IReadOnlyList<ChartCreation> Charts { get; init; } = [];
}

/// <summary>The column that names a row of a custom table.</summary>
/// <param name="SchemaName">Name with the prefix: <c>new_Name</c>.</param>
/// <param name="Label">Display name.</param>
/// <param name="MaxLength">Longest name in UTF-16 units.</param>
public sealed record PrimaryNameCreation(string SchemaName, string Label = "Name", int MaxLength = 300);
