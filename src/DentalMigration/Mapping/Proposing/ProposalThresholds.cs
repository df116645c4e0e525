namespace DentalMigration.Mapping.Proposing;

/// <summary>From which score on proposals are what; found by cross-validation, see <see cref="Scoring.ScoreReport"/>.</summary>
public static class ProposalThresholds
{
    /// <summary>Taken without asking: about 98 of 100 such proposals are right.</summary>
    public const double Sure = 0.93;

    /// <summary>Shown as a candidate at all.</summary>
    public const double Shown = 0.02;
}
