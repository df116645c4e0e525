namespace DentalMigration.Systems;

/// <summary>Something a system's exports may hold that does not migrate, or not as one might think; a profile says so where it is found.</summary>
/// <param name="Code">Stable id: <c>WillNotMigrate</c>, <c>FlagOnly</c>.</param>
/// <param name="Message">What becomes of it and what to do.</param>
/// <param name="Words">Words of an unknown column's header, or of an unused file's name, after folding: <c>medula</c>, <c>sesaralik</c>.</param>
/// <param name="Fields">Known fields it concerns: <c>drug_interaction_flag</c>.</param>
public sealed record CatalogNotice(string Code, string Message, IReadOnlyList<string>? Words = null, IReadOnlyList<string>? Fields = null);
