namespace DentalMigration.Emulator.Writing;

/// <summary>A user or team as owner of rows.</summary>
internal readonly record struct Owner(Guid Id, string Type, bool IsDisabled, Guid? BusinessUnit)
{
    public bool IsTeam => Type == "team";
}
