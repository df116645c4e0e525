namespace DentalMigration.Emulator;

/// <summary>A user that a new embedded file starts with, beside the administrator.</summary>
/// <param name="FullName">First and last name, separated by the last space.</param>
/// <param name="Email">Becomes <c>internalemailaddress</c> and <c>domainname</c>; as a bearer token it means this user.</param>
/// <param name="IsDisabled">A disabled user cannot own rows (0x8004022b) nor call (0x80040225).</param>
public sealed record EmbeddedUser(string FullName, string Email, bool IsDisabled = false)
{
    /// <summary>Name of the user's role; empty for a user without one, who may do nothing.</summary>
    public string Role { get; init; } = "Salesperson";

    /// <summary>For an application user, the id of its registration; as a bearer token it means this user.</summary>
    public Guid? ApplicationId { get; init; }
}
