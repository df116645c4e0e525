namespace DentalMigration.Mapping.Proposing;

/// <summary>What is proposed for a place of an export: a file, a sheet, a table or a path.</summary>
/// <param name="Place">Its name.</param>
/// <param name="Objects">The objects it may hold, best first, with score and reasons; empty: none resembles it.</param>
/// <param name="IsSure">True where the first object is good enough to be taken without asking.</param>
/// <param name="Headers">What its headers are if it holds the first object, in their order; no two sure ones name one field.</param>
public sealed record PlaceProposal(string Place, IReadOnlyList<ObjectCandidate> Objects, bool IsSure, IReadOnlyList<HeaderProposal> Headers);

/// <summary>An object a place may hold.</summary>
/// <param name="Object">Canonical name of the object.</param>
/// <param name="Score">How sure, 0 to 1.</param>
/// <param name="Reasons">Why, in words.</param>
public sealed record ObjectCandidate(string Object, double Score, IReadOnlyList<string> Reasons);
