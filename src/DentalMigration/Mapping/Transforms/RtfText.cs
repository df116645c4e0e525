using System.Globalization;
using System.Text;

namespace DentalMigration.Mapping.Transforms;

/// <summary>
/// The text of an RTF document (Rich Text Format 1.9.1): paragraphs, tabs and letters; fonts, colours, pictures and formatting are left
/// out. A damaged document gives the text there is.
/// </summary>
internal sealed class RtfText
{
    /// <summary>Groups that hold no text of the document.</summary>
    private static readonly HashSet<string> Hidden = new(StringComparer.Ordinal)
    {
        "fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "info", "pict", "object", "header", "footer", "headerl", "headerr",
        "footerl", "footerr", "fldinst", "themedata", "colorschememapping", "latentstyles", "datastore", "rsidtbl", "generator", "xmlnstbl",
    };

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["par"] = "\n", ["line"] = "\n", ["sect"] = "\n", ["page"] = "\n", ["row"] = "\n", ["tab"] = "\t", ["cell"] = "\t",
        ["emdash"] = "—", ["endash"] = "–", ["bullet"] = "•", ["lquote"] = "‘", ["rquote"] = "’", ["ldblquote"] = "“", ["rdblquote"] = "”",
        ["emspace"] = " ", ["enspace"] = " ",
    };

    private readonly string _rtf;
    private readonly StringBuilder _text = new();
    private readonly Stack<(bool Hidden, int Fallback)> _groups = new();
    private Encoding _letters = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private bool _hidden;
    private int _fallback = 1;
    private int _skip;
    private int _at;

    private RtfText(string rtf) => _rtf = rtf;

    /// <summary>True where the text is an RTF document.</summary>
    public static bool IsRtf(string text) => text.StartsWith(@"{\rtf", StringComparison.Ordinal);

    /// <summary>The document's text, with line feeds between paragraphs.</summary>
    public static string Read(string rtf) => new RtfText(rtf).Read();

    private string Read()
    {
        while (_at < _rtf.Length)
        {
            char c = _rtf[_at++];
            switch (c)
            {
                case '{':
                    _groups.Push((_hidden, _fallback));
                    break;
                case '}':
                    (_hidden, _fallback) = _groups.TryPop(out (bool Hidden, int Fallback) outer) ? outer : (false, 1);
                    break;
                case '\\':
                    Control();
                    break;
                case '\r' or '\n':
                    break;
                default:
                    Add(c.ToString());
                    break;
            }
        }

        return _text.ToString().Trim();
    }

    private void Control()
    {
        if (_at >= _rtf.Length)
        {
            return;
        }

        char c = _rtf[_at];
        if (char.IsAsciiLetter(c))
        {
            Word();
            return;
        }

        _at++;
        switch (c)
        {
            case '\'':
                Letter();
                break;
            case '*':
                _hidden = true;
                break;
            case '~':
                Add("\u00a0");
                break;
            case '_':
                Add("-");
                break;
            case '\r' or '\n':
                Add("\n");
                break;
            case '\\' or '{' or '}':
                Add(c.ToString());
                break;
        }
    }

    private void Word()
    {
        int start = _at;
        while (_at < _rtf.Length && char.IsAsciiLetter(_rtf[_at]))
        {
            _at++;
        }

        string word = _rtf[start.._at];
        int number = _at;
        while (_at < _rtf.Length && (char.IsAsciiDigit(_rtf[_at]) || (_at == number && _rtf[_at] == '-')))
        {
            _at++;
        }

        int? value = int.TryParse(_rtf.AsSpan(number, _at - number), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int parsed) ? parsed : null;
        if (_at < _rtf.Length && _rtf[_at] == ' ')
        {
            _at++;
        }

        switch (word)
        {
            case "u" when value is { } unit:
                _skip = 0;
                Add(char.IsControl((char)(ushort)unit) ? "" : ((char)(ushort)unit).ToString());
                _skip = _fallback;
                break;
            case "uc" when value is >= 0 and <= 8:
                _fallback = value.Value;
                break;
            case "ansicpg" when value is { } page:
                _letters = Page(page) ?? _letters;
                break;
            default:
                _hidden |= Hidden.Contains(word);
                if (Words.TryGetValue(word, out string? text))
                {
                    Add(text);
                }

                break;
        }
    }

    /// <summary>A letter of the document's code page, as two hexadecimal digits.</summary>
    private void Letter()
    {
        if (_at + 2 > _rtf.Length || !byte.TryParse(_rtf.AsSpan(_at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte letter))
        {
            return;
        }

        _at += 2;
        Add(_letters.GetString([letter]));
    }

    /// <summary>Adds text, unless its group is hidden or it stands in for a letter that was already read.</summary>
    private void Add(string text)
    {
        if (_skip > 0)
        {
            _skip--;
        }
        else if (!_hidden)
        {
            _text.Append(text);
        }
    }

    private static Encoding? Page(int page)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(page);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
