using DentalMigration.Schema;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Whether the map's schema fits what is there, is there where it must be, and can be made where it may be missing.</summary>
internal sealed class SchemaCheck : ITargetCheck
{
    /// <summary>What making each kind takes.</summary>
    private static readonly (SchemaKind Kind, string Privilege, string What)[] Privileges =
    [
        (SchemaKind.Table, "prvCreateEntity", "Tables"),
        (SchemaKind.Column, "prvCreateAttribute", "Columns"),
        (SchemaKind.Lookup, "prvCreateRelationship", "Lookups"),
    ];

    public string Subject => "the schema";

    public bool Applies(PreflightContext context) => context.Map is not null;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        SchemaPlan plan = await context.PlanAsync();
        List<TargetFinding> findings =
        [
            .. plan.Conflicts.Select(c => new TargetFinding(TargetCodes.SchemaConflict, TargetSeverity.Error, $"{c.Table}.{c.Name}", c.Description)),
        ];
        if (context.Question.NeedsSchema)
        {
            findings.AddRange(plan.Missing.Select(m => new TargetFinding(TargetCodes.SchemaMissing, TargetSeverity.Error, $"{m.Table}.{m.Name}",
                $"{m.Kind} '{m.Name}' is missing. Run New-MigrationSchemaPlan and New-DataverseCustomTable.")));
        }

        foreach ((_, string privilege, string what) in Privileges.Where(p => plan.Missing.Any(m => m.Kind == p.Kind)))
        {
            if (!await context.MayAsync(privilege, cancellationToken))
            {
                findings.Add(new TargetFinding(TargetCodes.SchemaNotCreatable, TargetSeverity.Error, privilege,
                    $"{what} are missing and the user may not make them: it lacks {privilege}. Give it the role System Customizer, or have an administrator run New-DataverseCustomTable."));
            }
        }

        return findings;
    }
}
