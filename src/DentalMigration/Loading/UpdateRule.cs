using System.Text.Json;
using DentalMigration.Mapping.Rows;
using DentalMigration.Verification;

namespace DentalMigration.Loading;

/// <summary>How far a row that is there may be changed.</summary>
/// <param name="IsOurs">True for a row we made: its owner is ours to give.</param>
/// <param name="OnlyBlanks">True to write only where the row has nothing.</param>
/// <param name="SparesEdits">True where people changed the row and what we sent is not known: what differs may be theirs.</param>
internal readonly record struct UpdateRule(bool IsOurs, bool OnlyBlanks = false, bool SparesEdits = false)
{
    /// <summary>True where the column is written at all. A row that was there before us keeps its owner.</summary>
    public bool Covers(ColumnWriter column) => IsOurs || column is not (OwnerWriter or OwnerStateWriter);

    /// <summary>True where a value may take the place of what is there.</summary>
    public bool May(JsonElement? current) => !OnlyBlanks || ValueMeaning.Print(current) == ValueMeaning.Blank;
}
