using System.Text;

namespace DentalMigration.Emulator.Tests.Fuzz;

/// <summary>Spoils requests: bytes, JSON tokens, identifiers, URLs, headers.</summary>
internal sealed class FuzzMutations(Random random)
{
    private static readonly string[] Hostile =
    [
        "'; DROP TABLE account;--", "\\\" OR 1=1 --", "x' UNION SELECT * FROM systemuser--", "');DELETE FROM \\\"contact\\\";--", "a\\u0000b", "\\ud800", "😀", "%", "_", "\\r\\nSet-Cookie: x", "../../etc/passwd",
        "${x}", "NaN", "-0", "1e999", "99999999999999999999", "\u202e", "Ⅷ", "ı", "\\u0001",
    ];

    private static readonly string[] Tokens =
    [
        "null", "true", "{}", "[]", "[[[[]]]]", "-1", "1e400", "0.1", "\"\"", "\"x\"", "{\"a\":{}}", "\"2026-13-45\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999+14:00\"",
        "2147483648", "-9223372036854775809", "\"00000000-0000-0000-0000-000000000000\"", "\"not-a-guid\"", "\"/accounts(1)\"", "\"$1\"", "\"$9\"", "\"/nosuch(0a0b0c0d-0000-4000-8000-000000000001)\"", "79228162514264337593543950336",
    ];

    private static readonly string[] Names =
    [
        "nosuch", "_ownerid_value", "ownerid@odata.bind", "statecode", "statuscode", "@odata.type", "@odata.id", "createdon", "versionnumber", "fullname", "name\\u0020", "NAME", "contactid", "accountid", "entityimage",
        "parentcustomerid_contact@odata.bind", "contact_customer_accounts", "primarycontactid", "transactioncurrencyid@odata.bind", "revenue", "exchangerate", "made#", "rowid",
    ];

    private static readonly string[] Methods = ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "", "get", "FOO"];

    private static readonly (string, string)[] Headers =
    [
        ("Prefer", "return=representation"), ("Prefer", "odata.maxpagesize=-1"), ("Prefer", "odata.maxpagesize=99999999999"), ("If-Match", "W/\"99\""), ("If-Match", "garbage"), ("If-None-Match", "*"),
        ("MSCRMCallerID", "x"), ("MSCRMCallerID", "00000000-0000-0000-0000-000000000001"), ("Authorization", "Bearer ayse@contoso.com"), ("Authorization", "Bearer a.b.c"), ("Authorization", "Bearer e30.eyJvaWQiOjV9.x"),
        ("Content-Type", "text/plain"), ("Content-Type", "multipart/mixed"), ("Content-Type", "multipart/mixed;boundary="), ("Range", "bytes=9-1"), ("Range", "bytes=0-0"), ("Content-Range", "bytes 0-1/2"),
        ("x-ms-transfer-mode", "chunked"), ("x-ms-file-name", "%00"), ("MSCRM.BypassCustomPluginExecution", "true"), ("Prefer", "odata.track-changes"), ("Consistency", "Strong"),
    ];

    public FuzzRequest Apply(FuzzRequest request) => random.Next(16) switch
    {
        0 => request with { Body = Flip(request.Body) },
        1 => request with { Body = request.Body[..random.Next(request.Body.Length + 1)] },
        2 => request with { Body = Insert(request.Body) },
        3 or 4 or 5 => request with { Body = Text(request.Body, HostileString) },
        6 or 7 or 8 => request with { Body = Text(request.Body, OtherToken) },
        9 => request with { Body = Text(request.Body, OtherName) },
        10 => request with { Url = Url(request.Url) },
        11 => request with { Url = request.Url.Replace("0a0b0c0d", ((string[])["zzzz", "'", "", "0a0b0c0d0", "{0a0b0c0d"])[random.Next(5)], StringComparison.Ordinal) },
        12 => request with { Method = Methods[random.Next(Methods.Length)] },
        13 => WithHeader(request),
        14 when random.Next(8) == 0 => Deep(request),
        14 => request with { Url = Uri.EscapeDataString(request.Url) },
        _ => request with { Url = request.Url + Suffix() },
    };

    private FuzzRequest WithHeader(FuzzRequest request)
    {
        (string name, string value) = Headers[random.Next(Headers.Length)];
        return request with { Headers = [new(name, value), .. request.Headers] };
    }

    private string Suffix() => ((string[])["/", "/$value", "/$ref", "/$count", "(1)", "?$filter=", "&$top=0", "?$select=*", "'", "%27", "%00", "/name", "?$expand=ownerid", "/nosuch/nosuch", "?x=%zz", "#x", "?$apply=filter("])[random.Next(17)];

    private byte[] Flip(byte[] body)
    {
        byte[] changed = [.. body];
        for (int i = random.Next(1, 4); i > 0 && changed.Length > 0; i--)
        {
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
        }
        return changed;
    }

    private byte[] Insert(byte[] body)
    {
        int at = random.Next(body.Length + 1);
        byte[] piece = Encoding.UTF8.GetBytes(((string[])["\"", "{", "}", "[", "]", ",", ":", "\0", "\r\n", "--b--", "\u2028", "\\"])[random.Next(12)]);
        return [.. body[..at], .. piece, .. body[at..]];
    }

    private static byte[] Text(byte[] body, Func<string, string> change) => Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(body)));

    /// <summary>Puts a hostile text into a string.</summary>
    private string HostileString(string text)
    {
        string hostile = random.Next(12) == 0 ? new string('A', random.Next(5_000)) : Hostile[random.Next(Hostile.Length)];
        int quote = Find(text, "\":\"");
        return quote < 0 ? text + hostile : text[..(quote + 3)] + hostile + text[(quote + 3)..];
    }

    /// <summary>Exchanges a value for one of another kind.</summary>
    private string OtherToken(string text)
    {
        int colon = Find(text, "\":");
        if (colon < 0)
        {
            return Tokens[random.Next(Tokens.Length)];
        }
        int start = colon + 2;
        int end = text.IndexOfAny([',', '}', ']'], start);
        return end < 0 ? text : text[..start] + Tokens[random.Next(Tokens.Length)] + text[end..];
    }

    private string OtherName(string text)
    {
        int open = Find(text, "{\"");
        return open < 0 ? text : text[..(open + 1)] + $"\"{Names[random.Next(Names.Length)]}\":{Tokens[random.Next(Tokens.Length)]}," + text[(open + 1)..];
    }

    private int Find(string text, string what)
    {
        int from = text.Length == 0 ? 0 : random.Next(text.Length);
        int at = text.IndexOf(what, from, StringComparison.Ordinal);
        return at >= 0 ? at : text.IndexOf(what, StringComparison.Ordinal);
    }

    private string Url(string url)
    {
        if (url.Length == 0 || random.Next(60) == 0)
        {
            return url + new string('a', 40_000);
        }
        int at = random.Next(url.Length);
        return url[..at] + ((string[])["'", "(", ")", "%27%20or%201=1--", "$", "@", "%00", "%ff", "/", "\\", " ", "%20eq%20", ",", "''", "%F0%9F%98%80", "null"])[random.Next(16)] + url[(at + random.Next(2))..];
    }

    private FuzzRequest Deep(FuzzRequest request) => random.Next(4) switch
    {
        0 => new("GET", "accounts?$filter=" + new string('(', 10_000) + "name eq 'a'" + new string(')', 10_000), [], []),
        1 => new("GET", "accounts?$filter=" + string.Concat(Enumerable.Repeat("not ", 5_000)) + "true", [], []),
        2 => request with { Body = Encoding.UTF8.GetBytes("{\"name\":" + new string('[', 10_000) + new string(']', 10_000) + "}") },
        _ => new("GET", "accounts?fetchXml=" + string.Concat(Enumerable.Repeat("%3Cf%3E", 3_000)), [], []),
    };
}
