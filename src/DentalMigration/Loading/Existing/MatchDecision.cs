using DentalMigration.Ledger;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Loading.Existing;

/// <summary>What becomes of a record for which a row that was there before was found.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Id">The row; empty where the record gets one of its own or is held.</param>
/// <param name="Problem">Why it is held; null where it is not.</param>
internal sealed record MatchDecision(ExistingAction Action, Guid Id, RowProblem? Problem)
{
    /// <summary>Decides by the map, or by what a person said about the record.</summary>
    /// <returns>Null where no row was found, or the record gets one of its own.</returns>
    public static MatchDecision? Of(RunState state, string key)
    {
        if (state.Mapper.Map.Existing is not { } existing || state.Ledger.Matches.Find(state.Number, key) is not { } match)
        {
            return null;
        }

        ExistingAction? decided = Decided(state, key);
        (string Code, string Reason)? held = match.Kind switch
        {
            MatchKind.Several => ("MatchesSeveral", "Several rows of the organisation fit the record. Merge them, or give the record one of its own with Resolve-MigrationHold -Action Create, and resume."),
            MatchKind.Shared => ("MatchTaken", "Another record of the export fits the same row of the organisation. Decide for each of them with Resolve-MigrationHold, and resume."),
            MatchKind.Undecided => (
                "MatchesExisting", "The organisation has a row that fits the record. Update it, fill its blanks, leave it or create another: decide with Resolve-MigrationHold, and resume."),
            _ when state.Ledger.Records.FindById(state.Number, match.Id!.Value) is { State: RecordState.Written or RecordState.Intent or RecordState.Left } other && other.Key != key =>
                ("MatchTaken", "Another record of the export was given the same row. Give this one a row of its own with Resolve-MigrationHold -Action Create, and resume."),
            _ => null,
        };
        return held is var (code, reason)
            ? new MatchDecision(ExistingAction.Hold, default, new RowProblem(ProblemKind.Held, code, "", reason))
            : new MatchDecision(decided ?? existing.OnMatch, match.Id!.Value, null);
    }

    /// <summary>How far a row that was there before may be changed.</summary>
    public static UpdateRule Rule(RunState state, string key) =>
        new(IsOurs: false, OnlyBlanks: (Decided(state, key) ?? state.Mapper.Map.Existing?.OnMatch) == ExistingAction.Fill);

    /// <summary>What a person said about the record; null where nobody did.</summary>
    public static ExistingAction? Decided(RunState state, string key) =>
        state.Ledger.Matches.Decision(state.Mapper.Map.Object, state.Ledger.Problems.Mask?.Show(state.Mapper.Map.Object, key) ?? key);
}
