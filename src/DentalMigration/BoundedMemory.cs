using System.Collections.Concurrent;

namespace DentalMigration;

/// <summary>Remembers answers that are asked for again and again. When it is full it forgets all of them, so that it never grows with the data. Thread-safe.</summary>
internal sealed class BoundedMemory<TKey, TValue>
    where TKey : notnull
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<TKey, TValue> _known;
    private int _count;

    public BoundedMemory(IEqualityComparer<TKey>? comparer = null) => _known = new ConcurrentDictionary<TKey, TValue>(comparer);

    /// <summary>The answer of before, or the one found now.</summary>
    /// <param name="key">What is asked for.</param>
    /// <param name="find">Finds the answer.</param>
    public TValue Get(TKey key, Func<TKey, TValue> find)
    {
        if (_known.TryGetValue(key, out TValue? value))
        {
            return value;
        }

        value = find(key);
        if (Interlocked.Increment(ref _count) > Most) // asking the dictionary for its count would stop everybody who uses it
        {
            Clear();
        }

        _known.TryAdd(key, value);
        return value;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _known.Clear();
        Interlocked.Exchange(ref _count, 0);
    }
}
