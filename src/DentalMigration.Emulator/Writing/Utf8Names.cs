using System.Text;

namespace DentalMigration.Emulator.Writing;

/// <summary>Ordinal comparison of names that also looks them up by their UTF-8 bytes without making a string.</summary>
internal sealed class Utf8Names : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    public static Utf8Names Instance { get; } = new();

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public int GetHashCode(string obj)
    {
        uint hash = 2166136261;
        foreach (char c in obj)
        {
            hash = (hash ^ (byte)c) * 16777619;
        }
        return (int)hash;
    }

    public bool Equals(ReadOnlySpan<byte> alternate, string other)
    {
        if (alternate.Length != other.Length)
        {
            return false;
        }
        for (int i = 0; i < alternate.Length; i++)
        {
            if (alternate[i] != other[i])
            {
                return false;
            }
        }
        return true;
    }

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        uint hash = 2166136261;
        foreach (byte b in alternate)
        {
            hash = (hash ^ b) * 16777619;
        }
        return (int)hash;
    }

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.UTF8.GetString(alternate);
}
