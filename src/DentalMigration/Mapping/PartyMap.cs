namespace DentalMigration.Mapping;

/// <summary>An activity party written with the row.</summary>
/// <param name="From">The field that names the record.</param>
/// <param name="Lookup">The object the field refers to.</param>
/// <param name="Participation">Participation type mask: 5 required attendee, 6 optional attendee, 7 organizer.</param>
public sealed record PartyMap(string From, string Lookup, int Participation);
