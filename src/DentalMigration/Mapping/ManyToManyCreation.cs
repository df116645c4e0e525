namespace DentalMigration.Mapping;

/// <summary>A many-to-many relationship between an object's table and another's, with a table of its own between them.</summary>
/// <param name="SchemaName">Name with the prefix: <c>new_treatmentplan_systemuser</c>; also that of the table between.</param>
/// <param name="With">The other object.</param>
public sealed record ManyToManyCreation(string SchemaName, string With);
