using System.Text.Json;
using DentalMigration.Dataverse;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Whether the languages of the labels and of the practice are provisioned.</summary>
internal sealed class LanguageCheck : ITargetCheck
{
    /// <summary>The language of the people who use a system, where it is not English.</summary>
    private static readonly Dictionary<string, (int Code, string Name)> OfPractice = new(StringComparer.Ordinal) { ["dentes"] = (1055, "Turkish") };

    public string Subject => "languages";

    public bool Applies(PreflightContext context) => context.Map is not null;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        DataverseResponse answer = await context.Client.SendAsync(new DataverseRequest(HttpMethod.Get, "RetrieveProvisionedLanguages()"), cancellationToken);
        HashSet<int> provisioned = answer.Json().TryGetProperty("RetrieveProvisionedLanguages", out JsonElement languages) && languages.ValueKind == JsonValueKind.Array
            ? [.. languages.EnumerateArray().Select(l => l.GetInt32())]
            : [];
        var findings = new List<TargetFinding>();
        if (!provisioned.Contains(LocalizedText.DefaultLanguage) && (await context.PlanAsync()).Missing.Any())
        {
            findings.Add(new TargetFinding(TargetCodes.LanguageMissing, TargetSeverity.Error, "1033",
                "The labels of the tables and columns to be made are in English (1033), which the organisation has not provisioned. Enable that language, or make the schema by hand."));
        }

        if (OfPractice.TryGetValue(context.Map!.System, out (int Code, string Name) own) && !provisioned.Contains(own.Code))
        {
            findings.Add(new TargetFinding(TargetCodes.LanguageMissing, TargetSeverity.Warning, $"{own.Code}",
                $"{own.Name} ({own.Code}) is not provisioned, so the practice's people see the organisation's own language. Enable it where they want theirs; nothing is lost without it."));
        }

        return findings;
    }
}
