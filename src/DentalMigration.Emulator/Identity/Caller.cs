using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Identity;

/// <summary>On whose behalf a request acts, and what it may do.</summary>
/// <param name="UserId">The user, or the one impersonated.</param>
/// <param name="OnBehalfBy">The real caller when impersonating.</param>
/// <param name="Rights">What is allowed.</param>
internal sealed record Caller(Guid UserId, Guid? OnBehalfBy, Rights Rights)
{
    public bool Has(string privilege) => Rights.Has(privilege);

    /// <summary>Refuses without the privilege.</summary>
    public void Demand(string privilege)
    {
        if (!Has(privilege))
        {
            throw Fault.PrivilegeMissing(UserId, privilege, null);
        }
    }

    /// <summary>Refuses without the privilege for an action (Create, Read, Write, Delete) on rows of a table.</summary>
    public void Demand(string action, Table table)
    {
        if (!ReferenceEquals(Rights, Rights.All) && Privileges.For(action, table) is var privilege && !Has(privilege))
        {
            throw Fault.PrivilegeMissing(UserId, privilege, table);
        }
    }
}
