using System.Globalization;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Schema;

namespace DentalMigration.Undo;

/// <summary>
/// Removes the schema the migration made, in reverse: what people see, tables that are empty, columns that hold nothing, choices, the
/// profile, the solution. What somebody else uses by now stays, with the reason.
/// </summary>
internal sealed class SchemaRemover(UndoContext context)
{
    private readonly SchemaRemoval _removal = new(context);

    public async Task<IReadOnlyList<UndoneComponent>> RunAsync(CancellationToken cancellationToken)
    {
        List<string> tables = [.. _removal.Of("table").Select(t => t.Name)];
        await new SchemaInterfaceRemover(context, _removal, tables).RunAsync(cancellationToken);
        foreach ((string table, string name) in _removal.Of("manytomany"))
        {
            await RemoveManyToManyAsync(table, name, cancellationToken);
        }

        foreach ((string table, string name) in _removal.Of("key").Where(k => !tables.Contains(k.Table)))
        {
            if (await HoldsValuesAsync(table, name[..name.LastIndexOf('_')], cancellationToken))
            {
                _removal.Keep("key", table, name, "Its column still holds values.");
                continue;
            }

            await _removal.RemoveAsync("key", table, name, () => context.Target.Metadata.DeleteKeyAsync(table, name, cancellationToken), cancellationToken);
        }

        // Tables that refer to others go before those: the map lists parents first.
        foreach (string table in context.Map.Objects.Select(o => o.Table).Distinct().Reverse().Where(tables.Contains))
        {
            await RemoveTableAsync(table, cancellationToken);
        }

        foreach (string kind in new[] { "lookup", "column" })
        {
            foreach ((string table, string name) in _removal.Of(kind).Where(c => !tables.Contains(c.Table)))
            {
                await RemoveColumnAsync(kind, table, name, cancellationToken);
            }
        }

        foreach ((string table, string name) in _removal.Of("option"))
        {
            await RemoveOptionAsync(table, name, cancellationToken);
        }

        foreach ((string _, string name) in _removal.Of("choice"))
        {
            await _removal.RemoveAsync("choice", "", name, () => context.Target.Metadata.DeleteGlobalChoiceAsync(name, cancellationToken), cancellationToken);
        }

        foreach ((string _, string id) in _removal.Of("profile"))
        {
            await RemoveProfileAsync(id, cancellationToken);
        }

        foreach ((string _, string id) in _removal.Of("role"))
        {
            await RemoveRoleAsync(id, cancellationToken);
        }

        foreach ((string _, string id) in _removal.Of("currency"))
        {
            await _removal.RemoveAsync("currency", "", id, () => context.Target.DeleteAsync("transactioncurrencies", Guid.Parse(id), null, cancellationToken), cancellationToken);
        }

        foreach ((string kind, string set) in new[] { ("solution", "solutions"), ("publisher", "publishers") })
        {
            foreach ((string _, string id) in _removal.Of(kind))
            {
                await _removal.RemoveAsync(kind, "", id, () => context.Target.DeleteAsync(set, Guid.Parse(id), null, cancellationToken), cancellationToken);
            }
        }

        return _removal.Done;
    }

    private async Task RemoveTableAsync(string table, CancellationToken cancellationToken)
    {
        if (await context.Target.Metadata.GetTableAsync(table, cancellationToken) is { } found
            && await context.Target.CountAsync(found.EntitySetName, null, cancellationToken) > 0)
        {
            _removal.Keep("table", table, table, "The table still holds rows.");
            return;
        }

        if (!await _removal.RemoveAsync("table", table, table, () => context.Target.Metadata.DeleteTableAsync(table, cancellationToken), cancellationToken))
        {
            return;
        }

        foreach (string kind in new[] { "key", "lookup", "column", "option", "form", "view", "chart" })
        {
            foreach ((string _, string name) in _removal.Of(kind).Where(c => c.Table == table))
            {
                _removal.Forget(kind, table, name);
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
            _removal.Keep(kind, table, name, "The column still holds values.");
            return;
        }

        Task Remove() => kind == "lookup"
            ? context.Target.Metadata.DeleteRelationshipAsync(name, cancellationToken)
            : context.Target.Metadata.DeleteColumnAsync(table, column, cancellationToken);
        await _removal.RemoveAsync(kind, table, name, Remove, cancellationToken);
    }

    /// <summary>Deleting an option leaves rows with a value that has no label, so one in use stays.</summary>
    private async Task RemoveOptionAsync(string table, string name, CancellationToken cancellationToken)
    {
        (string column, string value) = (name[..name.IndexOf(':', StringComparison.Ordinal)], name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        if (await context.Target.Metadata.GetTableAsync(table, cancellationToken) is { } found
            && await context.Target.CountAsync(found.EntitySetName, $"{column} eq {value}", cancellationToken) > 0)
        {
            _removal.Keep("option", table, name, "Rows still have it.");
            return;
        }

        ColumnMetadata? owner = (await context.Target.Metadata.GetTableAsync(table, cancellationToken))?.Column(column);
        ChoiceReference choice = OptionPlan.Choice(table, column, owner);
        Task Remove() => context.Target.Metadata.DeleteOptionValueAsync(choice, int.Parse(value, CultureInfo.InvariantCulture), cancellationToken);
        await _removal.RemoveAsync("option", table, name, Remove, cancellationToken, async () =>
            (await context.Target.Metadata.GetTableAsync(table, cancellationToken))?.Column(column)?.Options.Any(o => o.Value.ToString(CultureInfo.InvariantCulture) == value) != true);
    }

    /// <summary>Deleting a role cuts it from connections, so one in use stays.</summary>
    private async Task RemoveRoleAsync(string id, CancellationToken cancellationToken)
    {
        if (await context.Target.CountAsync("connections", $"_record1roleid_value eq {id} or _record2roleid_value eq {id}", cancellationToken) > 0)
        {
            _removal.Keep("role", "", id, "Connections still have it.");
            return;
        }

        await _removal.RemoveAsync("role", "", id, () => context.Target.DeleteAsync("connectionroles", Guid.Parse(id), null, cancellationToken), cancellationToken);
    }

    /// <summary>A relationship goes with all its links, so one in use stays.</summary>
    private async Task RemoveManyToManyAsync(string table, string name, CancellationToken cancellationToken)
    {
        if (await context.Target.Metadata.GetTableAsync(table, cancellationToken) is { } found
            && (await context.Target.Metadata.GetManyToManyAsync(table, cancellationToken)).FirstOrDefault(r => r.SchemaName == name) is { } relationship)
        {
            string? navigation = relationship.Entity1LogicalName == table ? relationship.Entity1NavigationPropertyName : relationship.Entity2NavigationPropertyName;
            if (await context.Target.CountAsync(found.EntitySetName, $"{navigation}/any()", cancellationToken) > 0)
            {
                _removal.Keep("manytomany", table, name, "Rows are still linked by it.");
                return;
            }
        }

        await _removal.RemoveAsync("manytomany", table, name, () => context.Target.Metadata.DeleteRelationshipAsync(name, cancellationToken), cancellationToken);
    }

    /// <summary>A profile whose columns are still there goes on deciding who may read them.</summary>
    private async Task RemoveProfileAsync(string id, CancellationToken cancellationToken)
    {
        string url = $"fieldpermissions?$select=entityname,attributelogicalname&$filter=_fieldsecurityprofileid_value eq {id}";
        await foreach (JsonElement row in context.Target.QueryAsync(url, null, cancellationToken))
        {
            (string table, string column) = (row.GetProperty("entityname").GetString()!, row.GetProperty("attributelogicalname").GetString()!);
            if ((await context.Target.Metadata.GetTableAsync(table, cancellationToken))?.Column(column) is not null)
            {
                _removal.Keep("profile", "", id, $"It still secures column '{column}' of '{table}'.");
                return;
            }
        }

        await _removal.RemoveAsync(
            "profile", "", id, () => context.Target.DeleteAsync("fieldsecurityprofiles", Guid.Parse(id), null, cancellationToken), cancellationToken);
    }

    /// <summary>A yes or no of ours starts as no in every row that others make, so only a yes is a value.</summary>
    private async Task<bool> HoldsValuesAsync(string table, string column, CancellationToken cancellationToken, string? read = null) =>
        await context.Target.Metadata.GetTableAsync(table, cancellationToken) is { } found
        && found.Column(column) is { } there
        && await context.Target.CountAsync(
            found.EntitySetName, there.AttributeType == "Boolean" ? $"{column} eq true" : $"{read ?? column} ne null", cancellationToken) > 0;
}
