using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <content>Relationships (powerapps-docs, webapi/create-update-entity-relationships-using-web-api.md).</content>
public sealed partial class MetadataClient
{
    /// <summary>The relationships in which other tables point to this one.</summary>
    public async Task<IReadOnlyList<OneToManyMetadata>> GetOneToManyAsync(string table, CancellationToken ct)
    {
        DataverseResponse response = await GetAsync(
            TableUrl(table) + "/OneToManyRelationships?$select=SchemaName,ReferencedAttribute,ReferencingEntity,ReferencingAttribute,"
                + "ReferencingEntityNavigationPropertyName,ReferencedEntityNavigationPropertyName,CascadeConfiguration,MetadataId",
            ct);
        return [.. response.Rows().Select(MetadataReader.OneToMany)];
    }

    /// <summary>The many-to-many relationships of a table, on whichever side it stands.</summary>
    public async Task<IReadOnlyList<ManyToManyMetadata>> GetManyToManyAsync(string table, CancellationToken ct)
    {
        DataverseResponse response = await GetAsync(
            TableUrl(table) + "/ManyToManyRelationships?$select=SchemaName,Entity1LogicalName,Entity2LogicalName,IntersectEntityName,"
                + "Entity1IntersectAttribute,Entity2IntersectAttribute,Entity1NavigationPropertyName,"
                + "Entity2NavigationPropertyName,MetadataId",
            ct);
        return [.. response.Rows().Select(MetadataReader.ManyToMany)];
    }

    /// <summary>Makes a many-to-many relationship and the table between.</summary>
    public Task<Guid> CreateManyToManyAsync(ManyToManyDefinition relationship, CancellationToken ct) =>
        CreateAsync("RelationshipDefinitions", DefinitionJson.Object(json =>
        {
            json.WriteString("@odata.type", "Microsoft.Dynamics.CRM.ManyToManyRelationshipMetadata");
            json.WriteString("SchemaName", relationship.SchemaName);
            json.WriteString("Entity1LogicalName", relationship.Entity1LogicalName);
            json.WriteString("Entity2LogicalName", relationship.Entity2LogicalName);
            json.WriteString("IntersectEntityName", relationship.IntersectEntityName ?? relationship.SchemaName);
        }), ct);

    /// <summary>Makes a lookup that points to an account or a contact.</summary>
    public async Task<CustomerLookup> CreateCustomerLookupAsync(CustomerLookupDefinition customer, CancellationToken ct)
    {
        ReadOnlyMemory<byte> body = DefinitionJson.Object(json =>
        {
            json.WriteStartArray("OneToManyRelationships");
            WriteCustomer(json, customer.AccountRelationship, "account", customer.ReferencingEntity);
            WriteCustomer(json, customer.ContactRelationship, "contact", customer.ReferencingEntity);
            json.WriteEndArray();
            json.WritePropertyName("Lookup");
            customer.Lookup.Write(json, typePrefix: "Complex");
            WriteSolution(json);
        });
        DataverseRequest request = new(HttpMethod.Post, "CreateCustomerRelationships") { Body = RequestBody.Json(body) };
        DataverseResponse response = await _client.SendAsync(request, ct);
        return MetadataReader.Customer(response.Json()) ?? throw new DataverseException(
            DataverseErrorCodes.InvalidResponse, $"{request.Subject}: the answer names no ids.")
        {
            Status = response.Status,
            IsInDoubt = true,
        };
    }

    private static void WriteCustomer(Utf8JsonWriter json, string schemaName, string referenced, string referencing)
    {
        json.WriteStartObject();
        json.WriteString("SchemaName", schemaName);
        json.WriteString("ReferencedEntity", referenced);
        json.WriteString("ReferencingEntity", referencing);
        json.WriteEndObject();
    }

    /// <summary>Actions take the solution in their body.</summary>
    private void WriteSolution(Utf8JsonWriter json)
    {
        if (_solution is not null)
        {
            json.WriteString("SolutionUniqueName", _solution);
        }
    }
}
