using System.Globalization;
using DentalMigration.Dataverse;
using DentalMigration.Loading;

namespace DentalMigration.Undo;

/// <summary>
/// Removes the schema the migration made: tables that are empty, columns that hold nothing, keys and the currency. What somebody else
/// uses by now stays, with the reason.
/// </summary>
internal sealed class SchemaRemover(UndoContext context)
{
    private readonly List<UndoneComponent> _done = [];

    public async Task<IReadOnlyList<UndoneComponent>> RunAsync(CancellationToken cancellationToken)
    {
        List<string> tables = [.. context.Ledger.Components.Of("table").Select(t => t.Name)];
        foreach ((string table, string name) in context.Ledger.Components.Of("key").Where(k => !tables.Contains(k.Table)))
        {
            if (await HoldsValuesAsync(table, name[..name.LastIndexOf('_')], cancellationToken))
            {
                _done.Add(new UndoneComponent("key", table, name, false, "Its column still holds values."));
                continue;
            }

            await RemoveAsync("key", table, name, () => context.Target.Metadata.DeleteKeyAsync(table, name, cancellationToken), cancellationToken);
        }

        // Tables that refer to others go before those: the map lists parents first.
        foreach (string table in context.Map.Objects.Select(o => o.Table).Distinct().Reverse().Where(tables.Contains))
        {
            await RemoveTableAsync(table, cancellationToken);
        }

        foreach (string kind in new[] { "lookup", "column" })
        {
            foreach ((string table, string name) in context.Ledger.Components.Of(kind).Where(c => !tables.Contains(c.Table)))
            {
                await RemoveColumnAsync(kind, table, name, cancellationToken);
            }
        }

        foreach ((string table, string name) in context.Ledger.Components.Of("option"))
        {
            await RemoveOptionAsync(table, name, cancellationToken);
        }

        foreach ((string _, string id) in context.Ledger.Components.Of("role"))
        {
            await RemoveRoleAsync(id, cancellationToken);
        }

        foreach ((string _, string id) in context.Ledger.Components.Of("currency"))
        {
            await RemoveAsync("currency", "", id, () => context.Target.DeleteAsync("transactioncurrencies", Guid.Parse(id), null, cancellationToken), cancellationToken);
        }

        return _done;
    }

    private async Task RemoveTableAsync(string table, CancellationToken cancellationToken)
    {
        if (await context.Target.Metadata.GetTableAsync(table, cancellationToken) is { } found
            && await context.Target.CountAsync(found.EntitySetName, null, cancellationToken) > 0)
        {
            _done.Add(new UndoneComponent("table", table, table, false, "The table still holds rows."));
            return;
        }

        await RemoveAsync("table", table, table, () => context.Target.Metadata.DeleteTableAsync(table, cancellationToken), cancellationToken);
        foreach (string kind in new[] { "key", "lookup", "column" })
        {
            foreach ((string _, string name) in context.Ledger.Components.Of(kind).Where(c => c.Table == table))
            {
                context.Ledger.Components.Remove(kind, table, name);
            }
        }

        context.Ledger.Commit();
    }

    private async Task RemoveColumnAsync(string kind, string table, string name, CancellationToken cancellationToken)
    {
        string column = kind == "lookup" ? name[(context.Map.Prefix.Length + table.Length + 2)..] : name;
        string read = kind == "lookup" ? $"_{column}_value" : column;
        if (await HoldsValuesAsync(table, column, cancellationToken, read))
        {
            _done.Add(new UndoneComponent(kind, table, name, false, "The column still holds values."));
            return;
        }

        Task Remove() => kind == "lookup"
            ? context.Target.Metadata.DeleteRelationshipAsync(name, cancellationToken)
            : context.Target.Metadata.DeleteColumnAsync(table, column, cancellationToken);
        await RemoveAsync(kind, table, name, Remove, cancellationToken);
    }

    /// <summary>Deleting an option leaves rows with a value that has no label, so one in use stays.</summary>
    private async Task RemoveOptionAsync(string table, string name, CancellationToken cancellationToken)
    {
        (string column, string value) = (name[..name.IndexOf(':', StringComparison.Ordinal)], name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        if (await context.Target.Metadata.GetTableAsync(table, cancellationToken) is { } found
            && await context.Target.CountAsync(found.EntitySetName, $"{column} eq {value}", cancellationToken) > 0)
        {
            _done.Add(new UndoneComponent("option", table, name, false, "Rows still have it."));
            return;
        }

        var choice = ChoiceReference.Column(table, column);
        Task Remove() => context.Target.Metadata.DeleteOptionValueAsync(choice, int.Parse(value, CultureInfo.InvariantCulture), cancellationToken);
        await RemoveAsync("option", table, name, Remove, cancellationToken, async () =>
            (await context.Target.Metadata.GetTableAsync(table, cancellationToken))?.Column(column)?.Options.Any(o => o.Value.ToString(CultureInfo.InvariantCulture) == value) != true);
    }

    /// <summary>Deleting a role cuts it from connections, so one in use stays.</summary>
    private async Task RemoveRoleAsync(string id, CancellationToken cancellationToken)
    {
        if (await context.Target.CountAsync("connections", $"_record1roleid_value eq {id} or _record2roleid_value eq {id}", cancellationToken) > 0)
        {
            _done.Add(new UndoneComponent("role", "", id, false, "Connections still have it."));
            return;
        }

        await RemoveAsync("role", "", id, () => context.Target.DeleteAsync("connectionroles", Guid.Parse(id), null, cancellationToken), cancellationToken);
    }

    private async Task<bool> HoldsValuesAsync(string table, string column, CancellationToken cancellationToken, string? read = null) =>
        await context.Target.Metadata.GetTableAsync(table, cancellationToken) is { } found
        && found.Column(column) is not null
        && await context.Target.CountAsync(found.EntitySetName, $"{read ?? column} ne null", cancellationToken) > 0;

    private async Task RemoveAsync(
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

                _done.Add(new UndoneComponent(kind, table, name, false, $"Dataverse keeps it ({e.Code}): something still depends on it."));
                return;
            }
        }

        context.Ledger.Components.Remove(kind, table, name);
        context.Audit("schema", table, "done", [], $"removed {kind} {name}");
        context.Ledger.Commit();
        _done.Add(new UndoneComponent(kind, table, name, true));
    }
}
