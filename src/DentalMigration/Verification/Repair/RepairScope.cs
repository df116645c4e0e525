using DentalMigration.Ledger;

namespace DentalMigration.Verification.Repair;

/// <summary>What of an object is to be corrected.</summary>
internal sealed class RepairScope
{
    private readonly Dictionary<string, HashSet<string>?>? _byKey;
    private readonly HashSet<string>? _columns;
    private readonly HashSet<int>? _practices;

    /// <summary>Rows that were named, each with its columns; null for all that differ.</summary>
    public RepairScope(Dictionary<string, HashSet<string>?> byKey) => _byKey = byKey;

    /// <summary>All rows that differ in some columns, of some practices and of none; null for all.</summary>
    public RepairScope(HashSet<string>? columns, HashSet<int>? practices) => (_columns, _practices) = (columns, practices);

    /// <summary>True where rows were named one by one.</summary>
    public bool IsNamed => _byKey is not null;

    /// <summary>The source keys that were named; null for all.</summary>
    public IReadOnlySet<string>? Keys => _byKey is null ? null : new HashSet<string>(_byKey.Keys, StringComparer.Ordinal);

    /// <summary>True where the record may be one to correct.</summary>
    public bool Covers(LedgerRecord record) => _practices is null || record.Practice is not { } practice || _practices.Contains(practice);

    /// <summary>True where some row is to be corrected in the column.</summary>
    public bool AsksFor(string column) => _byKey?.Values.Any(c => c is null || c.Contains(column)) ?? _columns?.Contains(column) ?? true;

    /// <summary>True where a row is to be corrected in the column.</summary>
    public bool AsksFor(string key, string column) =>
        _byKey is null ? _columns?.Contains(column) ?? true : _byKey.TryGetValue(key, out HashSet<string>? columns) && (columns?.Contains(column) ?? true);
}
