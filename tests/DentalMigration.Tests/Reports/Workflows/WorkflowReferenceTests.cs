using DentalMigration.Hosting;
using DentalMigration.Mapping;
using DentalMigration.Reports.Workflows;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Reports.Workflows;

/// <summary>The PDF that hands definitions over: what stands in it, and how it can be read.</summary>
public sealed class WorkflowReferenceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static DateTimeOffset Made => new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ATurkishPracticesDefinitionsAreThereLetterByLetter()
    {
        PdfText pdf = await ExampleAsync("dentes");
        Assert.Equal(
            ["Workflow reference", "1. Randevu hatırlatma", "2. 6 aylık kontrol", "3. Vadesi geçen borç", "4. Çekim sonrası talimat", "5. Doğum günü"],
            pdf.Bookmarks);
        Assert.Contains("SMS: Sayın [Hasta], yarın saat [Saat] randevunuz var.", pdf.Flat, StringComparison.Ordinal);
        Assert.Contains("KVKK nedeniyle kapatıldı", pdf.Text, StringComparison.Ordinal);
        Assert.Contains("scheduledstart ge @{addHours(utcNow(), 24)} and scheduledstart lt @{addHours(utcNow(), 25)}", pdf.Flat, StringComparison.Ordinal);
        Assert.Contains("new_duedate eq @{formatDateTime(addDays(utcNow(), -15), 'yyyy-MM-dd')}", pdf.Flat, StringComparison.Ordinal);
        Assert.Contains("new_nextrecalldate", pdf.Text, StringComparison.Ordinal);
        Assert.Contains("formatDateTime(item()?['birthdate'], 'MM-dd')", pdf.Flat, StringComparison.Ordinal);
        Assert.Contains("new_consentsms", pdf.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAmericanPracticesDefinitionsAreThere()
    {
        PdfText pdf = await ExampleAsync("dental-exec");
        Assert.Equal(6, pdf.Bookmarks.Count);
        Assert.Contains("new_scheduledstart ge @{startOfDay(addDays(utcNow(), 2))} and new_scheduledstart lt @{addDays(startOfDay(addDays(utcNow(), 2)), 1)}", pdf.Flat, StringComparison.Ordinal);
        Assert.Contains("It was switched off in the old system.", pdf.Flat, StringComparison.Ordinal);
        Assert.Contains("stopped 2021, postage", pdf.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryTurkishLetterComesOutAsText()
    {
        const string Letters = "ı İ ğ Ğ ş Ş ç Ç ö Ö ü Ü â Î û ₺ „” –";
        PdfText pdf = await OfAsync("dentes", "Is_Akislari.csv", "Ad;Tür;Tetikleyici;Eylem;Aktif", $"{Letters};Hatırlatma;Randevudan 2 gün önce;SMS {Letters};Evet");
        Assert.Equal($"1. {Letters}", pdf.Bookmarks[1]);
        Assert.Contains($"1. {Letters}\n", pdf.Text, StringComparison.Ordinal);
        Assert.Contains($"SMS {Letters}\n", pdf.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PagesAreNumberedAndTheContentsLeadToTheDefinitions()
    {
        PdfText pdf = await ExampleAsync("dentes");
        Assert.All(pdf.Pages.Index(), p => Assert.Contains($"Page {p.Index + 1} of {pdf.Pages.Count}", p.Item, StringComparison.Ordinal));
        Assert.Equal(5, pdf.Links);
        string[] front = pdf.Pages[0].Split('\n');
        foreach (string title in pdf.Bookmarks.Skip(1))
        {
            int entry = Array.FindIndex(front, l => l.StartsWith(title, StringComparison.Ordinal));
            int page = int.Parse(front[entry + 2]);
            Assert.Contains($"{title}\n", pdf.Pages[page - 1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ManyDefinitionsHaveContentsOfSeveralPagesWithTheRightNumbers()
    {
        PdfText pdf = await OfAsync(
            "dental-exec", "Workflows.csv", "Name,Kind,Trigger,Action,Active", [.. Enumerable.Range(1, 90).Select(i => $"Rule {i:000},Workflow,New patient,E-mail,Y")]);
        Assert.Equal(91, pdf.Bookmarks.Count);
        string[] contents = string.Concat(pdf.Pages.TakeWhile(p => !p.Contains("Building blocks", StringComparison.Ordinal))).Split('\n');
        int last = int.Parse(contents[Array.FindIndex(contents, l => l.StartsWith("90. Rule 090", StringComparison.Ordinal)) + 2]);
        Assert.Contains("90. Rule 090\n", pdf.Pages[last - 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNotUnderstoodIsSaidAndNothingInvented()
    {
        PdfText pdf = await OfAsync("dental-exec", "Workflows.csv", "Name,Kind,Trigger,Action,Active", "Frobnicate,Gizmo,Quux,Zap the flux,Y");
        Assert.Contains("The export calls it 'Gizmo', which is no kind that is known", pdf.Flat, StringComparison.Ordinal);
        Assert.Contains("no table or column can be told", pdf.Flat, StringComparison.Ordinal);
        Assert.Contains("words that name no building block", pdf.Flat, StringComparison.Ordinal);
        Assert.DoesNotContain("List rows", pdf.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnObjectTheMapLeavesOutIsSaid()
    {
        WorkflowReference reference = await ReferenceAsync("dentes", Repository.Example, map => map with { Objects = [.. map.Objects.Where(o => o.Object != "appointment")] });
        WorkflowEntry entry = reference.Entries[0];
        Assert.Null(entry.Table);
        Assert.Contains(entry.Remarks, r => r.Contains("the map leaves out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnEventIsAFlowOnTheRowsChange()
    {
        WorkflowReference reference = await OnlyAsync("Cancelled,Workflow,Appointment cancelled,Task for the front desk,Y");
        WorkflowEntry entry = Assert.Single(reference.Entries);
        Assert.Equal("When a row is added, modified or deleted", entry.Steps[0].Block);
        Assert.Contains("Change type: Modified. Table name: Dental Appointments (new_appointment).", entry.Steps[0].How, StringComparison.Ordinal);
        Assert.Contains(entry.Steps, s => s.Block == "Add a new row" && s.How.Contains("(task)", StringComparison.Ordinal));
        Assert.Contains(entry.Steps, s => s.Expression == "triggerOutputs()?['body/_new_contactid_value']");
    }

    [Theory]
    [InlineData("3 weeks after treatment", "subtractFromTime(utcNow(), 3, 'Week')")]
    [InlineData("1 month before policy expires", "addToTime(utcNow(), 1, 'Month')")]
    [InlineData("10 days before appointment", "addDays(utcNow(), 10)")]
    public async Task SpansBecomeExpressions(string trigger, string expression)
    {
        WorkflowReference reference = await OnlyAsync($"Rule,Reminder,{trigger},E-mail,Y");
        Assert.Contains(reference.Entries[0].Steps, s => s.Expression?.Contains(expression, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task AnExportWithoutDefinitionsSaysSo()
    {
        File.WriteAllLines(_folder.File("Patients.csv"), ["Patient ID,First Name,Last Name", "1,Ann,Lee"]);
        PdfText pdf = await WriteAsync(await ReferenceAsync("dental-exec", _folder.Path));
        Assert.Contains("Nothing to rebuild", pdf.Text, StringComparison.Ordinal);
        Assert.Single(pdf.Pages);
    }

    [Fact]
    public async Task TheSameExportMakesTheSameBytes()
    {
        WorkflowReference reference = await ReferenceAsync("dentes", Repository.Example);
        reference.Write(_folder.File("one.pdf"), Made);
        reference.Write(_folder.File("two.pdf"), Made);
        Assert.Equal(File.ReadAllBytes(_folder.File("one.pdf")), File.ReadAllBytes(_folder.File("two.pdf")));
    }

    [Fact]
    public async Task AnotherExtensionIsRefused()
    {
        WorkflowReference reference = await ReferenceAsync("dentes", Repository.Example);
        Assert.Equal("ReportFormatUnknown", Assert.Throws<MigrationException>(() => reference.Write(_folder.File("one.docx"), Made)).Code);
    }

    private Task<WorkflowReference> OnlyAsync(string line)
    {
        File.WriteAllLines(_folder.File("Workflows.csv"), ["Name,Kind,Trigger,Action,Active", line]);
        File.WriteAllLines(_folder.File("Patients.csv"), ["Patient ID,First Name,Last Name", "1,Ann,Lee"]);
        return ReferenceAsync("dental-exec", _folder.Path);
    }

    private async Task<PdfText> OfAsync(string system, string file, string header, params string[] lines)
    {
        File.WriteAllLines(_folder.File(file), [header, .. lines]);
        File.WriteAllLines(
            _folder.File(system == "dentes" ? "Hastalar.csv" : "Patients.csv"),
            system == "dentes" ? ["Hasta No;Adı;Soyadı", "1;Ali;Can"] : ["Patient ID,First Name,Last Name", "1,Ann,Lee"]);
        return await WriteAsync(await ReferenceAsync(system, _folder.Path));
    }

    private async Task<PdfText> ExampleAsync(string system) => await WriteAsync(await ReferenceAsync(system, Path.Combine(Repository.Root, "examples", system)));

    private static async Task<WorkflowReference> ReferenceAsync(string system, string folder, Func<MigrationMap, MigrationMap>? change = null)
    {
        using ISource source = SourceOpener.OpenFolder(system, folder);
        MigrationMap map = DefaultMap.Create(system);
        return await WorkflowReference.ReadAsync(source, change?.Invoke(map) ?? map, TestContext.Current.CancellationToken);
    }

    private Task<PdfText> WriteAsync(WorkflowReference reference)
    {
        reference.Write(_folder.File("reference.pdf"), Made);
        return Task.FromResult(PdfText.Read(_folder.File("reference.pdf")));
    }
}
