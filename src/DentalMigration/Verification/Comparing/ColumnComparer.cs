using System.Text.Json;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Verification.Comparing;

/// <summary>
/// Lays an object's rows out by column, on both sides in one spelling: what its records are to be in Dataverse, second steps included, and
/// what Dataverse has.
/// </summary>
internal sealed class ColumnComparer
{
    private readonly IReadOnlyDictionary<string, int> _sent;
    private readonly IReadOnlyDictionary<string, int> _read;
    private readonly IReadOnlySet<int> _parties;
    private readonly int[] _writers;
    private IReadOnlySet<Guid>? _users;

    public ColumnComparer(RowMapper mapper)
    {
        Mapper = mapper;
        Columns = ComparedColumn.Of(mapper);
        _writers = [.. Columns.Select(c => mapper.Columns.TakeWhile(w => w != c.Writer).Count())];
        _sent = Positions(c => c.Writer.Property);
        _read = Positions(c => c.ReadName);
        bool namesOrganizer = mapper.Map.Parties.Any(p => p.Participation == PartyList.Organizer);
        _parties = Enumerable.Range(1, PartyList.Organizer - (namesOrganizer ? 0 : 1)).ToHashSet();
    }

    /// <summary>The object's mapper.</summary>
    public RowMapper Mapper { get; }

    /// <summary>The columns, in the order they are written.</summary>
    public IReadOnlyList<ComparedColumn> Columns { get; }

    /// <summary>The <c>$select</c> that reads all of them, and who last changed the row; with what must be expanded.</summary>
    public string Query
    {
        get
        {
            IEnumerable<string> names = Columns.Where(c => c.Kind != ColumnKind.Parties).Select(c => c.ReadName).Append(Mapper.Table.PrimaryId)
                .Concat(Mapper.Table.Has("modifiedby") ? ["_modifiedby_value"] : [])
                .Concat(Mapper.Map.State is not null ? ["statecode"] : [])
                .Concat(Columns.Any(c => c.Kind == ColumnKind.Money) && Mapper.Table.Has("transactioncurrencyid") ? ["_transactioncurrencyid_value"] : []);
            string select = "$select=" + string.Join(',', names.Distinct());
            return Columns.FirstOrDefault(c => c.Kind == ColumnKind.Parties) is { } parties
                ? $"{select}&$expand={parties.ReadName}($select=_partyid_value,participationtypemask)"
                : select;
        }
    }

    /// <summary>The users in whose name the migration's runs went.</summary>
    public IReadOnlySet<Guid> Users(Migration migration) => _users ??= migration.Ledger.Runs.Users();

    /// <summary>True where rows can be found by their import number, page by page.</summary>
    public bool IsNumbered => Mapper.Map.Action == MapAction.Create && Mapper.Table.Has("importsequencenumber");

    /// <summary>What a record's row is to hold, column by column. Of a row that was there before, only what the migration wrote into it counts.</summary>
    public ExpectedRow Expect(Migration migration, WrittenRow written)
    {
        ExpectedRow expected = Expect(written.Row);
        if (!written.Known.Made && Mapper.Map.Action == MapAction.Create)
        {
            uint[] sent = migration.Ledger.Prints.Find(migration.Numbers[Mapper.Map.Object], written.Row.Record.Key) ?? [];
            for (int i = 0; i < Columns.Count; i++)
            {
                expected.IsCompared[i] &= sent.ElementAtOrDefault(_writers[i]) != 0;
            }
        }

        return expected;
    }

    private ExpectedRow Expect(MappedRow row)
    {
        JsonElement json = JsonElement.Parse(row.Json.Span);
        JsonElement?[] raw = RowProperties.Pick(json, _sent, Columns.Count);
        foreach ((string property, string value) in row.Steps.SelectMany(s => s.Expected))
        {
            if (_read.TryGetValue(property, out int at))
            {
                raw[at] = JsonSerializer.SerializeToElement(value);
            }
        }

        var values = new string?[Columns.Count];
        var compared = new bool[Columns.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = CanonicalValue.Of(raw[i], Columns[i].Kind);
            compared[i] = raw[i] is not null || Columns[i].IsSaidBlank(row) || Columns[i].Kind == ColumnKind.Parties;
        }

        return new ExpectedRow(row, raw, values, compared);
    }

    /// <summary>What Dataverse has in a row, column by column.</summary>
    public string?[] Read(JsonElement row)
    {
        JsonElement?[] raw = Raw(row);
        var values = new string?[Columns.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = CanonicalValue.Of(raw[i], Columns[i].Kind);
        }

        return values;
    }

    /// <summary>The properties of a row as Dataverse has them; of a list of parties those that a client names.</summary>
    public JsonElement?[] Raw(JsonElement row)
    {
        JsonElement?[] raw = RowProperties.Pick(row, _read, Columns.Count);
        for (int i = 0; i < raw.Length; i++)
        {
            if (Columns[i].Kind == ColumnKind.Parties && raw[i] is { ValueKind: JsonValueKind.Array } all)
            {
                raw[i] = JsonSerializer.SerializeToElement(
                    all.EnumerateArray().Where(p => PartyList.Read(p) is { } party && _parties.Contains(party.Mask)));
            }
        }

        return raw;
    }

    private Dictionary<string, int> Positions(Func<ComparedColumn, string> name) =>
        Columns.Select((column, at) => (Name: name(column), At: at)).DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.At, StringComparer.Ordinal);
}

/// <summary>What a record's row is to hold.</summary>
/// <param name="Row">The record as its row.</param>
/// <param name="Raw">The properties as they are sent; null where nothing is.</param>
/// <param name="Values">The same in one spelling; null where the cell is blank.</param>
/// <param name="IsCompared">False where the record says nothing of the column, so that people's entries stay.</param>
internal sealed record ExpectedRow(MappedRow Row, JsonElement?[] Raw, string?[] Values, bool[] IsCompared);
