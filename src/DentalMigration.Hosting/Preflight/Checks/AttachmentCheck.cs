using DentalMigration.Mapping.Attachments;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Files of the export that the organisation does not let in.</summary>
internal sealed class AttachmentCheck : ITargetCheck
{
    public string Subject => "the limits of files";

    public bool Applies(PreflightContext context) => context.Map?.Objects.Any(o => o.Content is not null) == true && context.Question.Source is not null;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        // Warnings, not errors: each such file is held with its reason, and nothing else suffers.
        AttachmentSurvey files = await AttachmentSurvey.OfAsync(context.Map!, context.Question.Source!, context.Client, cancellationToken);
        var findings = new List<TargetFinding>();
        if (files.Blocked > 0)
        {
            findings.Add(new TargetFinding(TargetCodes.AttachmentsBlocked, TargetSeverity.Warning, "organization.blockedattachments",
                $"{files.Blocked} files have extensions that the organisation blocks; they will be held. Take the extensions off its list, or leave the files behind."));
        }

        if (files.TooLarge > 0)
        {
            findings.Add(new TargetFinding(TargetCodes.AttachmentsTooLarge, TargetSeverity.Warning, "organization.maxuploadfilesize",
                $"{files.TooLarge} files are larger than where they are mapped to; they will be held. Raise the limit, or map large files to a file column."));
        }

        return findings;
    }
}
