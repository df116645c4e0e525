using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Identity;

/// <summary>Which privileges roles lack, kept beside the roles' rows.</summary>
internal static class RoleStore
{
    public static void Create(Connection connection) =>
        connection.Execute("CREATE TABLE _lack(roleid BLOB NOT NULL, privilege TEXT NOT NULL, PRIMARY KEY(roleid, privilege)) WITHOUT ROWID");

    public static void Lack(Connection connection, Guid role, string privilege)
    {
        using Statement insert = connection.Prepare("INSERT OR IGNORE INTO _lack VALUES(?1, ?2)");
        insert.Bind(1, role).Bind(2, privilege).Run();
    }

    /// <summary>Takes a privilege from a role, or gives it back.</summary>
    public static void Set(Connection connection, Guid role, string privilege, bool lacks)
    {
        if (lacks)
        {
            Lack(connection, role, privilege);
            return;
        }
        using Statement give = connection.Prepare("DELETE FROM _lack WHERE roleid=?1 AND privilege=?2 COLLATE NOCASE");
        give.Bind(1, role).Bind(2, privilege).Run();
    }

    /// <summary>The rights of a user: those of all roles, the user's own and the teams', together.</summary>
    public static Rights Of(Connection connection, Guid user)
    {
        HashSet<string>? missing = null;
        using Statement roles =
            connection.Prepare("SELECT roleid FROM systemuserroles WHERE systemuserid=?1 UNION SELECT r.roleid FROM teamroles r " +
            "JOIN teammembership m ON m.teamid=r.teamid WHERE m.systemuserid=?1");
        roles.Bind(1, user);
        while (roles.Step())
        {
            HashSet<string> lacking = Lacking(connection, roles.Id(0));
            if (missing is null)
            {
                missing = lacking;
            }
            else
            {
                missing.IntersectWith(lacking);
            }
        }
        return missing is null ? Rights.None : new(missing);
    }

    private static HashSet<string> Lacking(Connection connection, Guid role)
    {
        var lacking = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        using Statement rows = connection.Prepare("SELECT privilege FROM _lack WHERE roleid=?1");
        rows.Bind(1, role);
        while (rows.Step())
        {
            lacking.Add(rows.Text(0));
        }
        return lacking;
    }
}
