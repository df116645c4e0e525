using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Loading;
using DentalMigration.Mapping;

namespace DentalMigration.Schema;

/// <summary>Makes what a plan found missing. Safe to repeat: what is there by now is left alone.</summary>
public static class SchemaWriter
{
    private static readonly TimeSpan KeyTimeout = TimeSpan.FromMinutes(15);

    /// <summary>Makes the missing components, one by one, and waits until the keys can be used.</summary>
    /// <returns>Each component as it is made, with status <see cref="SchemaStatus.Created"/>.</returns>
    /// <exception cref="MigrationException"><c>SchemaConflict</c>: something is in the way; nothing was made.</exception>
    public static async IAsyncEnumerable<SchemaItem> ApplyAsync(
        SchemaPlan plan, DataverseClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (plan.Conflicts.FirstOrDefault() is { } conflict)
        {
            throw new MigrationException("SchemaConflict", $"{conflict.Kind} '{conflict.Name}' of '{conflict.Table}': {conflict.Description}");
        }

        var touched = new HashSet<string>(StringComparer.Ordinal);
        foreach (SchemaItem item in plan.Missing)
        {
            await MakeSurelyAsync(plan.Map, item, client, cancellationToken);
            touched.Add(item.Table);
            yield return item with { Status = SchemaStatus.Created };
        }

        foreach (SchemaItem key in plan.Missing.Where(i => i.Kind == SchemaKind.Key))
        {
            await client.Metadata.WaitForKeyAsync(key.Table, key.Name, KeyTimeout, cancellationToken);
        }

        touched.Remove("");
        if (touched.Count > 0)
        {
            var patience = new Patience(new LoadOptions(), client.Connection.Clock);
            await patience.RepeatAsync(() => client.Metadata.PublishAsync([.. touched], cancellationToken), cancellationToken);
        }
    }

    /// <summary>Makes a component; where the answer is lost, looks whether it is there before making it again.</summary>
    private static async Task MakeSurelyAsync(MigrationMap map, SchemaItem item, DataverseClient client, CancellationToken cancellationToken)
    {
        var patience = new Patience(new LoadOptions(), client.Connection.Clock);
        while (true)
        {
            try
            {
                await MakeAsync(map, item, client, cancellationToken);
                return;
            }
            catch (DataverseException e) when (e.IsTransient)
            {
                await patience.WaitAsync(e, cancellationToken);
                SchemaPlan now = await SchemaPlanner.PlanAsync(map, client, cancellationToken);
                if (!now.Missing.Any(i => (i.Kind, i.Table, i.Name) == (item.Kind, item.Table, item.Name)))
                {
                    return;
                }
            }
        }
    }

    private static Task MakeAsync(MigrationMap map, SchemaItem item, DataverseClient client, CancellationToken cancellationToken) => item.Kind switch
    {
        SchemaKind.Currency => CurrencyAsync(map, item.Name, client, cancellationToken),
        SchemaKind.Role => RolePlan.MakeAsync(item, map, client, cancellationToken),
        SchemaKind.Option => OptionPlan.MakeAsync(item, map, client, cancellationToken),
        SchemaKind.Table => client.Metadata.CreateTableAsync(Table(item.Object!, map), cancellationToken),
        SchemaKind.Column => client.Metadata.CreateColumnAsync(
            item.Table, ColumnDefinitions.Of(item.Column!.Create!, $"Migrated from {map.System}: {string.Join(", ", item.Column.From)}.", map), cancellationToken),
        SchemaKind.Lookup => client.Metadata.CreateOneToManyAsync(Lookup(item, map), cancellationToken),
        _ => client.Metadata.CreateKeyAsync(
            item.Table, new KeyDefinition { SchemaName = item.Name, DisplayName = item.Description, KeyAttributes = ScopeColumn.Key(map, item.Object!) }, cancellationToken),
    };

    private static TableDefinition Table(ObjectMap o, MigrationMap map) => new()
    {
        SchemaName = o.Create!.SchemaName,
        DisplayName = o.Create.Label,
        DisplayCollectionName = o.Create.Plural,
        Description = SchemaMarker.Describe(o.Create.Description, map),
        HasNotes = true,
        PrimaryName = new StringColumn { SchemaName = $"{map.Prefix}_Name", DisplayName = "Name", MaxLength = 300 },
    };

    private static RelationshipDefinition Lookup(SchemaItem item, MigrationMap map) => new()
    {
        SchemaName = $"{map.Prefix}_{item.Table}_{item.Name}",
        ReferencedEntity = item.TargetTable!,
        ReferencedAttribute = item.TargetTable switch { "systemuser" => "systemuserid", "contact" => "contactid", _ => $"{item.TargetTable}id" },
        ReferencingEntity = item.Table,
        Lookup = new LookupColumn
        {
            SchemaName = item.Column!.Create!.SchemaName,
            DisplayName = item.Column.Create.Label,
            Description = SchemaMarker.Describe($"Migrated from {map.System}: {string.Join(", ", item.Column.From)}.", map),
        },
    };

    /// <summary>
    /// Makes a currency. Its exchange rate is so many units for one of the organisation's base currency, while the map counts for one of its
    /// own currency; the two are the same where that is the base currency.
    /// </summary>
    private static async Task CurrencyAsync(MigrationMap map, string code, DataverseClient client, CancellationToken cancellationToken)
    {
        decimal own = 1;
        if (code != map.Currency && await SchemaPlanner.FindCurrencyAsync(client, map.Currency, cancellationToken) is { } id)
        {
            DataverseResponse row = await client.SendAsync(
                new DataverseRequest(HttpMethod.Get, $"transactioncurrencies({id:D})?$select=exchangerate"), cancellationToken);
            own = row.Json().GetProperty("exchangerate").GetDecimal();
        }

        byte[] body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["isocurrencycode"] = code,
            ["currencyname"] = code,
            ["currencysymbol"] = code switch { "TRY" => "₺", "USD" => "$", "EUR" => "€", "GBP" => "£", _ => code },
            ["currencyprecision"] = 2,
            ["exchangerate"] = own * map.Currencies.GetValueOrDefault(code, 1),
            ["importsequencenumber"] = ImportNumber.Of(map),
        }));
        await client.CreateAsync("transactioncurrencies", body, null, cancellationToken);
    }
}
