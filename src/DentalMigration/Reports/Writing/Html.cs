using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace DentalMigration.Reports.Writing;

/// <summary>Text as HTML: everything that is markup is encoded, letters of every alphabet stay.</summary>
internal static class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The text, safe as content and in quoted attributes.</summary>
    public static string Encode(string text) => Encoder.Encode(text);

    /// <summary>A value, as people read it.</summary>
    public static string Encode(object? value) => Encoder.Encode(ReportValue.ForPeople(value));
}
