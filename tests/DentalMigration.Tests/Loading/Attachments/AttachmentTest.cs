using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Loading.Attachments;

/// <summary>An export with documents, and an organisation in whose notes files of up to 3,000 bytes fit.</summary>
public abstract class AttachmentTest : IDisposable
{
    /// <summary>The largest file a note takes: 4,000 characters of base64.</summary>
    protected const int Limit = 3000;

    private protected DocumentExport Export { get; } = new();

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Export.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>An organisation whose limit is as given, in characters of base64.</summary>
    protected static async Task<Cutover> StartAsync(int maxUploadSize = Limit / 3 * 4)
    {
        Cutover cutover = await Cutover.StartAsync();
        await SetLimitAsync(cutover, maxUploadSize);
        return cutover;
    }

    protected static async Task SetLimitAsync(Cutover cutover, int maxUploadSize)
    {
        JsonElement row = await cutover.Target.Client.QueryAsync("organizations?$select=organizationid", null, Stop).FirstAsync(Stop);
        await cutover.Target.Client.UpdateAsync(
            "organizations", row.GetProperty("organizationid").GetGuid(), JsonSerializer.SerializeToUtf8Bytes(new { maxuploadfilesize = maxUploadSize }), null, Stop);
    }

    protected async Task<RunResult> LoadAsync(Cutover cutover, MigrationMap? map = null)
    {
        using Migration migration = await cutover.OpenAsync(Export.Path, map ?? DocumentMap.Create());
        RunResult result = await migration.LoadAsync(null, null, Stop);
        Assert.True(result.IsConserved);
        return result;
    }

    protected static ObjectCounts Notes(RunResult result) => result.Objects.Single(o => o.Object == "document");

    protected static ObjectCounts Large(RunResult result) => result.Objects.Single(o => o.Object == "large_document");

    /// <summary>The codes of the problems a run met with documents, by key.</summary>
    protected static IReadOnlyList<(string Object, string Key, ProblemKind Kind, string Code)> Problems(Cutover cutover, RunResult result)
    {
        using MigrationLedger ledger = MigrationLedger.Open(cutover.LedgerPath, TimeProvider.System, mustExist: true);
        return [.. ledger.Problems.Of(result.Run).Where(p => p.Key.Length > 0 && p.Object.Contains("document", StringComparison.Ordinal)).Select(p => (p.Object, p.Key, p.Kind, p.Code)).OrderBy(p => p.Key, StringComparer.Ordinal)];
    }

    /// <summary>The note of a document.</summary>
    protected static async Task<JsonElement> NoteAsync(Cutover cutover, string id) =>
        await Row(cutover, $"annotations?$select=annotationid,filename,mimetype,filesize,isdocument,documentbody,_objectid_value&$filter=subject eq 'Belge {id}'");

    /// <summary>The bytes in a large document's file column, and its name there.</summary>
    protected static async Task<(string? Name, byte[] Content)> FileAsync(Cutover cutover, string id)
    {
        JsonElement row = await Row(cutover, $"new_documents?$select=new_documentid&$filter=new_sourcedocumentid eq '{id}'");
        await using DataverseFile file = (await cutover.Target.Client.DownloadFileAsync(
            "new_documents", row.GetProperty("new_documentid").GetGuid(), "new_file", null, Stop))!;
        using var bytes = new MemoryStream();
        await file.Content.CopyToAsync(bytes, Stop);
        return (file.Name, bytes.ToArray());
    }

    protected static async Task<JsonElement> Row(Cutover cutover, string query) =>
        Assert.Single(await cutover.Target.Client.QueryAsync(query, null, Stop).ToListAsync(Stop));
}
