namespace DentalMigration.Dataverse;

/// <summary>A global choice to be made (powerapps-docs, webapi/create-update-optionsets.md).</summary>
public sealed record GlobalChoiceDefinition
{
    /// <summary>With the publisher's prefix, such as <c>new_priority</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name that people see.</summary>
    public required LocalizedText DisplayName { get; init; }

    /// <summary>What it is for.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary>Its values.</summary>
    public required IReadOnlyList<ChoiceOption> Options { get; init; }
}
