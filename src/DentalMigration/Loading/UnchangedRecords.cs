using DentalMigration.Ledger;
using DentalMigration.Sources;

namespace DentalMigration.Loading;

/// <summary>
/// Passes over the records that are, with all that their rows are made from, as they were when the row was last made or compared: their rows need not be made
/// to know that they are unchanged.
/// </summary>
internal sealed class UnchangedRecords(RunState state)
{
    private readonly KnownSources _sources = state.Ledger.Records.Sources(state.Number);
    private readonly NumberRanges _passed = new();

    /// <summary>How many were passed over of which the ledger's own entry does not say that the run saw them.</summary>
    public long Count => _passed.Count;

    /// <summary>True where it was passed over, and the ledger's own entry does not say so.</summary>
    public bool Contains(string key) => _passed.Contains(key);

    /// <summary>Passes over the record where it is as it was; its entry of the ledger is neither read alone nor touched.</summary>
    /// <param name="record">The record.</param>
    /// <param name="number">Its key, which is greater than all before.</param>
    public bool Pass(SourceRecord record, long number)
    {
        if (state.Ledger.IsRestored || state.Mapper.Sources?.Of(record) is not { } source || !_sources.Has(record.Key, source))
        {
            return false;
        }

        _passed.Add(number);
        state.Unchanged(record, state.Mapper.OwnerFindings(record));
        return true;
    }

    /// <summary>The same of a record with any other key.</summary>
    /// <param name="record">The record.</param>
    /// <param name="known">What the ledger knows of it.</param>
    public bool Pass(SourceRecord record, LedgerRecord known)
    {
        if (known.Source is not { } source || state.Ledger.IsRestored || state.Mapper.Sources?.Of(record) != source)
        {
            return false;
        }

        state.Ledger.Records.Saw(state.Number, record.Key, state.Run);
        state.Unchanged(record, state.Mapper.OwnerFindings(record));
        return true;
    }

    /// <summary>Keeps which were passed over.</summary>
    public void Keep()
    {
        if (_passed.Count > 0)
        {
            state.Ledger.Seen.Keep(state.Number, state.Run, _passed);
        }
    }
}
