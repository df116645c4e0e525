namespace DentalMigration.Dataverse;

/// <content>Links over many-to-many relationships (powerapps-docs, associate-disassociate-entities-using-web-api.md).</content>
public sealed partial class DataverseClient
{
    /// <summary>Links two rows. Linking those that are linked already changes nothing.</summary>
    /// <param name="entitySet">The plural name of the first row's table.</param>
    /// <param name="id">The first row.</param>
    /// <param name="navigation">Its collection-valued navigation property.</param>
    /// <param name="otherSet">The plural name of the other row's table.</param>
    /// <param name="other">The other row.</param>
    /// <param name="ct">Stops the request.</param>
    public Task AssociateAsync(string entitySet, Guid id, string navigation, string otherSet, Guid other, CancellationToken ct)
    {
        ReadOnlyMemory<byte> body = DefinitionJson.Object(json => json.WriteString(
            "@odata.id", new Uri(Connection.Url, $"/api/data/v9.2/{EntityUrl.Of(otherSet, other)}").AbsoluteUri));
        return SendAsync(
            new DataverseRequest(HttpMethod.Post, $"{EntityUrl.Of(entitySet, id)}/{navigation}/$ref") { Body = RequestBody.Json(body), IsRepeatable = true }, ct);
    }
}
