namespace DentalMigration.Profiling;

/// <summary>How far measuring has come.</summary>
/// <param name="Object">The object being measured.</param>
/// <param name="Records">Records of it measured so far.</param>
public readonly record struct ProfileProgress(string Object, long Records);
