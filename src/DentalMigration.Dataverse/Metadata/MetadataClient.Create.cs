namespace DentalMigration.Dataverse;

/// <content>Making definitions. Each returns the id of what was made.</content>
public sealed partial class MetadataClient
{
    /// <summary>Makes a table with its primary name column; it is usable at once.</summary>
    public Task<Guid> CreateTableAsync(TableDefinition table, CancellationToken ct) =>
        CreateAsync("EntityDefinitions", DefinitionJson.Object(json =>
        {
            json.WriteString("@odata.type", "Microsoft.Dynamics.CRM.EntityMetadata");
            json.WriteString("SchemaName", table.SchemaName);
            json.WriteLabel("DisplayName", table.DisplayName);
            json.WriteLabel("DisplayCollectionName", table.DisplayCollectionName);
            json.WriteLabel("Description", table.Description);
            json.WriteString("OwnershipType", table.OwnershipType);
            json.WriteBoolean("HasActivities", table.HasActivities);
            json.WriteBoolean("HasNotes", table.HasNotes);
            json.WriteBoolean("IsActivity", false);
            json.WriteBoolean("ChangeTrackingEnabled", table.ChangeTracking);
            json.WriteStartArray("Attributes");
            table.PrimaryName.Write(json, isPrimaryName: true);
            json.WriteEndArray();
        }), ct);

    /// <summary>Makes a column. A global choice is found by its name first.</summary>
    public async Task<Guid> CreateColumnAsync(string table, ColumnDefinition column, CancellationToken ct)
    {
        if (column is LookupColumn)
        {
            throw new ArgumentException("A lookup is made with its relationship.", nameof(column));
        }
        if (column is ChoiceColumn { GlobalChoice: { } name } choice)
        {
            ChoiceMetadata found = await GetGlobalChoiceAsync(name, ct)
                ?? throw new DataverseException(DataverseErrorCodes.ObjectDoesNotExist, $"There is no global choice {name}.");
            column = choice with { GlobalChoiceId = found.MetadataId };
        }
        return await CreateAsync($"{TableUrl(table)}/Attributes", DefinitionJson.Write(json => column.Write(json)), ct);
    }

    /// <summary>Makes a one-to-many relationship and its lookup.</summary>
    public Task<Guid> CreateOneToManyAsync(RelationshipDefinition relationship, CancellationToken ct) =>
        CreateAsync("RelationshipDefinitions", DefinitionJson.Object(json =>
        {
            json.WriteString("@odata.type", "Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata");
            json.WriteString("SchemaName", relationship.SchemaName);
            json.WriteString("ReferencedEntity", relationship.ReferencedEntity);
            json.WriteString("ReferencedAttribute", relationship.ReferencedAttribute);
            json.WriteString("ReferencingEntity", relationship.ReferencingEntity);
            json.WritePropertyName("Lookup");
            relationship.Lookup.Write(json);
            json.WriteStartObject("CascadeConfiguration");
            json.WriteString("Assign", relationship.Cascade.Assign);
            json.WriteString("Delete", relationship.Cascade.Delete);
            json.WriteString("Merge", relationship.Cascade.Merge);
            json.WriteString("Reparent", relationship.Cascade.Reparent);
            json.WriteString("Share", relationship.Cascade.Share);
            json.WriteString("Unshare", relationship.Cascade.Unshare);
            json.WriteEndObject();
        }), ct);

    /// <summary>Makes an alternate key, whose index is built later; see <see cref="WaitForKeyAsync"/>.</summary>
    public Task<Guid> CreateKeyAsync(string table, KeyDefinition key, CancellationToken ct) =>
        CreateAsync($"{TableUrl(table)}/Keys", DefinitionJson.Object(json =>
        {
            json.WriteString("SchemaName", key.SchemaName);
            json.WriteLabel("DisplayName", key.DisplayName);
            json.WriteTexts("KeyAttributes", key.KeyAttributes);
        }), ct);

    /// <summary>Makes a global choice.</summary>
    public Task<Guid> CreateGlobalChoiceAsync(GlobalChoiceDefinition choice, CancellationToken ct) =>
        CreateAsync("GlobalOptionSetDefinitions", DefinitionJson.Object(json =>
        {
            json.WriteString("@odata.type", "Microsoft.Dynamics.CRM.OptionSetMetadata");
            json.WriteString("Name", choice.Name);
            json.WriteLabel("DisplayName", choice.DisplayName);
            json.WriteLabel("Description", choice.Description);
            json.WriteBoolean("IsGlobal", true);
            json.WriteString("OptionSetType", "Picklist");
            json.WriteOptions(choice.Options);
        }), ct);

    private async Task<Guid> CreateAsync(string url, ReadOnlyMemory<byte> definition, CancellationToken ct)
    {
        DataverseRequest request = new(HttpMethod.Post, url) { Body = RequestBody.Json(definition), Options = Options };
        DataverseResponse response = await _client.SendAsync(request, ct);
        return response.EntityId ?? throw new DataverseException(
            DataverseErrorCodes.InvalidResponse,
            $"{request.Subject}: the answer names no id.")
        {
            Status = response.Status,
            IsInDoubt = true,
        };
    }

    private WriteOptions? Options => _solution is null ? null : new WriteOptions { SolutionUniqueName = _solution };
}
