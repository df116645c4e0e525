using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Requests;

/// <summary>Finds who calls: the administrator, or whom <c>MSCRMCallerID</c> or <c>CallerObjectId</c> names. Any bearer token is accepted.</summary>
internal static class CallerResolver
{
    public static Caller Resolve(Engine engine, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        string? user = Value(headers, "MSCRMCallerID");
        string? directory = Value(headers, "CallerObjectId");
        if (user is null && directory is null)
        {
            return new Caller(engine.Administrator);
        }
        if (!Guid.TryParse(directory ?? user, out Guid given))
        {
            throw Fault.NoSuchCaller(Guid.Empty);
        }
        using ReadScope source = engine.Database.Read();
        using Statement find = source.Connection.Prepare(directory is not null
            ? "SELECT systemuserid, isdisabled FROM systemuser WHERE azureactivedirectoryobjectid=?1"
            : "SELECT systemuserid, isdisabled FROM systemuser WHERE systemuserid=?1");
        if (!find.Bind(1, given).Step())
        {
            throw Fault.NoSuchCaller(given);
        }
        Guid id = find.Id(0);
        return find.Integer(1) == 1 ? throw Fault.CallerDisabled(id) : new Caller(id, id == engine.Administrator ? null : engine.Administrator);
    }

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
