namespace DentalMigration.Mapping.Transforms;

/// <summary>A parameter a transform takes, in a column's <c>with</c>.</summary>
/// <param name="Name">Its name; <c>*</c> where it is each of the column's fields.</param>
/// <param name="Description">What it does.</param>
/// <param name="Default">What holds where it is not given; null where it must be.</param>
/// <param name="Values">The values it takes; null for any text.</param>
public sealed record TransformParameter(string Name, string Description, string? Default, IReadOnlyList<string>? Values = null)
{
    /// <summary>True where it takes whole numbers from 1 on.</summary>
    public bool IsNumber { get; init; }
}
