namespace DentalMigration.Owners;

/// <summary>Brings e-mail addresses to one spelling: <c>"Ayşe Yıldız &lt;AYSE@Contoso.com&gt;"</c> → <c>"ayse@contoso.com"</c>.</summary>
internal static class MailFold
{
    private const string Guest = "#ext#@";

    /// <summary>The address without display name and scheme, in lower case; the dotted and the dotless Turkish i are one letter.</summary>
    public static string Of(string address)
    {
        string text = address.Trim();
        int open = text.LastIndexOf('<');
        int close = text.LastIndexOf('>');
        if (open >= 0 && close > open)
        {
            text = text[(open + 1)..close].Trim();
        }

        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("smtp:", StringComparison.OrdinalIgnoreCase))
        {
            text = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        }

        return text.Replace('İ', 'i').Replace('ı', 'i').ToLowerInvariant();
    }

    /// <summary>A folded address without its plus tag and with one name for Google's mail: the mailbox it is delivered to.</summary>
    public static string Mailbox(string folded)
    {
        int at = folded.LastIndexOf('@');
        int plus = folded.IndexOf('+', StringComparison.Ordinal);
        string box = plus > 0 && plus < at ? folded[..plus] + folded[at..] : folded;
        return box.EndsWith("@googlemail.com", StringComparison.Ordinal) ? box[..^"@googlemail.com".Length] + "@gmail.com" : box;
    }

    /// <summary>The address a guest signs in with, from the name the host's directory made of it: <c>ayse_contoso.com#ext#@host</c>; null for others.</summary>
    public static string? GuestOf(string folded)
    {
        int mark = folded.IndexOf(Guest, StringComparison.Ordinal);
        int at = mark < 0 ? -1 : folded.LastIndexOf('_', mark);
        return at > 0 ? $"{folded[..at]}@{folded[(at + 1)..mark]}" : null;
    }
}
