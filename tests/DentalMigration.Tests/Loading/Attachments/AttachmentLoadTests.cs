using System.Text.Json;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;

namespace DentalMigration.Tests.Loading.Attachments;

/// <summary>Each file ends where its size says, as it was; what cannot go is held with its reason; again is free.</summary>
public sealed class AttachmentLoadTests : AttachmentTest
{
    [Theory]
    [InlineData("a.png", 10, "image/png")]
    [InlineData("panoramik röntgen İĞÜŞÖÇ ığüşöç.dcm", Limit, "application/dicom")]
    public async Task A_file_that_fits_a_note_is_in_a_note_of_its_patient(string file, int size, string mimeType)
    {
        byte[] content = DocumentExport.Bytes(size);
        Export.Add("7", file, content, patient: "2");
        using Cutover cutover = await StartAsync();
        RunResult result = await LoadAsync(cutover);
        Assert.Equal((1, 1), (Notes(result).Created, Large(result).Filtered));
        JsonElement note = await NoteAsync(cutover, "7");
        Assert.Equal(content, note.GetProperty("documentbody").GetBytesFromBase64());
        Assert.Equal((file, mimeType, size, true), (Text(note, "filename"), Text(note, "mimetype"), note.GetProperty("filesize").GetInt32(), note.GetProperty("isdocument").GetBoolean()));
        JsonElement patient = await Row(cutover, "contacts?$select=contactid&$filter=new_sourcepatientid eq '2'");
        Assert.Equal(Text(patient, "contactid"), Text(note, "_objectid_value"));
    }

    [Fact]
    public async Task A_file_one_byte_too_large_for_a_note_is_in_the_file_column_and_no_note_is_made()
    {
        byte[] content = DocumentExport.Bytes(Limit + 1);
        Export.Add("7", "çene.stl", content);
        using Cutover cutover = await StartAsync();
        RunResult result = await LoadAsync(cutover);
        Assert.Equal((0, 1, 1), (Notes(result).Created, Notes(result).Filtered, Large(result).Created));
        (string? name, byte[] found) = await FileAsync(cutover, "7");
        Assert.Equal("çene.stl", name);
        Assert.Equal(content, found);
        Assert.Equal(0, await cutover.Target.Client.CountAsync("annotations", null, Stop));
    }

    [Fact]
    public async Task A_file_of_several_blocks_comes_back_as_it_went()
    {
        byte[] content = DocumentExport.Bytes((9 * 1024 * 1024) + 5);
        Export.Add("7", "cbct.dcm", content);
        using Cutover cutover = await StartAsync();
        await LoadAsync(cutover);
        (_, byte[] found) = await FileAsync(cutover, "7");
        Assert.True(content.AsSpan().SequenceEqual(found));
    }

    [Fact]
    public async Task A_large_note_goes_in_blocks_where_the_organisation_takes_it()
    {
        byte[] content = DocumentExport.Bytes((4 * 1024 * 1024) + 1);
        Export.Add("7", "cbct.dcm", content);
        using Cutover cutover = await StartAsync(131_072_000);
        Assert.Equal(1, Notes(await LoadAsync(cutover)).Created);
        JsonElement note = await NoteAsync(cutover, "7");
        Assert.True(content.AsSpan().SequenceEqual(note.GetProperty("documentbody").GetBytesFromBase64()));
        Assert.True(note.GetProperty("isdocument").GetBoolean());
    }

    [Fact]
    public async Task Documents_with_one_name_and_documents_of_one_file_each_have_theirs()
    {
        byte[] first = DocumentExport.Bytes(100, 1);
        Export.Add("1", "a.jpg", first, name: "röntgen.jpg").Add("2", "b.jpg", DocumentExport.Bytes(100, 2), name: "röntgen.jpg").Add("3", "a.jpg", first);
        using Cutover cutover = await StartAsync();
        Assert.Equal(3, Notes(await LoadAsync(cutover)).Created);
        foreach ((string id, string name, int seed) in ((string, string, int)[])[("1", "röntgen.jpg", 1), ("2", "röntgen.jpg", 2), ("3", "a.jpg", 1)])
        {
            JsonElement note = await NoteAsync(cutover, id);
            Assert.Equal(name, Text(note, "filename"));
            Assert.Equal(DocumentExport.Bytes(100, seed), note.GetProperty("documentbody").GetBytesFromBase64());
        }
    }

    [Theory]
    [InlineData("scan.dat", "Panoramik", "", "Panoramik.dat", "application/octet-stream")]
    [InlineData("0001.jpg", "Dr. Demir raporu", "", "Dr. Demir raporu.jpg", "image/jpeg")]
    [InlineData("0001.bin", "onam.PDF", "", "onam.PDF", "application/pdf")]
    [InlineData("0001.jpg", "2024/05 röntgen.jpg", "", "2024_05 röntgen.jpg", "image/jpeg")]
    [InlineData("0001.jpg", "", "image/x-dental", "0001.jpg", "image/x-dental")]
    [InlineData("0001.jpg", "", "JPEG resmi", "0001.jpg", "image/jpeg")]
    public async Task A_name_keeps_the_extension_and_the_type_follows_it(string file, string name, string mimeType, string expectedName, string expectedType)
    {
        Export.Add("1", file, [1, 2, 3], name, mimeType);
        using Cutover cutover = await StartAsync();
        await LoadAsync(cutover);
        JsonElement note = await NoteAsync(cutover, "1");
        Assert.Equal((expectedName, expectedType), (Text(note, "filename"), Text(note, "mimetype")));
    }

    [Fact]
    public async Task A_name_too_long_for_Dataverse_is_cut_before_its_extension_and_said_so()
    {
        Export.Add("1", "a.jpg", [1], name: new string('ğ', 300) + ".jpg");
        using Cutover cutover = await StartAsync();
        RunResult result = await LoadAsync(cutover);
        Assert.Equal(new string('ğ', 251) + ".jpg", Text(await NoteAsync(cutover, "1"), "filename"));
        Assert.Contains(("document", "1", ProblemKind.Finding, "FileNameCut"), Problems(cutover, result));
    }

    [Fact]
    public async Task What_cannot_go_is_held_once_with_its_reason_and_goes_when_the_reason_is_gone()
    {
        Export.Add("1", "empty.jpg", []).Add("2", "missing.jpg", null).Add("3", "run.exe", [1]).Add("4", "scan", [1], name: "run.EXE")
            .Add("5", "sneaky.exe", [1], name: "x.jpg").AddAt("6", @"..\..\etc\passwd").AddAt("7", "").Add("8", "huge.stl", DocumentExport.Bytes(9000))
            .Add("9", "fine.jpg", [9]);
        using Cutover cutover = await StartAsync();
        RunResult result = await LoadAsync(cutover, DocumentMap.Create(maxSizeInKB: 8));
        Assert.Equal(
            [
                ("document", "1", ProblemKind.Held, "AttachmentEmpty"), ("document", "2", ProblemKind.Held, "AttachmentMissing"),
                ("document", "3", ProblemKind.Held, "AttachmentBlocked"), ("document", "4", ProblemKind.Held, "AttachmentBlocked"),
                ("document", "5", ProblemKind.Held, "AttachmentBlocked"), ("document", "6", ProblemKind.Rejected, "AttachmentOutside"),
                ("document", "7", ProblemKind.Held, "AttachmentMissing"), ("large_document", "8", ProblemKind.Held, "AttachmentTooLarge"),
            ],
            Problems(cutover, result));
        Assert.Equal((9, 1, 6, 1, 1), (Notes(result).Read, Notes(result).Created, Notes(result).Held, Notes(result).Rejected, Notes(result).Filtered));
        Assert.Equal((9, 8, 1), (Large(result).Read, Large(result).Filtered, Large(result).Held));

        Export.SetFile("empty.jpg", [1]);
        Export.SetFile("missing.jpg", [2]);
        RunResult second = await LoadAsync(cutover, DocumentMap.Create(maxSizeInKB: 8));
        Assert.Equal((2, 1, 4), (Notes(second).Created, Notes(second).Unchanged, Notes(second).Held));
        Assert.Equal([2], (await NoteAsync(cutover, "2")).GetProperty("documentbody").GetBytesFromBase64());
    }

    [Fact]
    public async Task Running_again_sends_nothing()
    {
        AddSome();
        using Cutover cutover = await StartAsync();
        await LoadAsync(cutover);
        string content = await cutover.DigestAsync(exact: true);
        var writes = new List<string>();
        cutover.Wire.Tap = (request, body, pass) =>
        {
            if (request.Method != HttpMethod.Get && !body.Contains("\r\nGET ", StringComparison.Ordinal))
            {
                writes.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
            }

            return pass();
        };
        RunResult again = await LoadAsync(cutover);
        Assert.Equal((2, 1), (Notes(again).Unchanged, Large(again).Unchanged));
        Assert.Empty(writes);
        Assert.Equal(content, await cutover.DigestAsync(exact: true));
    }

    [Fact]
    public async Task A_file_that_changed_is_sent_again_and_one_that_was_only_copied_is_not()
    {
        AddSome();
        using Cutover cutover = await StartAsync();
        await LoadAsync(cutover);
        byte[] note = DocumentExport.Bytes(100, 11);
        byte[] large = DocumentExport.Bytes(Limit + 50, 12);
        Export.SetFile("a.jpg", note);
        Export.Touch("a.jpg");
        Export.Touch("b.pdf");
        Export.SetFile("c.stl", large);
        RunResult result = await LoadAsync(cutover);
        Assert.Equal((1, 1, 1), (Notes(result).Updated, Notes(result).Unchanged, Large(result).Updated));
        Assert.Equal(note, (await NoteAsync(cutover, "1")).GetProperty("documentbody").GetBytesFromBase64());
        Assert.Equal(large, (await FileAsync(cutover, "3")).Content);
        RunResult again = await LoadAsync(cutover);
        Assert.Equal((0, 2, 1), (Notes(again).Updated, Notes(again).Unchanged, Large(again).Unchanged));
    }

    [Fact]
    public async Task A_file_given_another_name_has_it_in_both_places()
    {
        AddSome();
        using Cutover cutover = await StartAsync();
        await LoadAsync(cutover);
        Export.Add("1", "a.jpg", null, name: "yeni.jpg").Add("3", "c.stl", null, name: "yeni.stl");
        await LoadAsync(cutover);
        Assert.Equal("yeni.jpg", Text(await NoteAsync(cutover, "1"), "filename"));
        Assert.Equal("yeni.stl", (await FileAsync(cutover, "3")).Name);
    }

    [Fact]
    public async Task A_limit_raised_between_two_runs_loads_no_file_a_second_time()
    {
        AddSome();
        using Cutover cutover = await StartAsync();
        await LoadAsync(cutover);
        await SetLimitAsync(cutover, 131_072_000);
        RunResult again = await LoadAsync(cutover);
        Assert.Equal((2, 1, 1), (Notes(again).Unchanged, Notes(again).Filtered, Large(again).Unchanged));
    }

    [Fact]
    public async Task A_file_that_outgrew_its_note_goes_to_the_file_column_and_the_note_is_pointed_out()
    {
        AddSome();
        using Cutover cutover = await StartAsync();
        await LoadAsync(cutover);
        Export.SetFile("a.jpg", DocumentExport.Bytes(Limit + 1));
        RunResult result = await LoadAsync(cutover);
        Assert.Equal((2, 1), (Notes(result).Filtered, Large(result).Created));
        Assert.Contains(("document", "1", ProblemKind.Finding, "AttachmentMoved"), Problems(cutover, result));
    }

    [Fact]
    public async Task A_file_that_a_newer_export_lacks_is_held_once_and_its_row_stays_as_it_is()
    {
        AddSome();
        using Cutover cutover = await StartAsync();
        await LoadAsync(cutover);
        string content = await cutover.DigestAsync();
        Export.Remove("c.stl");
        RunResult result = await LoadAsync(cutover);
        Assert.Equal([("document", "3", ProblemKind.Held, "AttachmentMissing")], Problems(cutover, result));
        Assert.Equal((1, 3), (Notes(result).Held, Large(result).Filtered));
        Assert.Equal(content, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_refused_file_leaves_its_row_with_a_finding_and_is_sent_by_the_next_run()
    {
        AddSome();
        using Cutover cutover = await StartAsync();
        cutover.Wire.Tap = async (request, body, pass) =>
        {
            if (!body.Contains("documentbody", StringComparison.Ordinal))
            {
                return await pass();
            }

            return new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { Content = new StringContent("""{"error":{"code":"0x80044a02","message":"no"}}""") };
        };
        RunResult result = await LoadAsync(cutover);
        Assert.Equal(
            [("document", "1", ProblemKind.Finding, "AttachmentTooLarge"), ("document", "2", ProblemKind.Finding, "AttachmentTooLarge")],
            Problems(cutover, result));
        Assert.Equal(2, Notes(result).Created);
        cutover.Wire.Tap = null;
        Assert.Equal(2, Notes(await LoadAsync(cutover)).Unchanged);
        Assert.Equal(DocumentExport.Bytes(10, 1), (await NoteAsync(cutover, "1")).GetProperty("documentbody").GetBytesFromBase64());
    }

    [Fact]
    public async Task A_note_somebody_deleted_is_not_made_again_by_its_file()
    {
        AddSome();
        using Cutover cutover = await StartAsync(131_072_000);
        await LoadAsync(cutover);
        foreach (string id in (string[])["1", "3"])
        {
            Guid note = (await NoteAsync(cutover, id)).GetProperty("annotationid").GetGuid();
            await cutover.Target.Client.DeleteAsync("annotations", note, null, Stop);
        }

        Export.SetFile("a.jpg", DocumentExport.Bytes(11));
        Export.SetFile("c.stl", DocumentExport.Bytes((4 * 1024 * 1024) + 7));
        RunResult result = await LoadAsync(cutover);
        Assert.Equal(2, Notes(result).Held);
        Assert.Equal(1, await cutover.Target.Client.CountAsync("annotations", null, Stop));
    }

    [Theory]
    [InlineData(10)]
    [InlineData((4 * 1024 * 1024) + 1)]
    public async Task A_note_deleted_just_before_its_file_comes_is_not_made_again_either(int size)
    {
        Export.Add("1", "a.jpg", DocumentExport.Bytes(size));
        using Cutover cutover = await StartAsync(131_072_000);
        cutover.Wire.Tap = async (request, body, pass) =>
        {
            if (request.RequestUri!.AbsolutePath.Contains("/annotations(", StringComparison.Ordinal))
            {
                cutover.Wire.Tap = null;
                Guid note = (await NoteAsync(cutover, "1")).GetProperty("annotationid").GetGuid();
                await cutover.Target.Client.DeleteAsync("annotations", note, null, Stop);
            }

            return await pass();
        };
        RunResult result = await LoadAsync(cutover);
        Assert.Equal([("document", "1", ProblemKind.Finding, "RowMissing")], Problems(cutover, result).Where(p => p.Key == "1"));
        Assert.Equal(0, await cutover.Target.Client.CountAsync("annotations", null, Stop));
    }

    [Fact]
    public async Task An_undo_takes_rows_and_files_and_a_load_after_it_brings_both_back()
    {
        AddSome();
        using Cutover cutover = await StartAsync();
        string before = await cutover.DigestAsync();
        await LoadAsync(cutover);
        string loaded = await cutover.DigestAsync();
        UndoResult undone = await cutover.UndoAsync();
        Assert.True(undone.IsComplete, string.Join('\n', undone.Components.Where(c => !c.Removed)));
        Assert.Equal(before, await cutover.DigestAsync());
        await LoadAsync(cutover);
        Assert.Equal(loaded, await cutover.DigestAsync());
    }

    private void AddSome() => Export.Add("1", "a.jpg", DocumentExport.Bytes(10, 1)).Add("2", "b.pdf", DocumentExport.Bytes(2000, 2))
        .Add("3", "c.stl", DocumentExport.Bytes(Limit + 10, 3));

    private static string? Text(JsonElement row, string column) => row.GetProperty(column).GetString();
}
