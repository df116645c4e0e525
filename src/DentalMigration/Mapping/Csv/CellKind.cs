namespace DentalMigration.Mapping.Csv;

/// <summary>How a member of the map stands in one cell.</summary>
internal enum CellKind
{
    /// <summary>As it is.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>yes or no.</summary>
    Flag,

    /// <summary>A share as percent, without fractions: <c>62</c> of 0.62, which no spreadsheet takes for a date.</summary>
    Percent,

    /// <summary>Texts with <c>|</c> between them.</summary>
    List,

    /// <summary><c>key=value</c> with <c>|</c> between them, the value a text.</summary>
    Texts,

    /// <summary><c>key=value</c> with <c>|</c> between them, the value a number.</summary>
    Numbers,

    /// <summary><c>name 62</c> with <c>|</c> between them.</summary>
    Ranking,
}
