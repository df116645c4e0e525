using DentalMigration.Sources;

namespace DentalMigration.Profiling.Keys;

/// <summary>Positions of records as numbers that compare in the order they were read.</summary>
internal sealed class Places
{
    private readonly List<string> _files = [];

    /// <summary>The number of a position.</summary>
    public long Of(RecordPosition position)
    {
        if (_files.Count == 0 || !ReferenceEquals(_files[^1], position.File))
        {
            int known = _files.LastIndexOf(position.File);
            if (known >= 0)
            {
                return ((long)known << 32) | (uint)position.Line;
            }

            _files.Add(position.File);
        }

        return ((long)(_files.Count - 1) << 32) | (uint)position.Line;
    }

    /// <summary>The position as people read it: <c>Hastalar.csv:19</c>; empty for <see cref="KeyTally.Nowhere"/>.</summary>
    public string Text(long place) => place == KeyTally.Nowhere
        ? string.Empty
        : new RecordPosition(_files[(int)(place >> 32)], (int)(uint)place).ToString();
}
