namespace DentalMigration.Mapping.Proposing;

/// <summary>What is proposed for one header.</summary>
/// <param name="Header">The header as written.</param>
/// <param name="Candidates">The fields it may be, best first; the first is the proposal, the others its runners-up. Empty: no field resembles it.</param>
/// <param name="IsSure">True where the proposal is good enough to be taken without asking.</param>
public sealed record HeaderProposal(string Header, IReadOnlyList<FieldCandidate> Candidates, bool IsSure)
{
    /// <summary>The proposed field, or null.</summary>
    public FieldCandidate? Best => Candidates.Count == 0 ? null : Candidates[0];
}
