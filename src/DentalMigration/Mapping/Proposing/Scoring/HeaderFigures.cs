namespace DentalMigration.Mapping.Proposing.Scoring;

/// <summary>How good the proposals for a set of labelled headers are.</summary>
/// <param name="Rows">The headers.</param>
/// <param name="Top1">Share whose first proposal is right; "none" is the right one for a header that is no field.</param>
/// <param name="Mrr">Mean reciprocal rank of the right field, over headers that are a field.</param>
/// <param name="RecallAt3">Share of those whose right field is among the first three.</param>
/// <param name="Precision">Share of the proposals taken without asking that are right; 1 where there are none.</param>
/// <param name="Coverage">Share of all headers whose proposal is taken without asking.</param>
/// <param name="FalseMap">Share of the headers that are no field for which a field is taken without asking; 0 where there are none.</param>
/// <param name="FalseProposal">Share of the headers that are no field for which any field is proposed first, though a person is asked.</param>
public sealed record HeaderFigures(
    int Rows, double Top1, double Mrr, double RecallAt3, double Precision, double Coverage, double FalseMap, double FalseProposal)
{
    /// <summary>The figures of some verdicts.</summary>
    public static HeaderFigures Of(IReadOnlyCollection<HeaderVerdict> verdicts)
    {
        HeaderVerdict[] fields = [.. verdicts.Where(v => !v.Label.IsUnmapped)];
        HeaderVerdict[] none = [.. verdicts.Where(v => v.Label.IsUnmapped)];
        HeaderVerdict[] sure = [.. verdicts.Where(v => v.IsSure)];
        return new HeaderFigures(
            verdicts.Count,
            Share(verdicts, v => v.IsRight),
            fields.Length == 0 ? 0 : fields.Average(v => v.Rank > 0 ? 1.0 / v.Rank : 0),
            Share(fields, v => v.Rank is > 0 and <= 3),
            sure.Length == 0 ? 1 : Share(sure, v => v.IsRight),
            verdicts.Count == 0 ? 0 : sure.Length / (double)verdicts.Count,
            Share(none, v => v.IsSure),
            Share(none, v => !v.IsRight));
    }

    private static double Share(IReadOnlyCollection<HeaderVerdict> verdicts, Func<HeaderVerdict, bool> has) =>
        verdicts.Count == 0 ? 0 : verdicts.Count(has) / (double)verdicts.Count;
}
