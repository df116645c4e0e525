using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Identity;

/// <summary>
/// The rows of <c>privilege</c>. Which role has which is read from a view, <c>roleprivileges</c>: a role has every privilege
/// but those noted as lacking.
/// </summary>
internal static class PrivilegeRows
{
    private static readonly string[] Actions = ["Create", "Read", "Write", "Delete", "Append", "AppendTo", "Assign", "Share"];

    /// <summary>Values of accessright, by action.</summary>
    private static readonly int[] Rights = [32, 1, 2, 65_536, 4, 16, 524_288, 262_144];

    /// <summary>Privileges that belong to no table of this organization.</summary>
    private static readonly string[] Global =
    [
        Privileges.OverrideCreatedOn, Privileges.ActOnBehalf, Privileges.BypassPlugins, Privileges.BypassLogic, Privileges.AssignRole,
        Privileges.BulkDelete, Privileges.Publish, .. Privileges.NotForSalespeople,
    ];

    public static Guid IdOf(string name) => StandardSchema.IdOf("privilege:" + name.ToLowerInvariant());

    /// <summary>Stands in for the intersect table of roles and privileges.</summary>
    public static void CreateView(Connection connection) => connection.Execute(
        "CREATE VIEW roleprivileges AS SELECT r.roleid, p.privilegeid FROM role r CROSS JOIN privilege p " +
        "WHERE NOT EXISTS(SELECT 1 FROM _lack l WHERE l.roleid=r.roleid AND l.privilege=p.name COLLATE NOCASE)");

    public static void AddGlobal(WriteScope scope)
    {
        foreach (string name in Global)
        {
            Add(scope, name, 0);
        }
    }

    public static void Add(WriteScope scope, TableDef table)
    {
        for (int i = 0; i < Actions.Length; i++)
        {
            if (Actions[i] is not ("Assign" or "Share") || table.Ownership == "UserOwned")
            {
                Add(scope, Privileges.For(Actions[i], table), Rights[i]);
            }
        }
    }

    public static void Remove(WriteScope scope, TableDef table)
    {
        using Statement remove = scope.Connection.Prepare("DELETE FROM privilege WHERE privilegeid=?1");
        foreach (string action in Actions)
        {
            remove.Bind(1, IdOf(Privileges.For(action, table))).Run();
        }
    }

    private static void Add(WriteScope scope, string name, int right)
    {
        using Statement insert = scope.Connection.Prepare("INSERT OR IGNORE INTO privilege(privilegeid, \"made#\", name, accessright, canbebasic, canbelocal, " +
            "canbedeep, canbeglobal, versionnumber) VALUES(?1, 1, ?2, ?3, ?4, ?4, ?4, 1, ?5)");
        insert.Bind(1, IdOf(name)).Bind(2, name).Bind(3, right).Bind(4, right == 0 ? 0L : 1L).Bind(5, scope.NextVersion()).Run();
    }
}
