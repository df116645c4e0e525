using System.Buffers.Binary;

namespace DentalMigration.Emulator.Testing;

/// <summary>A sum of 256-bit hashes modulo 2^256: the same in whatever order they come.</summary>
internal sealed class RowSum
{
    private readonly ulong[] _words = new ulong[4];

    public long Count { get; private set; }

    public void Add(ReadOnlySpan<byte> hash)
    {
        Count++;
        UInt128 carry = 0;
        for (int i = 0; i < 4; i++)
        {
            carry += (UInt128)_words[i] + BinaryPrimitives.ReadUInt64LittleEndian(hash[(8 * i)..]);
            _words[i] = (ulong)carry;
            carry >>= 64;
        }
    }

    public void Write(Span<byte> bytes)
    {
        for (int i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(8 * i)..], _words[i]);
        }
    }
}
