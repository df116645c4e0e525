using System.Globalization;

namespace DentalMigration.Emulator.Errors;

/// <summary>Refusals about rows: one named constructor for each documented error. Metadata and protocol refusals are in the other
/// parts.</summary>
internal static partial class Fault
{
    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public static DataverseFault DoesNotExist(string table, Guid id) =>
        new(404, "0x80040217", $"{table} With Id = {id} Does Not Exist");

    public static DataverseFault DoNotExist(string table, Guid id) =>
        new(404, "0x80040217", $"{table} With Ids = {id} Do Not Exist");

    public static DataverseFault NoRecordWithKey() =>
        new(404, "0x80060891", "A record with the specified key values does not exist in the table.");

    public static DataverseFault DuplicateId() => new(412, "0x80040237", "Cannot insert duplicate key.");

    public static DataverseFault DuplicateKey(string key, string columns, Guid? existing) =>
        new(412, "0x80060892", $"Entity Key {key} violated. A record with the same value for {columns} already exists. " +
            "A duplicate record cannot be created. Select one or more unique values and try again." +
            (existing is { } id ? $" <DuplicateAttributes><Id>{id}</Id></DuplicateAttributes>" : ""));

    public static DataverseFault AlreadyExists() => new(412, "0x80060880", "A record with matching key values already exists.");

    public static DataverseFault VersionMismatch() =>
        new(412, "0x80060882", "The version of the existing record doesn't match the RowVersion property provided.");

    public static DataverseFault TextTooLong(string table, string column, int length) => new(400, "0x80044331", Invariant(
        $"A validation error occurred.  The length of the '{column}' attribute of the '{table}' entity exceeded the maximum allowed length of '{length}'."));

    public static DataverseFault OutsideChoice(string table, string column, string value, IEnumerable<int> accepted) =>
        new(400, "0x8004431a", Invariant(
        $"A validation error occurred. The value {value} of '{column}' on record of type '{table}' is outside the valid range. Accepted Values: {string.Join(",", accepted)}"));

    public static DataverseFault IntegerOutOfRange(string table, string column, decimal? min, decimal? max) =>
        new(400, "0x8004432f", Invariant(
        $"A validation error occurred. The value of '{column}' on record of type '{table}' is outside the valid range. Accepted Values: {min} to {max}"));

    public static DataverseFault NumberOutOfRange(string table, string column, decimal? min, decimal? max) =>
        new(400, "0x80044330", Invariant(
        $"A validation error occurred. The value of '{column}' on record of type '{table}' is outside the valid range. Accepted Values: {min} to {max}"));

    public static DataverseFault DateOutOfRange(string column) => new(400, "0x80040239",
        $"DateTime is less than minumum value supported by CrmDateTime. Actual value of '{column}' is before 01/01/1753 00:00:00.");

    public static DataverseFault InvalidCharacters(string column) => new(400, "0x80040278", $"Invalid characters in field '{column}'.");

    public static DataverseFault RequiredMissing(string table, string column) =>
        new(400, "0x80040200", $"Required field '{column}' is missing on table '{table}'.");

    public static DataverseFault OwnerDisabled() => new(400, "0x8004022b", "The specified owner has been disabled.");

    public static DataverseFault BadStatus(int status, string table, string schemaName, string state, Guid id) =>
        new(400, "0x80048408", Invariant(
        $"{status} is not a valid status code for state code {schemaName}State.{state} on {table} with Id {id}."));

    public static DataverseFault CannotDeleteAssociated(string table) => new(405, "0x80040227",
        $"The object you tried to delete is associated with another object and cannot be deleted. ({table})");

    public static DataverseFault AppointmentNotScheduled() => new(400, "0x80040275",
        "An appointment must have both a scheduled start and a scheduled end.");

    public static DataverseFault AppointmentEndsBeforeStart() => new(400, "0x80040274",
        "The end time of an appointment cannot be earlier than its start time.");

    public static DataverseFault PartyNotAllowed(int mask, string table) => new(400, "0x80040203", Invariant(
        $"The participation type {mask} is not valid for parties of {table}."));

    public static DataverseFault MessageNotSupported(string message, string table) => new(405, "0x80040800",
        $"The '{message}' method does not support entities of type '{table}'.");

    public static DataverseFault RowTypeMismatch(string nav, string expected, string actual) => new(400, "0x80048d19",
        PayloadText(expected,
            $"Microsoft.OData.ODataException: The entity set of the value of '{nav}@odata.bind' is of type '{actual}', but '{expected}' is expected."));

    public static DataverseFault AggregateTooLarge() => new(400, "0x8004e023",
        "The maximum record limit is exceeded. Reduce the number of records.");

    public static DataverseFault Busy(string message) => new(500, "0x80044150", "Generic SQL error. " + message);
}
