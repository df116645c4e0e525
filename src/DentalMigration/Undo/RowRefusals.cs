using System.Collections.Concurrent;
using DentalMigration.Ledger;
using DentalMigration.Mapping;

namespace DentalMigration.Undo;

/// <summary>Why rows of an object that were to be deleted are to stay.</summary>
/// <param name="context">The undo.</param>
/// <param name="map">The object.</param>
/// <param name="number">Its number.</param>
/// <param name="attached">Rows something hangs on, with the object of ours that needs each, or null.</param>
internal sealed class RowRefusals(UndoContext context, ObjectMap map, int number, Dictionary<Guid, string?> attached)
{
    private readonly ConcurrentDictionary<Guid, string?> _attached = new(attached);
    private readonly ConcurrentDictionary<Guid, bool> _changed = [];

    /// <summary>Notes that people changed the row.</summary>
    public void Changed(Guid id) => _changed.TryAdd(id, true);

    /// <summary>Notes that a row of the same object which stays points at the row.</summary>
    /// <returns>False where the row stays already.</returns>
    public bool Need(Guid id) => _attached.TryAdd(id, map.Object);

    /// <summary>The reason the row stays for, or null where it may go.</summary>
    public (string Code, string Reason)? Of(LedgerRecord row)
    {
        if (_attached.TryGetValue(row.Id, out string? needs))
        {
            return needs is null
                ? ("AttachedSince", "Something that is not ours hangs on the row. Move or delete that first, then undo again.")
                : ("StillNeeded", $"Rows of '{needs}' that stay point at the row. Undo those first, then undo again.");
        }

        if (context.Options.Force)
        {
            return null;
        }

        if (row.Edited || _changed.ContainsKey(row.Id))
        {
            return ("ChangedSince", "People changed the row since it was written. Look at it; undo with force to delete it all the same.");
        }

        if (context.Scope.Run is { } run)
        {
            if (context.Ledger.Undo.HasLaterImage(number, row.Key, run))
            {
                return ("ChangedByLaterRun", "A later run changed the row. Undo that run first, or undo with force to delete it all the same.");
            }

            if (row.Run > run || context.Ledger.Seen.HasLater(number, row.Key, run))
            {
                return ("SeenByLaterRun", "A later run found the record in the export and left its row as it is. Undo that run first, or undo with force to delete it all the same.");
            }
        }

        return null;
    }

    /// <summary>Whether the row is ours to take back later, should what keeps it be gone.</summary>
    public static bool IsKept(string code) => code is "ChangedSince" or "AttachedSince" or "DeleteRefused";
}
