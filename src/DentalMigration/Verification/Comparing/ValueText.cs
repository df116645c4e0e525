using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Verification.Comparing;

/// <summary>
/// Shows values as people know them, on both sides alike: a choice by its label, an amount with its currency, a moment in the practice's own
/// time, a row by its name where that was met.
/// </summary>
internal sealed class ValueText
{
    /// <summary>Names remembered at most, so that a large practice needs no more memory than a small one.</summary>
    private const int MostNames = 20_000;

    private readonly Migration _migration;
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> _labels = new(StringComparer.Ordinal);
    private Dictionary<string, string>? _currencies;
    private string? _own;

    public ValueText(Migration migration) => _migration = migration;

    /// <summary>Reads the labels of a table's choices, and the organisation's currencies and the names of owners where they were not yet.</summary>
    public async Task PrepareAsync(RowMapper mapper, CancellationToken cancellationToken)
    {
        if (!_labels.ContainsKey(mapper.Table.LogicalName))
        {
            TableMetadata? table = await _migration.Setup.Target.Metadata.GetTableAsync(mapper.Table.LogicalName, cancellationToken);
            _labels[mapper.Table.LogicalName] = (table?.Attributes ?? []).Where(a => a.Options.Count > 0).ToDictionary(
                a => a.LogicalName,
                a => (IReadOnlyDictionary<string, string>)a.Options.Where(o => o.Label is not null)
                    .DistinctBy(o => o.Value).ToDictionary(o => o.Value.ToString(CultureInfo.InvariantCulture), o => o.Label!),
                StringComparer.Ordinal);
        }

        if (_currencies is null)
        {
            await ReadSharedAsync(cancellationToken);
        }
    }

    /// <summary>A value in one spelling, as text; null where the cell is blank.</summary>
    /// <param name="mapper">The object's mapper.</param>
    /// <param name="column">The column.</param>
    /// <param name="value">The value as <see cref="CanonicalValue"/> spells it.</param>
    /// <param name="currency">Id of the row's currency; null for the organisation's own.</param>
    public string? Of(RowMapper mapper, ComparedColumn column, string? value, string? currency) => value is null ? null : column.Kind switch
    {
        ColumnKind.Choice => _labels[mapper.Table.LogicalName].GetValueOrDefault(column.Name)?.GetValueOrDefault(value) ?? value,
        ColumnKind.Money when decimal.TryParse(value, CultureInfo.InvariantCulture, out decimal amount) =>
            $"{amount.ToString("0.00########", CultureInfo.InvariantCulture)} {Currency(currency)}".TrimEnd(),
        ColumnKind.Moment => Local(value),
        ColumnKind.Lookup => Named(value),
        ColumnKind.Parties => string.Join("; ", value.Split(',').Select(Party)),
        ColumnKind.Flag => value == "true" ? "yes" : "no",
        _ => value,
    };

    /// <summary>The property's own text, where it is markup or plain text; else the value as people know it.</summary>
    public string? Of(RowMapper mapper, ComparedColumn column, JsonElement? raw, string? value, string? currency) =>
        column.Kind == ColumnKind.Text && raw is { ValueKind: JsonValueKind.String } text ? text.GetString() : Of(mapper, column, value, currency);

    /// <summary>Remembers the names that came along with a row.</summary>
    public void Learn(JsonElement row)
    {
        const string shown = "@OData.Community.Display.V1.FormattedValue";
        if (_names.Count >= MostNames)
        {
            return;
        }

        foreach (JsonProperty property in row.EnumerateObject())
        {
            if (property.Name.StartsWith('_') && property.Name.EndsWith(shown, StringComparison.Ordinal)
                && row.TryGetProperty(property.Name.AsSpan(0, property.Name.Length - shown.Length), out JsonElement id) && id.ValueKind == JsonValueKind.String)
            {
                _names.TryAdd(id.GetString()!, property.Value.GetString()!);
            }
            else if (property.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement inner in property.Value.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object))
                {
                    Learn(inner);
                }
            }
        }
    }

    private async Task ReadSharedAsync(CancellationToken cancellationToken)
    {
        DataverseClient target = _migration.Setup.Target;
        _currencies = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        await foreach (JsonElement row in target.QueryAsync("transactioncurrencies?$select=transactioncurrencyid,isocurrencycode", null, cancellationToken))
        {
            _currencies[row.GetProperty("transactioncurrencyid").GetString()!] = row.GetProperty("isocurrencycode").GetString()!;
        }

        await foreach (JsonElement row in target.QueryAsync("organizations?$select=_basecurrencyid_value", null, cancellationToken))
        {
            _own = row.TryGetProperty("_basecurrencyid_value", out JsonElement own) ? own.GetString() : null;
        }

        foreach ((string set, string id, string name) in new[] { ("systemusers", "systemuserid", "fullname"), ("teams", "teamid", "name") })
        {
            HashSet<string> owners = [.. _migration.Setup.Owners.Entries.Select(e => e.Owner).OfType<Owners.Owner>().Append(_migration.Setup.Owners.Fallback)
                .Where(o => o.EntitySet == set).Select(o => o.Id.ToString("D"))];
            foreach (string[] some in owners.Chunk(50))
            {
                string filter = string.Join(" or ", some.Select(o => $"{id} eq {o}"));
                await foreach (JsonElement row in target.QueryAsync($"{set}?$select={id},{name}&$filter={filter}", null, cancellationToken))
                {
                    _names.TryAdd(row.GetProperty(id).GetString()!, row.GetProperty(name).GetString() ?? "");
                }
            }
        }
    }

    private string Named(string id) => _names.GetValueOrDefault(id) is { Length: > 0 } name ? name : id;

    private string Currency(string? id) => (id ?? _own) is { } known ? _currencies!.GetValueOrDefault(known, "") : "";

    private string Party(string party)
    {
        string[] parts = party.Split(':');
        string role = parts[0] switch { "5" => "required", "6" => "optional", "7" => "organizer", _ => parts[0] };
        return $"{role}: {Named(parts[1])}";
    }

    private string Local(string moment) =>
        DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset utc)
            ? TimeZoneInfo.ConvertTime(utc, _migration.Setup.Source.TimeZone) is var local && local.Second == 0
                ? local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
                : local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : moment;
}
