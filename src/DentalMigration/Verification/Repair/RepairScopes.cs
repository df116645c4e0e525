using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Verification.Repair;

/// <summary>Finds what is to be corrected: from what was named, or from the figures that do not agree.</summary>
internal static class RepairScopes
{
    /// <summary>The scopes of named rows, and of named objects; by object.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="mappers">All its objects.</param>
    /// <param name="targets">What was named.</param>
    /// <exception cref="MigrationException"><c>UnknownObject</c>.</exception>
    public static ILookup<string, RepairScope> Named(Migration migration, IReadOnlyList<RowMapper> mappers, IReadOnlyCollection<RepairTarget> targets)
    {
        var scopes = new List<(string Object, RepairScope Scope)>();
        foreach (IGrouping<string, RepairTarget> group in targets.GroupBy(t => t.Object))
        {
            _ = migration.Setup.Source.Catalog[group.Key]; // an unknown object is an error, not nothing to do
            RowMapper? mapper = mappers.FirstOrDefault(m => m.Map.Object == group.Key);
            if (mapper is null)
            {
                continue;
            }

            if (group.Any(t => !t.NamesRow))
            {
                List<RepairTarget> whole = [.. group.Where(t => !t.NamesRow)];
                scopes.Add((group.Key, new RepairScope(whole.Any(t => t.Column is null) ? null : [.. whole.SelectMany(t => Columns(t.Column!))], null)));
            }

            Dictionary<string, HashSet<string>?> byKey = [];
            foreach (RepairTarget target in group.Where(t => t.NamesRow))
            {
                Add(byKey, Key(migration, mapper, target), target.Column);
            }

            if (byKey.Count > 0)
            {
                scopes.Add((group.Key, new RepairScope(byKey)));
            }
        }

        return scopes.ToLookup(s => s.Object, s => s.Scope);
    }

    /// <summary>The scopes of all that the reconciliation finds, and how many rows of ours the ledger does not know.</summary>
    public static async Task<(ILookup<string, RepairScope> Scopes, long Extra)> MeasuredAsync(Migration migration, CancellationToken cancellationToken)
    {
        List<ReconciliationLine> lines = await Reconciler.MeasureAsync(migration, cancellationToken).Where(l => l.Verdict != Verdict.Same).ToListAsync(cancellationToken);
        var scopes = new List<(string Object, RepairScope Scope)>();
        foreach (IGrouping<string, ReconciliationLine> group in lines.Where(l => l.Measure is not "extra").GroupBy(l => l.Object))
        {
            bool whole = group.Any(l => l.Measure is "missing");
            HashSet<string> columns = [.. group.Where(l => l.Column.Length > 0).SelectMany(l => Columns(l.Column))];
            List<ReconciliationLine> practices = [.. group.Where(l => l.Practice is not null)];
            if (whole || columns.Count > 0)
            {
                scopes.Add((group.Key, new RepairScope(
                    columns,
                    practices.Count == 0 ? null : [.. practices.Select(l => migration.Ledger.Practices.Find(l.Practice!)).OfType<int>()])));
            }
        }

        foreach (string o in migration.Numbers.Where(n => scopes.All(s => s.Object != n.Key) && migration.Ledger.Records.Count(n.Value, RecordState.Intent) > 0).Select(n => n.Key))
        {
            scopes.Add((o, new RepairScope([], null))); // a repair was broken off while it made rows again
        }

        return (scopes.ToLookup(s => s.Object, s => s.Scope), (long)lines.Where(l => l is { Measure: "extra", Practice: null }).Sum(l => l.Target));
    }

    private static void Add(Dictionary<string, HashSet<string>?> byKey, string key, string? column)
    {
        if (column is null)
        {
            byKey[key] = null;
        }
        else if (!byKey.TryGetValue(key, out HashSet<string>? columns))
        {
            byKey[key] = [.. Columns(column)];
        }
        else
        {
            columns?.UnionWith(Columns(column));
        }
    }

    /// <summary>A file's column stands for its bytes as well, and the other way round.</summary>
    private static IEnumerable<string> Columns(string column) => column.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(c => c.EndsWith(" (bytes)", StringComparison.Ordinal) ? [c] : new[] { c, c + " (bytes)" });

    private static string Key(Migration migration, RowMapper mapper, RepairTarget target) =>
        target.Id is { } id && migration.Ledger.Records.FindById(migration.Numbers[mapper.Map.Object], id) is { } known ? known.Key
            : target.Key ?? target.Id!.Value.ToString("D");
}
