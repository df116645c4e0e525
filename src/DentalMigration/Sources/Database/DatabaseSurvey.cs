using DentalMigration.Sources.Files;
using DentalMigration.Sources.Profiles;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Database;

/// <summary>Finds out which table or query holds which object: by the profile, and of objects it does not name, by the usual spellings.</summary>
internal sealed class DatabaseSurvey(DatabaseDoor door, ProfileScope scope, CellValue cells)
{
    private const string LeftOut = "The map leaves it out, so it is not read.";

    private readonly Dictionary<string, string> _queries = new(StringComparer.Ordinal);
    private readonly List<DatabasePart> _parts = [];
    private readonly List<SourceFile> _unread = [];
    private readonly List<SourceFault> _faults = [];

    /// <summary>What can be read.</summary>
    public IReadOnlyList<DatabasePart> Parts => _parts;

    /// <summary>What reads each table, by its name for people.</summary>
    public IReadOnlyDictionary<string, string> Queries => _queries;

    /// <summary>Tables that are none of ours.</summary>
    public IReadOnlyList<SourceFile> Unread => _unread;

    /// <summary>Tables that are ours and cannot be used.</summary>
    public List<SourceFault> Faults => _faults;

    /// <summary>Surveys the database.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ProfileObject> places = scope.Places(p => p.Table is not null || p.Query is not null, "table or query");
        IReadOnlyList<DatabaseTable> tables;
        await using (DatabaseLease lease = await door.OpenAsync(cancellationToken))
        {
            tables = await door.Engine.TablesAsync(lease.Connection, cancellationToken);
        }

        HashSet<DatabaseTable> named = [];
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ProfileObject place in places)
        {
            DatabaseTable? table = place.Table is { } name ? Find(tables, name) : null;
            if (table is not null)
            {
                named.Add(table);
            }

            // Two queries of an object are told apart in positions by their number.
            int number = used[place.Object] = used.GetValueOrDefault(place.Object) + 1;
            string label = table?.FullName ?? (number == 1 ? place.Object : $"{place.Object}-{number}");
            if (scope.Decisions?.Find(label) is { Object: null })
            {
                _unread.Add(BoundColumns.Unbound(label, place, [], LeftOut));
                continue;
            }

            await BindAsync(place, label, table is null ? place.Query! : $"SELECT * FROM {door.Engine.Quote(table)}", table is not null, cancellationToken);
        }

        foreach (DatabaseTable table in tables.Where(t => !named.Contains(t)))
        {
            if (scope.Decisions?.Find(table.FullName) is { } decided)
            {
                named.Add(table);
                await DecideAsync(table, decided, cancellationToken);
            }
        }

        HashSet<string> known = [.. places.Select(p => p.Object), .. _parts.Select(p => p.File.Object!)];
        List<HeaderIndex> open =
            [.. scope.Catalog.Objects.Where(o => o.Files.Count > 0 && !known.Contains(o.Name)).Select(o => new HeaderIndex(o, null, scope.Decisions?.Of(o.Name)))];
        await RecogniseAsync([.. tables.Where(t => !named.Contains(t))], open, cancellationToken);
    }

    private async Task DecideAsync(DatabaseTable table, DecidedPlace decided, CancellationToken cancellationToken)
    {
        if (decided.Object is { } name)
        {
            await BindAsync(new ProfileObject(name, Table: table.FullName), table.FullName, $"SELECT * FROM {door.Engine.Quote(table)}", isTable: true, cancellationToken);
        }
        else
        {
            _unread.Add(BoundColumns.Unbound(table.FullName, new ProfileObject("", Table: table.FullName), [], LeftOut));
        }
    }

    private async Task RecogniseAsync(List<DatabaseTable> tables, List<HeaderIndex> open, CancellationToken cancellationToken)
    {
        var fits = new List<(DatabaseTable Table, HeaderFit? Fit, IReadOnlyList<string> Headers)>();
        foreach (DatabaseTable table in tables)
        {
            try
            {
                (IReadOnlyList<string> headers, _) = await DatabasePart.SampleAsync(
                    door, $"SELECT * FROM {door.Engine.Quote(table)} WHERE 1 = 0", table.FullName, 0, cells, cancellationToken);
                _queries[table.FullName] = $"SELECT * FROM {door.Engine.Quote(table)}";
                CatalogObject? byName = FilePattern.FindStem(scope.Catalog, table.Name);
                fits.Add((table, ObjectChoice.Choose(open, [new TableRow(0, [.. headers])], byName, []), headers));
            }
            catch (MigrationException e) when (e.Code == "SourceTableUnreadable")
            {
                _unread.Add(BoundColumns.Unbound(table.FullName, new ProfileObject("", Table: table.FullName), [], e.Message));
            }
        }

        // Of an object, one table is read: another that looks like it is more often a log of it than a part.
        foreach (IGrouping<CatalogObject?, (DatabaseTable Table, HeaderFit? Fit, IReadOnlyList<string> Headers)> group
            in fits.GroupBy(f => f.Fit is { Known: > 0 } fit ? fit.Index.Object : null))
        {
            var ranked = group.OrderByDescending(f => f.Fit?.Complete).ThenByDescending(f => f.Fit?.Known).ThenBy(f => f.Table.Name.Length).ToList();
            if (group.Key is not null)
            {
                (DatabaseTable table, _, _) = ranked[0];
                var place = new ProfileObject(group.Key.Name, Table: table.FullName);
                await BindAsync(place, table.FullName, $"SELECT * FROM {door.Engine.Quote(table)}", isTable: true, cancellationToken);
                ranked.RemoveAt(0);
            }

            _unread.AddRange(ranked.Select(r => BoundColumns.Unbound(r.Table.FullName, new ProfileObject("", Table: r.Table.FullName), r.Headers, group.Key is null
                ? null
                : $"It looks like {group.Key.Label} too, which is read from another table. To read it as well, name both in a source profile.")));
        }
    }

    private async Task BindAsync(ProfileObject place, string name, string sql, bool isTable, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> headers = [];
        _queries[name] = sql;
        try
        {
            (headers, List<object?[]> sample) = await DatabasePart.SampleAsync(door, sql, name, BoundColumns.SampleRows, cells, cancellationToken);
            BoundColumns bound = BoundColumns.Bind(scope.Catalog, name, place, headers, sample, scope.Decided(name, place.Object));
            _parts.Add(new DatabasePart(door, isTable && door.Engine.SortsByKey ? sql + Order(bound) : sql, cells, bound));
        }
        catch (MigrationException e) when (e.Code is "SourceTableUnreadable" or "MissingColumn" or "DuplicateHeader")
        {
            _faults.Add(new SourceFault(name, place.Object, e.Code, e.Message));
            _unread.Add(BoundColumns.Unbound(name, place, headers, e.Message));
        }
    }

    /// <summary>By the key, so that a row stands at the same place each time.</summary>
    private string Order(BoundColumns bound)
    {
        string[] keys = [.. bound.Layout.KeyFields.Select(bound.Layout.Ordinal).Where(i => i >= 0).Select(i => door.Engine.Quote(bound.File.Columns[i].Header))];
        return keys.Length == 0 ? string.Empty : $" ORDER BY {string.Join(", ", keys)}";
    }

    /// <summary>The table a profile names; as it is written where the provider does not list it.</summary>
    private static DatabaseTable Find(IReadOnlyList<DatabaseTable> tables, string name) =>
        tables.FirstOrDefault(t => t.FullName == name)
        ?? tables.FirstOrDefault(t => t.FullName.Equals(name, StringComparison.OrdinalIgnoreCase) || t.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? (name.LastIndexOf('.') is > 0 and int dot ? new DatabaseTable(name[..dot], name[(dot + 1)..]) : new DatabaseTable(null, name));
}
