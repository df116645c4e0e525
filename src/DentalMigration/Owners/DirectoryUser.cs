namespace DentalMigration.Owners;

/// <summary>A user as the organisation lists it.</summary>
/// <param name="Id">Its <c>systemuserid</c>.</param>
/// <param name="FullName">First and last name.</param>
/// <param name="Address">E-mail address, or the sign-in name where there is none.</param>
/// <param name="IsDisabled">A disabled user owns nothing new.</param>
/// <param name="AccessMode">0 read-write, 1 administrative, 2 read, 3 support, 4 non-interactive, 5 delegated administrator.</param>
/// <param name="IsApplication">True for an application user.</param>
internal sealed record DirectoryUser(Guid Id, string FullName, string Address, bool IsDisabled, int AccessMode, bool IsApplication)
{
    /// <summary>True where a person works with rows through the user.</summary>
    public bool IsInteractive => !IsApplication && (AccessMode is 0 or 2);
}
