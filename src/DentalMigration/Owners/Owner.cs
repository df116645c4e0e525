namespace DentalMigration.Owners;

/// <summary>Who can own rows.</summary>
/// <param name="Id">Id of the systemuser or team.</param>
/// <param name="IsTeam">True for a team.</param>
public readonly record struct Owner(Guid Id, bool IsTeam = false)
{
    /// <summary>Entity set for a bind.</summary>
    public string EntitySet => IsTeam ? "teams" : "systemusers";
}
