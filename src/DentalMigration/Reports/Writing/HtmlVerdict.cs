using System.Globalization;
using System.Text;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports.Writing;

/// <summary>A verdict: its outcome in a word and a sign as well as a colour, and its reasons.</summary>
internal static class HtmlVerdict
{
    public static void Append(StringBuilder part, VerdictSection verdict)
    {
        VerdictReason[] reasons = [.. verdict.Reasons];
        VerdictOutcome outcome = reasons.Select(reason => reason.Outcome).DefaultIfEmpty().Max();
        part.Append(CultureInfo.InvariantCulture, $"<div class=\"verdict {Class(outcome)}\"><p><strong>{Sign(outcome)} {Words(outcome)}</strong></p>\n<ul>\n");
        foreach (VerdictReason reason in reasons)
        {
            part.Append(CultureInfo.InvariantCulture, $"<li class=\"{Class(reason.Outcome)}\"><span>{Sign(reason.Outcome)}</span> {Html.Encode(reason.Text)}</li>\n");
        }

        part.Append("</ul></div>");
    }

    private static string Class(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Passed => "passed",
        VerdictOutcome.Attention => "attention",
        _ => "failed",
    };

    private static string Sign(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Passed => "✓",
        VerdictOutcome.Attention => "!",
        _ => "✗",
    };

    private static string Words(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Passed => "Passed",
        VerdictOutcome.Attention => "Passed, with something to look at",
        _ => "Failed",
    };
}
