namespace DentalMigration.Hosting.Preflight;

/// <summary>Something about an organisation that speaks against migrating into it.</summary>
/// <param name="Code">Stable id, by which it is waived: one of <see cref="TargetCodes"/>.</param>
/// <param name="Severity">What it means for a load.</param>
/// <param name="Place">What it is about: a table, a flow, a privilege.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record TargetFinding(string Code, TargetSeverity Severity, string Place, string Message)
{
    /// <summary>The waiver that lets a load go on all the same; null where there is none.</summary>
    public TargetWaiver? Waiver { get; init; }

    /// <summary>True where it stops a load.</summary>
    public bool Stops => Severity == TargetSeverity.Error && Waiver is null;
}

/// <summary>What a finding means for a load.</summary>
public enum TargetSeverity
{
    /// <summary>Told; the load goes on.</summary>
    Warning,

    /// <summary>The load stops until it is mended or waived.</summary>
    Error,
}
