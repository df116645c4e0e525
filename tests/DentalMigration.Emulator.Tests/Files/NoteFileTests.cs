using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Files;

/// <summary>Files in notes: base64 in the body, by <c>$value</c>, and in blocks.</summary>
public sealed class NoteFileTests : DataverseTest
{
    private const string Source = "PD:attachment-annotation-files.md";
    private static readonly byte[] Content = [.. Enumerable.Range(0, 999).Select(i => (byte)i)];

    [Fact]
    [Documented(Source, "documentbody/$value answers base64 as text/plain")]
    public async Task Raw_value_is_base64_text()
    {
        Guid id = await Create("annotations", $$"""{"subject":"S","filename":"a.txt","documentbody":"{{Convert.ToBase64String(Content)}}"}""");
        Reply raw = (await Get($"annotations({id})/documentbody/$value")).Is(200);
        Assert.Equal(Convert.ToBase64String(Content), raw.Body);
        Assert.Equal("text/plain", raw.Header("Content-Type"));
    }

    [Fact]
    public async Task Raw_value_can_be_patched()
    {
        Guid id = await Create("annotations", """{"subject":"S","filename":"a.txt"}""");
        using var body = new StringContent("QUJD");
        HttpResponseMessage answer = await Client.PatchAsync($"annotations({id})/documentbody/$value", body, TestContext.Current.CancellationToken);
        Assert.Equal(204, (int)answer.StatusCode);
        var row = await Row("annotations", id, "documentbody,filesize");
        Assert.Equal("QUJD", row["documentbody"]!.ToString());
        Assert.Equal(3, row["filesize"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Documented(Source, "InitializeAnnotationBlocksUpload, UploadBlock and CommitAnnotationBlocksUpload make a note, or fill one, with a file")]
    public async Task Blocks(bool exists)
    {
        Guid account = await Create("accounts", """{"name":"A"}""");
        Guid note = exists ? await Create("annotations", """{"subject":"old"}""") : Guid.Parse("0a0a0a0a-0000-4000-8000-000000000001");
        string target = $$"""
            {"annotationid":"{{note}}","subject":"large","filename":"25mb.pdf","mimetype":"application/pdf","@odata.type":"Microsoft.Dynamics.CRM.annotation",
             "objectid_account@odata.bind":"/accounts({{account}})"}
            """;
        string token = (await Post("InitializeAnnotationBlocksUpload", $$"""{"Target":{{target}}}""")).Is(200).Json["FileContinuationToken"]!.ToString();
        (await Post("UploadBlock", $$"""{"BlockId":"QUE=","BlockData":"{{Convert.ToBase64String(Content)}}","FileContinuationToken":"{{token}}"}""")).Is(204);
        var done = (await Post("CommitAnnotationBlocksUpload", $$"""{"Target":{{target}},"BlockList":["QUE="],"FileContinuationToken":"{{token}}"}""")).Is(200).Json;
        Assert.Equal(note.ToString(), done["AnnotationId"]!.ToString());
        var row = await Row("annotations", note, "subject,filesize,isdocument,_objectid_value,mimetype");
        Assert.Equal("large", row["subject"]!.ToString());
        Assert.Equal(999, row["filesize"]!.GetValue<int>());
        Assert.Equal(account.ToString(), row["_objectid_value"]!.ToString());

        var down = (await Post("InitializeAnnotationBlocksDownload",
            $$"""{"Target":{"annotationid":"{{note}}","@odata.type":"Microsoft.Dynamics.CRM.annotation"} }""")).Is(200).Json;
        Assert.Equal("25mb.pdf", down["FileName"]!.ToString());
        var block = (await Post("DownloadBlock", $$"""{"Offset":0,"BlockLength":4194304,"FileContinuationToken":"{{down["FileContinuationToken"]}}"}""")).Is(200).Json;
        Assert.Equal(Content, Convert.FromBase64String(block["Data"]!.ToString()));
    }

    [Fact]
    [Documented(Source, "organization.maxuploadfilesize limits the size in base64, 5,242,880 by default (0x80044a02)")]
    public async Task Limit_counts_base64()
    {
        string fits = new('A', 5_242_880);
        (await Post("annotations", $$"""{"subject":"S","filename":"a.bin","documentbody":"{{fits}}"}""")).Is(204);
        (await Post("annotations", $$"""{"subject":"S","filename":"a.bin","documentbody":"{{fits}}AAAA"}""")).Is(400, "0x80044a02");
    }

    [Theory]
    [InlineData("""{"BlockId":"QUE=","BlockData":"QUE=","FileContinuationToken":"nosuch"}""")]
    [InlineData("""{"BlockId":"QUE=","BlockData":"QUE="}""")]
    [InlineData("""{}""")]
    [InlineData("""[1]""")]
    public async Task Blocks_of_unknown_transfers_are_refused(string body) => (await Post("UploadBlock", body)).Is(400);
}
