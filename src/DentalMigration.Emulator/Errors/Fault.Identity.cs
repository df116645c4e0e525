using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Errors;

/// <summary>Refusals about who calls and what they may do.</summary>
internal static partial class Fault
{
    public static DataverseFault NoToken() => new(401, "0x80040220", "Unauthorized: a bearer token is required.");

    public static DataverseFault NotAMember() => new(403, "0x80072560", "The user is not a member of the organization.");

    public static DataverseFault CallerDisabled(Guid id) => new(403, "0x80040225",
        $"The specified user(Id = {id}) is disabled. Consider enabling this user.");

    public static DataverseFault NoSuchCaller(Guid id) => new(403, "0x80040220", $"The user with id {id} does not exist or has no access.");

    public static DataverseFault NoRoles(Guid id) => new(403, "0x80042f09", $"The user with id {id} has not been assigned any roles.");

    public static DataverseFault AdministratorRole() => new(400, "0x80041d43", "The System Administrator role cannot be modified.");

    public static DataverseFault SecuredCreate(Guid user, string table, string column) => new(403, "0x8004f502",
        $"Caller user with Id {user} does not have create permissions to a {column} secured field on entity {table}. The requested operation could not be completed.");

    public static DataverseFault SecuredUpdate(Guid user, string table, string column) => new(403, "0x8004f507",
        $"Caller user with Id {user} does not have update permissions to a {column} secured field on entity {table}. The requested operation could not be completed.");

    public static DataverseFault SecuredRead(Guid user, string table, string column) => new(403, "0x8004f504",
        $"Caller user with Id {user} does not have read permissions to a {column} secured field on entity {table}. The requested operation could not be completed.");

    public static DataverseFault SecuredQuery(string table, string column) => new(403, "0x8004f506",
        $"The Query contained a secured attribute to which the caller does not have access: {table}.{column}");

    public static DataverseFault NotSecured(string column) => new(400, "0x8004f508",
        $"One or more fields are not enabled for field level security. Field level security is not enabled until you publish the customizations. ({column})");

    public static DataverseFault NotSecurable(string table, string column) => new(400, "0x80044d00",
        $"The attribute {column} of {table} cannot be secured.");

    public static DataverseFault PrivilegeMissing(Guid user, string privilege, Table? table) => new(403, "0x80040220",
        $"Principal user (Id={user}, type=8) is missing {privilege} privilege" +
        (table is null ? "" : Invariant($" on OTC={table.Definition.TypeCode} for entity '{table.Name}'")) +
        $". context.Caller={user}. Consider adding missed privilege to one of the principal (user/team) roles.");
}
