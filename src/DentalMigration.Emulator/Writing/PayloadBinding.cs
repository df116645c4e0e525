using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Writing;

/// <summary>What a property of a payload addresses.</summary>
internal enum PayloadTarget
{
    /// <summary>A column's value.</summary>
    Column,

    /// <summary>A column that no write can set; ignored.</summary>
    ReadOnly,

    /// <summary>A lookup, by <c>nav@odata.bind</c>.</summary>
    Bind,

    /// <summary>A lookup's navigation property itself: null clears, an object is a deep insert.</summary>
    Single,

    /// <summary>A collection for deep insert.</summary>
    Collection,

    /// <summary><c>_x_value</c>, which writes refuse.</summary>
    LookupValue,
}

/// <summary>One name that a payload may use.</summary>
/// <param name="Target">What it addresses.</param>
/// <param name="Column">The column set, or the lookup column.</param>
/// <param name="Expected">For lookups, the table that must be given; null when several may.</param>
/// <param name="Relationship">For collections and single navigations.</param>
internal sealed record PayloadBinding(PayloadTarget Target, ColumnDef? Column, string? Expected = null,
    RelationshipDef? Relationship = null);
