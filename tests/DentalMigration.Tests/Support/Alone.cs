namespace DentalMigration.Tests.Support;

/// <summary>Tests that measure the whole process, and so run when no other does: <c>[Collection(Alone.Name)]</c>.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
