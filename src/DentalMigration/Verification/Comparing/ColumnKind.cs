namespace DentalMigration.Verification.Comparing;

/// <summary>How the values of a column are compared and shown.</summary>
internal enum ColumnKind
{
    /// <summary>Text; where it holds markup, by what it shows.</summary>
    Text,

    /// <summary>A number, whatever its trailing zeros.</summary>
    Number,

    /// <summary>An amount in the row's currency.</summary>
    Money,

    /// <summary>A choice, state or status, by its number.</summary>
    Choice,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A day without time.</summary>
    Day,

    /// <summary>A moment, whatever the zone it is written in.</summary>
    Moment,

    /// <summary>A row of another table, by id.</summary>
    Lookup,

    /// <summary>A list of activity parties, whatever their order.</summary>
    Parties,
}
