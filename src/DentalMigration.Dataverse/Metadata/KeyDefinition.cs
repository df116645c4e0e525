namespace DentalMigration.Dataverse;

/// <summary>An alternate key to be made: at most 16 columns and 900 bytes, 10 keys a table (powerapps-docs, define-alternate-keys-entity.md).</summary>
public sealed record KeyDefinition
{
    /// <summary>With the publisher's prefix, such as <c>new_SourceKey</c>.</summary>
    public required string SchemaName { get; init; }

    /// <summary>The name that people see.</summary>
    public required LocalizedText DisplayName { get; init; }

    /// <summary>The columns, by logical name.</summary>
    public required IReadOnlyList<string> KeyAttributes { get; init; }
}
