namespace DentalMigration.Hosting.Preflight;

/// <summary>Looks at one thing about an organisation. Reads only.</summary>
internal interface ITargetCheck
{
    /// <summary>What it looks at, for a finding that it could not.</summary>
    string Subject { get; }

    /// <summary>True where it is of use for what is asked.</summary>
    bool Applies(PreflightContext context);

    /// <summary>What it finds.</summary>
    Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken);
}
