namespace DentalMigration.Emulator.Schema;

/// <summary>Attribute types, by the names Dataverse uses.</summary>
internal enum ColumnType
{
    String, Memo, Integer, BigInt, Decimal, Double, Money, Boolean, DateTime, Picklist, MultiSelectPicklist, State, Status,
    Lookup, Customer, Owner, Uniqueidentifier, EntityName, Virtual, Image, File, PartyList, ManagedProperty,
}
