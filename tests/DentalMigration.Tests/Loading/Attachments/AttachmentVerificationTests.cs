using System.Text;
using System.Text.Json;
using DentalMigration.Loading;
using DentalMigration.Tests.Support;
using DentalMigration.Verification;

namespace DentalMigration.Tests.Loading.Attachments;

/// <summary>Reconciliation and the field-level diff see a file that is missing, changed or renamed in Dataverse.</summary>
public sealed class AttachmentVerificationTests : AttachmentTest
{
    [Fact]
    public async Task Files_are_reconciled_by_number_and_by_the_checksum_of_what_comes_back()
    {
        using Cutover cutover = await LoadedAsync();
        Assert.All(await MeasureAsync(cutover), l => Assert.Equal(Verdict.Same, l.Verdict));
        Assert.Equal((2, 2), Figures(await MeasureAsync(cutover), "document", "checksum"));
        Assert.Equal((1, 1), Figures(await MeasureAsync(cutover), "large_document", "files"));

        await UpdateNoteAsync(cutover, "1", new { documentbody = Convert.ToBase64String(DocumentExport.Bytes(10, 99)) });
        await EmptyFileAsync(cutover);
        IReadOnlyList<ReconciliationLine> lines = await MeasureAsync(cutover);
        Assert.Equal((2, 2), Figures(lines, "document", "files"));
        Assert.Equal((2, 1), Figures(lines, "document", "checksum"));
        Assert.Equal((1, 0), Figures(lines, "large_document", "files"));
        Assert.Equal((1, 0), Figures(lines, "large_document", "checksum"));
    }

    [Fact]
    public async Task A_row_whose_file_was_refused_speaks_against_the_migration()
    {
        Export.Add("1", "a.jpg", [1]);
        using Cutover cutover = await StartAsync();
        cutover.Wire.Tap = async (_, body, pass) => body.Contains("documentbody", StringComparison.Ordinal)
            ? new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { Content = new StringContent("""{"error":{"code":"0x80043e09","message":"no"}}""") }
            : await pass();
        using Migration migration = await cutover.OpenAsync(Export.Path, DocumentMap.Create());
        await migration.LoadAsync(null, null, Stop);
        Assert.Contains(await MigrationTest.RunAsync(migration, null, Stop), s => s.StartsWith("document: files documentbody is 1 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_diff_shows_names_types_and_sizes_of_files()
    {
        using Cutover cutover = await LoadedAsync();
        IReadOnlyList<FieldDifference> same = await CompareAsync(cutover);
        Assert.All(same.Where(d => d.Object.Contains("document", StringComparison.Ordinal)), d => Assert.Equal(Verdict.Same, d.Verdict));
        Assert.Equal(
            [("1", "filename"), ("1", "filesize"), ("1", "mimetype"), ("2", "filename"), ("2", "filesize"), ("2", "mimetype"), ("3", "new_file"), ("3", "new_file (bytes)")],
            same.Where(d => d.Column.Contains("file", StringComparison.Ordinal) || d.Column == "mimetype").Select(d => (d.Key, d.Column)).Order());

        await UpdateNoteAsync(cutover, "1", new { filename = "başka.jpg", documentbody = "QUJD" });
        await EmptyFileAsync(cutover);
        Assert.Equal(
            [("1", "documentbody (bytes)", Verdict.Different), ("1", "filename", Verdict.Different), ("1", "filesize", Verdict.Different), ("3", "new_file", Verdict.Missing), ("3", "new_file (bytes)", Verdict.Missing)],
            (await CompareAsync(cutover)).Where(d => d.Verdict != Verdict.Same).Select(d => (d.Key, d.Column, d.Verdict)).Order());
    }

    private async Task<Cutover> LoadedAsync()
    {
        Export.Add("1", "a.jpg", DocumentExport.Bytes(10, 1)).Add("2", "b.pdf", DocumentExport.Bytes(Limit, 2)).Add("3", "0042", DocumentExport.Bytes(5 * 1024 * 1024, 3));
        Cutover cutover = await StartAsync();
        await LoadAsync(cutover);
        return cutover;
    }

    private static async Task UpdateNoteAsync(Cutover cutover, string id, object changes) => await cutover.Target.Client.UpdateAsync(
        "annotations",
        (await NoteAsync(cutover, id)).GetProperty("annotationid").GetGuid(),
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(changes)),
        null,
        Stop);

    private static async Task EmptyFileAsync(Cutover cutover) => await cutover.Target.Client.DeleteFileAsync(
        "new_documents", (await Row(cutover, "new_documents?$select=new_documentid")).GetProperty("new_documentid").GetGuid(), "new_file", null, Stop);

    private static (decimal, decimal) Figures(IReadOnlyList<ReconciliationLine> lines, string objectName, string measure)
    {
        ReconciliationLine line = lines.Single(l => l.Object == objectName && l.Measure == measure);
        return (line.Source, line.Target);
    }

    private async Task<IReadOnlyList<ReconciliationLine>> MeasureAsync(Cutover cutover)
    {
        using Migration migration = await cutover.OpenAsync(Export.Path, DocumentMap.Create());
        return await Reconciler.MeasureAsync(migration, Stop).ToListAsync(Stop);
    }

    private async Task<IReadOnlyList<FieldDifference>> CompareAsync(Cutover cutover)
    {
        using Migration migration = await cutover.OpenAsync(Export.Path, DocumentMap.Create());
        return await RecordComparer.CompareAsync(migration, null, Stop).ToListAsync(Stop);
    }
}
