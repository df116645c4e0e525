using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Identity;

/// <summary>
/// Finds who calls. A bearer token that names a user means that user; without one the caller is the administrator, unless
/// tokens are required. <c>CallerObjectId</c> and <c>MSCRMCallerID</c> name whom the caller stands in for.
/// </summary>
internal static class CallerResolver
{
    private const string ByObjectId = "SELECT systemuserid, isdisabled FROM systemuser WHERE azureactivedirectoryobjectid=?1";
    private const string ById = "SELECT systemuserid, isdisabled FROM systemuser WHERE systemuserid=?1";

    public static Caller Resolve(Engine engine, IReadOnlyList<KeyValuePair<string, string>> headers) =>
        Impersonate(engine, headers, Authenticate(engine, Value(headers, "Authorization")));

    /// <summary>The caller as the impersonation headers, of a request or of a part of a batch, have it.</summary>
    public static Caller Impersonate(Engine engine, IReadOnlyList<KeyValuePair<string, string>> headers, Caller caller)
    {
        string? user = Value(headers, "MSCRMCallerID");
        string? directory = Value(headers, "CallerObjectId");
        if (user is null && directory is null)
        {
            return caller;
        }
        if (!Guid.TryParse(directory ?? user, out Guid given))
        {
            throw Fault.NoSuchCaller(Guid.Empty);
        }
        using ReadScope source = engine.Database.Read();
        (Guid id, Rights rights) = Find(source, directory is not null ? ByObjectId : ById, given) ?? throw Fault.NoSuchCaller(given);
        Guid real = caller.OnBehalfBy ?? caller.UserId;
        if (id == real)
        {
            return caller;
        }
        caller.Demand(Privileges.ActOnBehalf);
        return new(id, real, RightsOf(engine, id, rights).And(caller.Rights));
    }

    private static Caller Authenticate(Engine engine, string? authorization)
    {
        string? token = authorization?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true
            ? authorization["Bearer ".Length..].Trim() : null;
        if (token is { Length: > 0 })
        {
            using ReadScope source = engine.Database.Read();
            if (TokenReader.UserOf(source, token) is { } user)
            {
                (Guid id, Rights rights) = Find(source, ById, user)!.Value;
                return new(id, null, RightsOf(engine, id, rights));
            }
            if (engine.Options.RequireToken)
            {
                throw Fault.NotAMember();
            }
        }
        return engine.Options.RequireToken ? throw Fault.NoToken() : new(engine.Administrator, null, Rights.All);
    }

    private static (Guid Id, Rights Rights)? Find(ReadScope source, string sql, Guid given)
    {
        using Statement find = source.Connection.Prepare(sql);
        if (!find.Bind(1, given).Step())
        {
            return null;
        }
        Guid id = find.Id(0);
        return find.Integer(1) == 1 ? throw Fault.CallerDisabled(id) : (id, RoleStore.Of(source.Connection, id));
    }

    /// <summary>The administrator keeps all rights, so that nobody locks a file.</summary>
    private static Rights RightsOf(Engine engine, Guid user, Rights rights) =>
        user == engine.Administrator ? Rights.All : rights.Missing is null ? throw Fault.NoRoles(user) : rights;

    private static string? Value(IReadOnlyList<KeyValuePair<string, string>> headers, string name)
    {
        foreach (KeyValuePair<string, string> header in headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase) && header.Value is not ("" or "null"))
            {
                return header.Value.Trim();
            }
        }
        return null;
    }
}
