using System.Globalization;
using System.Text;

namespace DentalMigration.Cli.Generation.Documents;

/// <summary>A valid PDF of one page with one line of text.</summary>
internal static class TinyPdf
{
    /// <summary>Its bytes.</summary>
    /// <param name="text">ASCII, without brackets and backslashes.</param>
    public static byte[] Of(string text)
    {
        string drawing = $"BT /F1 12 Tf 36 96 Td ({text}) Tj ET";
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 298 142]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            string.Create(CultureInfo.InvariantCulture, $"<</Length {drawing.Length}>>stream\n{drawing}\nendstream"),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var references = new StringBuilder();
        for (int i = 0; i < objects.Length; i++)
        {
            references.Append(CultureInfo.InvariantCulture, $"{pdf.Length:D10} 00000 n \n");
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj{objects[i]}endobj\n");
        }

        int start = pdf.Length;
        int size = objects.Length + 1;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {size}\n0000000000 65535 f \n{references}");
        pdf.Append(CultureInfo.InvariantCulture, $"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}
