namespace DentalMigration.Sources.Database;

/// <summary>A table or view.</summary>
/// <param name="Schema">Its schema; null where its name alone finds it.</param>
/// <param name="Name">Its name as the database spells it.</param>
internal sealed record DatabaseTable(string? Schema, string Name)
{
    /// <summary>The name with its schema before it, for people and profiles.</summary>
    public string FullName => Schema is null ? Name : $"{Schema}.{Name}";
}
