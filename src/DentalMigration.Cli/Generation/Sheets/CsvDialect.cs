using System.Text;

namespace DentalMigration.Cli.Generation.Sheets;

/// <summary>How a machine saves CSV.</summary>
/// <param name="Encoding">Its encoding; a preamble is written where the encoding has one.</param>
/// <param name="Delimiter">The sign between two cells.</param>
/// <param name="Text">A cell's text.</param>
internal sealed record CsvDialect(Encoding Encoding, char Delimiter, Func<object?, string> Text)
{
    /// <summary>The same, saved as UTF-8 with a byte order mark.</summary>
    public CsvDialect WithMark() => this with { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true) };

    /// <summary>The same letters, written in one encoding, mistaken for Latin-1 and saved as UTF-8: <c>Doğum</c> becomes <c>Doðum</c>.</summary>
    public CsvDialect MistakenForLatin() => this with
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Text = cell => Encoding.Latin1.GetString(Encoding.GetBytes(Text(cell))),
    };
}
