using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Identity;

/// <summary>
/// What a caller may do with the secured columns of tables: what the column security profiles of the user and of the user's teams
/// allow. System administrators may do everything.
/// </summary>
internal sealed class ColumnPermissions
{
    private const string Profiles = "SELECT fieldsecurityprofileid FROM systemuserprofiles WHERE systemuserid=?1 UNION " +
        "SELECT p.fieldsecurityprofileid FROM teamprofiles p JOIN teammembership m ON m.teamid=p.teamid WHERE m.systemuserid=?1";

    private readonly Connection _connection;
    private readonly Guid _user;
    private readonly Dictionary<string, Dictionary<string, Allowed>> _tables = new(StringComparer.Ordinal);

    private ColumnPermissions(Connection connection, Guid user) => (_connection, _user) = (connection, user);

    private readonly record struct Allowed(bool Read, bool Create, bool Update);

    /// <summary>The permissions of a caller; null when nothing is secured, or not for this caller.</summary>
    public static ColumnPermissions? Of(IRowSource source, Caller caller) =>
        !source.Schema.HasSecured || ReferenceEquals(caller.Rights, Rights.All) || IsAdministrator(source.Connection, caller.UserId)
            ? null : new(source.Connection, caller.UserId);

    public bool CanRead(ColumnDef column) => !column.IsSecured || Find(column).Read;

    /// <summary>Refuses a query that filters, sorts or groups by a column that cannot be read.</summary>
    public void CheckQuery(ColumnDef column)
    {
        if (!CanRead(column))
        {
            throw Fault.SecuredQuery(column.Table, column.Name);
        }
    }

    public void CheckCreate(ColumnDef column)
    {
        if (column.IsSecured && !Find(column).Create)
        {
            throw Fault.SecuredCreate(_user, column.Table, column.Name);
        }
    }

    public void CheckUpdate(ColumnDef column)
    {
        if (column.IsSecured && !Find(column).Update)
        {
            throw Fault.SecuredUpdate(_user, column.Table, column.Name);
        }
    }

    /// <summary>Drops the permissions of a column that is going.</summary>
    public static void Forget(WriteScope scope, Table table, string column)
    {
        using Statement remove = scope.Connection.Prepare("DELETE FROM fieldpermission WHERE entityname=?1 AND attributelogicalname=?2");
        remove.Bind(1, table.Name).Bind(2, column).Run();
    }

    private static bool IsAdministrator(Connection connection, Guid user)
    {
        using Statement find = connection.Prepare("SELECT 1 FROM role WHERE name='System Administrator' AND roleid IN (" +
            "SELECT roleid FROM systemuserroles WHERE systemuserid=?1 UNION SELECT r.roleid FROM teamroles r " +
            $"JOIN teammembership m ON m.teamid=r.teamid WHERE m.systemuserid=?1) UNION SELECT 1 WHERE ?2 IN ({Profiles})");
        return find.Bind(1, user).Bind(2, Privileges.AdministratorProfile).Step();
    }

    private Allowed Find(ColumnDef column)
    {
        if (!_tables.TryGetValue(column.Table, out Dictionary<string, Allowed>? columns))
        {
            _tables.Add(column.Table, columns = Load(column.Table));
        }
        return columns.GetValueOrDefault(column.Name);
    }

    private Dictionary<string, Allowed> Load(string table)
    {
        var columns = new Dictionary<string, Allowed>(StringComparer.Ordinal);
        using Statement rows = _connection.Prepare("SELECT attributelogicalname, max(canread), max(cancreate), max(canupdate) FROM fieldpermission " +
            $"WHERE entityname=?2 AND fieldsecurityprofileid IN ({Profiles}) GROUP BY attributelogicalname");
        rows.Bind(1, _user).Bind(2, table);
        while (rows.Step())
        {
            columns[rows.Text(0)] = new(rows.Integer(1) == 4, rows.Integer(2) == 4, rows.Integer(3) == 4);
        }
        return columns;
    }
}
