using System.Security.Cryptography;

namespace DentalMigration.Ledger;

/// <summary>Random nonces, drawn from the system many at a time: asking for each alone costs more than encrypting under it. One caller at a time.</summary>
internal sealed class NonceSource(int size)
{
    private readonly byte[] _drawn = new byte[size * 256];
    private int _used = size * 256;

    /// <summary>Writes the next nonce.</summary>
    public void Next(Span<byte> nonce)
    {
        if (_used == _drawn.Length)
        {
            RandomNumberGenerator.Fill(_drawn);
            _used = 0;
        }

        _drawn.AsSpan(_used, size).CopyTo(nonce);
        _used += size;
    }
}
