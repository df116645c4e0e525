using System.Text;

namespace DentalMigration.Emulator.Storage;

/// <summary>What a <see cref="Cell"/> holds.</summary>
internal enum CellKind : byte
{
    Null, Integer, Real, Text, Id, Bytes,
}

/// <summary>A value as storage holds it. Text is UTF-8 and may point into the request's body.</summary>
internal readonly struct Cell : IEquatable<Cell>
{
    private readonly long _number;
    private readonly Guid _id;
    private readonly ReadOnlyMemory<byte> _bytes;

    private Cell(CellKind kind, long number = 0, Guid id = default, ReadOnlyMemory<byte> bytes = default) =>
        (Kind, _number, _id, _bytes) = (kind, number, id, bytes);

    public CellKind Kind { get; }
    public bool IsNull => Kind == CellKind.Null;
    public long Integer => _number;
    public double Real => BitConverter.Int64BitsToDouble(_number);
    public Guid Id => _id;
    public ReadOnlySpan<byte> Bytes => _bytes.Span;
    public string Text => Encoding.UTF8.GetString(_bytes.Span);

    public static Cell Null => default;

    /// <summary>Text of no length; rows never hold it, queries may ask for it.</summary>
    public static Cell EmptyText => new(CellKind.Text);
    public static Cell Of(long value) => new(CellKind.Integer, value);
    public static Cell Of(bool value) => new(CellKind.Integer, value ? 1 : 0);
    public static Cell Of(double value) => new(CellKind.Real, BitConverter.DoubleToInt64Bits(value));
    public static Cell Of(Guid value) => new(CellKind.Id, id: value);
    public static Cell Of(string? text) => string.IsNullOrEmpty(text) ? Null : new(CellKind.Text, bytes: Encoding.UTF8.GetBytes(text));
    public static Cell OfUtf8(ReadOnlyMemory<byte> text) => text.IsEmpty ? Null : new(CellKind.Text, bytes: text);
    public static Cell OfBytes(ReadOnlyMemory<byte> bytes) => bytes.IsEmpty ? Null : new(CellKind.Bytes, bytes: bytes);

    public bool Equals(Cell other) =>
        Kind == other.Kind && _number == other._number && _id == other._id && _bytes.Span.SequenceEqual(other._bytes.Span);

    public override bool Equals(object? obj) => obj is Cell other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(Kind, _number, _id, _bytes.Length);
}
