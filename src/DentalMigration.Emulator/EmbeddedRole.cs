namespace DentalMigration.Emulator;

/// <summary>A security role that a new embedded file starts with. A role has every privilege but those it is said to lack,
/// organization-wide.</summary>
/// <param name="Name">Its name, by which <see cref="EmbeddedUser.Role"/> means it.</param>
/// <param name="Lacks">Names of privileges, such as <c>prvOverrideCreatedOnCreatedBy</c>, <c>prvCreateEntity</c> or
/// <c>prvDeleteContact</c>.</param>
public sealed record EmbeddedRole(string Name, IReadOnlyList<string> Lacks);
