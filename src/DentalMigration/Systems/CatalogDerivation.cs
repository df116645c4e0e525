namespace DentalMigration.Systems;

/// <summary>How records of one object are made from another's: a payer from a patient's insurance fields, a recall from a task.</summary>
/// <param name="From">The object they are made from.</param>
/// <param name="Rule">
/// A named rule: <c>copy</c> makes one of each record; <c>mention</c> one of each that fills the first key field; <c>recall</c> one of each task
/// its rules take for a recall; <c>visit</c> one of each that names another practice than the patient's own; <c>cycle</c> one of each month.
/// </param>
/// <param name="Fields">
/// Field of this object → field of the other; a field with the same name needs no entry, one that shall stay empty has <c>""</c>.
/// </param>
public sealed record CatalogDerivation(string From, string Rule = "copy", IReadOnlyDictionary<string, string>? Fields = null);
