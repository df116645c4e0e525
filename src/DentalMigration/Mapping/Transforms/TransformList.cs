namespace DentalMigration.Mapping.Transforms;

/// <summary>The transforms a map can name.</summary>
public static class TransformList
{
    private static readonly ITransform[] All =
    [
        new CopyTransform(), new JoinTransform(), new SubjectTransform(), new WhenTransform(), new KeyTransform(), new FlagTransform(),
        new PhoneTransform(), new EmailTransform(), new FullNameTransform(), new FirstNameTransform(), new LastNameTransform(),
        new NationalIdTransform(), new TaxNumberTransform(), new BirthDateTransform(),
        new MomentTransform(), new StartTransform(), new EndTransform(),
        new ToothTransform(), new SurfacesTransform(), new CodeSystemTransform(), new NoteTransform(), new UrlTransform(),
        new PercentTransform(), new EntryTypeTransform(), new RecallVerdictTransform(), new CustomTransform(),
    ];

    /// <summary>Names and descriptions.</summary>
    public static IReadOnlyList<ITransform> Transforms => All;

    /// <summary>The transform of that name; null names the plain copy.</summary>
    /// <exception cref="MigrationException"><c>UnknownTransform</c>.</exception>
    public static ITransform Find(string? name) => Array.Find(All, t => t.Name == (name ?? "copy"))
        ?? throw new MigrationException("UnknownTransform", $"There is no transform '{name}'. There are: {string.Join(", ", All.Select(t => t.Name))}.");
}
