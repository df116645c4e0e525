using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace DentalMigration.Verification;

/// <summary>
/// A fingerprint of what a value means, the same whether it is read from what was sent or from what Dataverse gives back: <c>1250</c> is
/// <c>1250.00</c>, a bind is its id, a moment is one in any zone, line ends and blanks at the end do not count.
/// </summary>
internal static class ValueMeaning
{
    /// <summary>The fingerprint of nothing: a missing property, null, an empty text.</summary>
    public const uint Blank = 1;

    /// <summary>What a text must hold for <see cref="ValueComparer.Lines"/> to do more than to trim it.</summary>
    private static readonly SearchValues<char> LinesOrMarkup = SearchValues.Create("<\r\n\f\u0085\u2028\u2029");

    /// <summary>The fingerprint of a property, never 0.</summary>
    public static uint Print(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => Blank,
        { ValueKind: JsonValueKind.Number } number => Print(number.GetDecimal()),
        { ValueKind: JsonValueKind.String } text => Text(text.GetString()!),
        { } other => Hash(other.ToString()),
    };

    /// <summary>The fingerprint of the value the reader stands on, never 0.</summary>
    public static uint Print(ref Utf8JsonReader value) => value.TokenType switch
    {
        JsonTokenType.Null => Blank,
        JsonTokenType.Number => Print(value.GetDecimal()),
        JsonTokenType.String => Text(ref value),
        JsonTokenType.True => Hash(bool.TrueString),
        JsonTokenType.False => Hash(bool.FalseString),
        _ => Print(JsonElement.ParseValue(ref value)),
    };

    /// <summary>The fingerprint of a value given as text, as a second step gives it; a number as such.</summary>
    public static uint Print(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? Print(number) : Text(text);

    private static uint Print(decimal number)
    {
        const decimal noTrailingZeros = 1.000000000000000000000000000000m;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number / noTrailingZeros, bits);
        return NotReserved(XxHash32.HashToUInt32(MemoryMarshal.AsBytes(bits)));
    }

    /// <summary>Of the text the reader stands on; a short one is looked at where it is.</summary>
    private static uint Text(ref Utf8JsonReader value)
    {
        const int Short = 512;
        if (value.HasValueSequence || value.ValueSpan.Length > Short)
        {
            return Text(value.GetString()!);
        }

        Span<char> text = stackalloc char[Short];
        return Text(text[..value.CopyString(text)]);
    }

    private static uint Text(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return Blank;
        }

        if (text[0] == '/' && text[^1] == ')' && text.LastIndexOf('(') is var open and > 0 && Guid.TryParse(text[(open + 1)..^1], out Guid bound))
        {
            return Hash(bound);
        }

        if (text.Length == 36 && Guid.TryParseExact(text, "D", out Guid id))
        {
            return Hash(id);
        }

        if (ValueComparer.Moment(text) is { } moment)
        {
            return Hash(moment.UtcTicks.ToString(CultureInfo.InvariantCulture));
        }

        ReadOnlySpan<char> lines = text.IndexOfAny(LinesOrMarkup) < 0 ? text.TrimEnd() : ValueComparer.Lines(text.ToString());
        return lines.IsEmpty ? Blank : Hash(lines);
    }

    private static uint Hash(Guid id)
    {
        Span<char> text = stackalloc char[36];
        id.TryFormat(text, out _);
        return Hash(text);
    }

    private static uint Hash(ReadOnlySpan<char> text)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        uint hash = XxHash32.HashToUInt32(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
        return NotReserved(hash);
    }

    private static uint NotReserved(uint hash) => hash <= Blank ? hash + 2 : hash;
}
