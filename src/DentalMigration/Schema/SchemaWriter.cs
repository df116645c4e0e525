using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;
using DentalMigration.Schema.Security;

namespace DentalMigration.Schema;

/// <summary>Makes what a plan found missing. Safe to repeat: what is there by now is left alone.</summary>
public sealed class SchemaWriter
{
    private static readonly TimeSpan KeyTimeout = TimeSpan.FromMinutes(15);

    private readonly SchemaPlan _plan;
    private readonly DataverseClient _client;
    private readonly SchemaLanguage _language;
    private readonly IReadOnlyDictionary<(string Table, string Column), string> _choices;
    private string? _solution;

    private SchemaWriter(SchemaPlan plan, DataverseClient client, SchemaLanguage language, bool hasSolution)
    {
        (_plan, _client, _language) = (plan, client, language);
        _choices = ChoicePlan.Names(plan.Map);
        _solution = hasSolution ? SolutionRow.Of(plan.Map).UniqueName : null;
    }

    private MigrationMap Map => _plan.Map;

    private MetadataClient Metadata => _solution is null ? _client.Metadata : _client.Metadata.InSolution(_solution);

    /// <summary>Makes the missing components, waits until the keys can be used, and publishes once.</summary>
    /// <returns>Each component as it is made, with status <see cref="SchemaStatus.Created"/>.</returns>
    /// <exception cref="MigrationException">
    /// <c>SchemaConflict</c>: something is in the way; nothing was made. <c>SchemaRefused</c>: Dataverse does not take a component.
    /// </exception>
    public static async IAsyncEnumerable<SchemaItem> ApplyAsync(
        SchemaPlan plan, DataverseClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (plan.Conflicts.FirstOrDefault() is { } conflict)
        {
            string of = conflict.Table.Length > 0 ? $" of '{conflict.Table}'" : "";
            throw new MigrationException("SchemaConflict", $"{conflict.Kind} '{conflict.Name}'{of}: {conflict.Description}");
        }

        if (!plan.Missing.Any())
        {
            yield break;
        }

        bool hasSolution = await SolutionPlan.SolutionAsync(plan.Map, client, cancellationToken) is not null;
        var writer = new SchemaWriter(plan, client, await SchemaLanguage.ReadAsync(client, cancellationToken), hasSolution);
        await foreach (SchemaItem made in writer.RunAsync(cancellationToken))
        {
            yield return made with { Status = SchemaStatus.Created };
        }
    }

    private async IAsyncEnumerable<SchemaItem> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (SchemaItem item in _plan.Missing.Where(i => i.Row is null or PublisherRow or SolutionRow && i.Kind < SchemaKind.Profile))
        {
            await MakeSurelyAsync(item, cancellationToken);
            _solution = item.Row is SolutionRow solution ? solution.UniqueName : _solution;
            yield return item;
        }

        var rows = new RowWriter(_plan, _client, _language, _solution);
        SchemaItem[] others = [.. _plan.Missing.Where(i => i.Row is not (null or PublisherRow or SolutionRow))];
        await rows.MakeAsync(others, cancellationToken);
        foreach (SchemaItem item in others)
        {
            yield return item;
        }

        var patience = new Patience(new LoadOptions(), _client.Connection.Clock);
        foreach (SchemaItem member in _plan.Missing.Where(i => i.Kind == SchemaKind.Member))
        {
            await patience.RepeatAsync(() => SecurityPlan.AddAsync(member, Map, _client, cancellationToken), cancellationToken);
            yield return member;
        }

        foreach (SchemaItem key in _plan.Missing.Where(i => i.Kind == SchemaKind.Key))
        {
            await _client.Metadata.WaitForKeyAsync(key.Table, key.Name, KeyTimeout, cancellationToken);
        }

        await PublishAsync(rows.Publication, patience, cancellationToken);
    }

    private async Task PublishAsync(Publication made, Patience patience, CancellationToken cancellationToken)
    {
        IEnumerable<string> touched = _plan.Missing.Where(i => i.Kind is >= SchemaKind.Table and <= SchemaKind.Key).Select(i => i.Table);
        Publication publication = made with
        {
            Tables = [.. touched.Concat(made.Tables).Distinct().Order(StringComparer.Ordinal)],
            Choices = [.. _plan.Missing.Where(i => i.Kind == SchemaKind.Choice).Select(i => i.Name)],
        };
        if (!publication.IsEmpty)
        {
            await patience.RepeatAsync(() => _client.Metadata.PublishAsync(publication, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Makes a component; where the answer is lost, looks whether it is there before making it again.</summary>
    private async Task MakeSurelyAsync(SchemaItem item, CancellationToken cancellationToken)
    {
        var patience = new Patience(new LoadOptions(), _client.Connection.Clock);
        while (true)
        {
            try
            {
                await MakeAsync(item, cancellationToken);
                return;
            }
            catch (DataverseException e) when (e.IsTransient)
            {
                await patience.WaitAsync(e, cancellationToken);
                SchemaPlan now = await SchemaPlanner.PlanAsync(Map, _client, _plan.Options with { Kinds = [item.Kind], Exclude = [] }, cancellationToken);
                if (!now.Missing.Any(i => (i.Kind, i.Table, i.Name) == (item.Kind, item.Table, item.Name)))
                {
                    return;
                }
            }
        }
    }

    private Task MakeAsync(SchemaItem item, CancellationToken cancellationToken) => item.Kind switch
    {
        SchemaKind.Publisher or SchemaKind.Solution => SolutionPlan.MakeAsync(
            item, _client, new RowFacts(Map, _language, new Dictionary<string, TableMetadata>(), new Dictionary<Guid, Guid>()), cancellationToken),
        SchemaKind.Currency => CurrencyAsync(Map, item.Name, _client, cancellationToken),
        SchemaKind.Role => RolePlan.MakeAsync(item, Map, _client, cancellationToken),
        SchemaKind.Choice => ChoicePlan.MakeAsync(item, Map, Metadata, _language, cancellationToken),
        SchemaKind.Option => OptionPlan.MakeAsync(item, Map, Metadata, _language, cancellationToken),
        SchemaKind.Table => Metadata.CreateTableAsync(Table(item.Object!), cancellationToken),
        SchemaKind.Column or SchemaKind.Lookup when item.Change is { } change => Metadata.UpdateColumnAsync(item.Table, item.Name, change, cancellationToken),
        SchemaKind.Column => Metadata.CreateColumnAsync(
            item.Table, ColumnDefinitions.Of(item.Column!, _choices.GetValueOrDefault((item.Table, item.Name)), Map, _language), cancellationToken),
        SchemaKind.Lookup => Metadata.CreateOneToManyAsync(RelationshipPlan.Lookup(item, Map, _language), cancellationToken),
        SchemaKind.ManyToMany => RelationshipPlan.MakeAsync(item, Map, Metadata, cancellationToken),
        SchemaKind.Key => Metadata.CreateKeyAsync(
            item.Table,
            new KeyDefinition { SchemaName = item.Name, DisplayName = _language.Text(item.Description), KeyAttributes = ScopeColumn.Key(Map, item.Object!) },
            cancellationToken),
        _ => throw new InvalidOperationException($"A {item.Kind} is made as a row."),
    };

    private TableDefinition Table(ObjectMap o)
    {
        TableCreation create = o.Create!;
        PrimaryNameCreation name = create.PrimaryName ?? new PrimaryNameCreation($"{Map.Prefix}_Name");
        return new()
        {
            SchemaName = create.SchemaName,
            DisplayName = _language.Text(create.Label, create.Labels),
            DisplayCollectionName = _language.Text(create.Plural, create.Plurals),
            Description = _language.Text(SchemaMarker.Describe(create.Description, Map)),
            HasNotes = create.Notes,
            HasActivities = create.Activities,
            ChangeTracking = create.ChangeTracking,
            PrimaryName = new StringColumn { SchemaName = name.SchemaName, DisplayName = _language.Text(name.Label), MaxLength = name.MaxLength },
        };
    }

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
