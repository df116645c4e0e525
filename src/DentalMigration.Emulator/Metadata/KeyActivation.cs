using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Metadata;

/// <summary>The system job that builds the indexes of alternate keys; it runs before the first request after its time.</summary>
internal static class KeyActivation
{
    public static async ValueTask RunDueAsync(Engine engine, CancellationToken cancellation)
    {
        if (!IsDue(engine, engine.Database.Schema))
        {
            return;
        }
        using WriteScope scope = await engine.Database.BeginWriteAsync(cancellation);
        if (!IsDue(engine, scope.Schema))
        {
            return;
        }
        var edit = new SchemaEdit(scope, engine.Services.Ids);
        foreach (KeyDef key in edit.All.Keys.Values.Where(k => IsDue(engine, k)).ToList())
        {
            edit.SetKey(Activate(scope, scope.Schema[key.Table], key));
        }
        edit.Apply();
        scope.Commit();
    }

    /// <summary>Builds the index: Active, or Failed when rows already clash.</summary>
    public static KeyDef Activate(WriteScope scope, Table table, KeyDef key)
    {
        try
        {
            TableLayout.Create(scope.Connection, key, table);
            return key with { Status = KeyStatus.Active };
        }
        catch (SqliteFault fault) when (fault.IsUnique)
        {
            return key with { Status = KeyStatus.Failed };
        }
    }

    private static bool IsDue(Engine engine, SchemaSnapshot schema)
    {
        foreach (KeyDef key in schema.Definitions.Keys.Values)
        {
            if (IsDue(engine, key))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsDue(Engine engine, KeyDef key) =>
        key.Status == KeyStatus.Pending && key.DueAt <= engine.Options.Clock.GetUtcNow();
}
