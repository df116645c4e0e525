namespace DentalMigration.Mapping.Transforms;

/// <summary>The transforms a map can name.</summary>
public static class TransformList
{
    private static readonly ITransform[] All =
    [
        new CopyTransform(), new JoinTransform(), new SubjectTransform(), new PhoneTransform(), new EmailTransform(),
        new BirthDateTransform(), new MomentTransform(), new StartTransform(), new EndTransform(), new WhenTransform(),
    ];

    /// <summary>Names and descriptions.</summary>
    public static IReadOnlyList<ITransform> Transforms => All;

    /// <summary>The transform of that name; null names the plain copy.</summary>
    /// <exception cref="MigrationException"><c>UnknownTransform</c>.</exception>
    public static ITransform Find(string? name) => Array.Find(All, t => t.Name == (name ?? "copy"))
        ?? throw new MigrationException("UnknownTransform", $"There is no transform '{name}'. There are: {string.Join(", ", All.Select(t => t.Name))}.");
}
