using System.Text;

namespace DentalMigration.Sources.Files;

/// <summary>The encodings of text exports, those of Windows included.</summary>
internal static class TextEncodings
{
    private const int SampleBytes = 256 * 1024;
    private const int TurkishCodePage = 1254;
    private const int StrayZeroes = 4;

    /// <summary>Bytes that stand for no letter in windows-1254, but do in the DOS code page 857.</summary>
    private static ReadOnlySpan<byte> Undefined => [0x81, 0x8d, 0x8e, 0x8f, 0x90, 0x9d, 0x9e];

    /// <summary>A code page that throws on what it cannot hold.</summary>
    public static Encoding Strict(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>
    /// Decides a text file's encoding on the evidence of its bytes: a byte order mark; UTF-16 by its zero bytes; UTF-8 where the first
    /// bytes that are not ASCII are valid UTF-8; else windows-1254. Looks at 256 KB, and on through a file that is plain ASCII until
    /// something else shows.
    /// </summary>
    /// <returns>The encoding, or null where the bytes are no text in any of these.</returns>
    public static Encoding? Detect(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] buffer = new byte[SampleBytes];
        bool first = true;
        while (true)
        {
            int count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, count);
            if (first && (ByMark(bytes) ?? ByZeroes(bytes)) is Encoding marked)
            {
                return marked;
            }

            if (bytes.Count((byte)0) > Math.Max(count / 100, StrayZeroes))
            {
                return null;
            }

            bool last = count < buffer.Length;
            if (!Ascii.IsValid(bytes))
            {
                return IsUtf8(bytes, last) ? new UTF8Encoding(false, false) : Turkish(bytes);
            }

            if (last)
            {
                return new UTF8Encoding(false, false);
            }

            first = false;
        }
    }

    private static Encoding? Turkish(ReadOnlySpan<byte> bytes)
    {
        int high = 0;
        int undefined = 0;
        foreach (byte b in bytes)
        {
            high += b > 0x7f ? 1 : 0;
            undefined += b > 0x7f && Undefined.Contains(b) ? 1 : 0;
        }

        return undefined * 50 > high ? null : CodePagesEncodingProvider.Instance.GetEncoding(TurkishCodePage);
    }

    private static Encoding? ByMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xef, 0xbb, 0xbf, ..] => new UTF8Encoding(true, false),
        [0xff, 0xfe, ..] => Encoding.Unicode,
        [0xfe, 0xff, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static Encoding? ByZeroes(ReadOnlySpan<byte> bytes)
    {
        int even = 0;
        int odd = 0;
        for (int i = 0; i + 1 < bytes.Length; i += 2)
        {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }

        int most = bytes.Length / 5;
        return odd > most && even < odd / 20 ? Encoding.Unicode : even > most && odd < even / 20 ? Encoding.BigEndianUnicode : null;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes, bool last)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return true;
        }

        // The sample may end inside a letter of up to four bytes.
        for (int cut = 1; !last && cut < 4 && cut < bytes.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(bytes[..^cut]))
            {
                return true;
            }
        }

        return false;
    }
}
