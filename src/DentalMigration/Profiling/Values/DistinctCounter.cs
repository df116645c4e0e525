using System.Numerics;
using DentalMigration.Profiling.Keys;

namespace DentalMigration.Profiling.Values;

/// <summary>Counts different values: exactly up to 4,096 of them, and beyond by HyperLogLog in 4 KB, within about 2 %.</summary>
internal sealed class DistinctCounter
{
    private const int MostExact = 4096;
    private const int IndexBits = 12;
    private const int Registers = 1 << IndexBits;
    private const double Bias = 0.7213 / (1 + (1.079 / Registers));

    private HashSet64? _exact = new();
    private byte[]? _registers;

    /// <summary>How many different values were added.</summary>
    public long Count => _exact?.Count ?? Estimate();

    /// <summary>False where <see cref="Count"/> is an estimate.</summary>
    public bool IsExact => _exact is not null;

    /// <summary>Adds a value by its hash.</summary>
    public void Add(ulong hash)
    {
        if (_exact is null)
        {
            Register(hash);
        }
        else if (_exact.Add(hash) && _exact.Count > MostExact)
        {
            _registers = new byte[Registers];
            foreach (ulong earlier in _exact.Hashes)
            {
                Register(earlier);
            }

            _exact = null;
        }
    }

    private void Register(ulong hash)
    {
        int index = (int)(hash >> (64 - IndexBits));
        byte rank = (byte)(BitOperations.LeadingZeroCount((hash << IndexBits) | (1UL << (IndexBits - 1))) + 1);
        _registers![index] = Math.Max(_registers[index], rank);
    }

    private long Estimate()
    {
        double sum = 0;
        int zeroes = 0;
        foreach (byte rank in _registers!)
        {
            sum += 1.0 / (1UL << rank);
            zeroes += rank == 0 ? 1 : 0;
        }

        double estimate = Bias * Registers * Registers / sum;
        return (long)(estimate <= 2.5 * Registers && zeroes > 0 ? Registers * Math.Log((double)Registers / zeroes) : estimate);
    }
}
