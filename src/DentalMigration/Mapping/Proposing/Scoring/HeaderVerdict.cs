namespace DentalMigration.Mapping.Proposing.Scoring;

/// <summary>What the matcher made of a labelled header.</summary>
/// <param name="Label">The header and its field.</param>
/// <param name="Proposal">The field proposed, <see cref="LabelledHeader.Unmapped"/> where none was.</param>
/// <param name="Score">How sure it was.</param>
/// <param name="Rank">The rank of the right field among all fields, 1 the first; 0 where it is not among them.</param>
public sealed record HeaderVerdict(LabelledHeader Label, string Proposal, double Score, int Rank)
{
    /// <summary>True where the proposal is right, "none" included.</summary>
    public bool IsRight => Proposal == Label.Field;

    /// <summary>True where a field would be taken without asking.</summary>
    public bool IsSure => Proposal != LabelledHeader.Unmapped && Score >= ProposalThresholds.Sure;
}
