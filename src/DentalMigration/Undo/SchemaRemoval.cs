using DentalMigration.Dataverse;
using DentalMigration.Loading;

namespace DentalMigration.Undo;

/// <summary>Takes components away one by one, and notes what became of each.</summary>
internal sealed class SchemaRemoval(UndoContext context)
{
    private readonly List<UndoneComponent> _done = [];

    public IReadOnlyList<UndoneComponent> Done => _done;

    /// <summary>What the ledger holds of a kind.</summary>
    public IReadOnlyList<(string Table, string Name)> Of(string kind) => context.Ledger.Components.Of(kind);

    public void Keep(string kind, string table, string name, string reason) => _done.Add(new UndoneComponent(kind, table, name, false, reason));

    /// <summary>Forgets a component that went along with another.</summary>
    public void Forget(string kind, string table, string name) => context.Ledger.Components.Remove(kind, table, name);

    /// <summary>Removes a component; what Dataverse does not let go stays, with the reason.</summary>
    /// <returns>Whether it is gone.</returns>
    /// <param name="kind">Its kind.</param>
    /// <param name="table">Its table.</param>
    /// <param name="name">Its name.</param>
    /// <param name="remove">Removes it; 404 where it is gone.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <param name="isGoneAlready">Asked where a refusal may mean that an earlier attempt was carried out.</param>
    public async Task<bool> RemoveAsync(
        string kind, string table, string name, Func<Task> remove, CancellationToken cancellationToken, Func<Task<bool>>? isGoneAlready = null)
    {
        Patience patience = context.NewPatience();
        for (bool isGone = false; !isGone;)
        {
            try
            {
                await remove();
                isGone = true;
            }
            catch (DataverseException e) when (e.Status == 404)
            {
                isGone = true; // by an undo that was broken off, or by a request whose answer was lost
            }
            catch (DataverseException e) when (e.IsTransient)
            {
                await patience.WaitAsync(e, cancellationToken);
            }
            catch (DataverseException e) when (e.Status is 400 or 403 or 405)
            {
                if (isGoneAlready is not null && await isGoneAlready())
                {
                    break;
                }

                Keep(kind, table, name, $"Dataverse keeps it ({e.Code}): something still depends on it.");
                return false;
            }
        }

        Forget(kind, table, name);
        context.Audit("schema", table, "done", [], $"removed {kind} {name}");
        context.Ledger.Commit();
        _done.Add(new UndoneComponent(kind, table, name, true));
        context.Progress?.Report(new LoadProgress("undo", "schema", _done.Count, 0, 0, 0, context.Pool.Throttled));
        return true;
    }
}
