using System.Globalization;
using DentalMigration.Reports.Pdf;

namespace DentalMigration.Reports.Workflows;

/// <summary>The pages of a reference: what it is, the contents, and a part for each definition.</summary>
internal sealed class WorkflowPages(WorkflowReference reference, DateTimeOffset made)
{
    private const string Title = "Workflow reference";
    private const double Labels = 92;
    private const double Indent = 24;
    private const double Part = 190;

    private readonly PdfFont _plain = PdfFont.Load("DejaVuSans");
    private readonly PdfFont _bold = PdfFont.Load("DejaVuSans-Bold");

    /// <summary>Lays the pages out and writes them.</summary>
    public void Write(Stream stream)
    {
        var body = new PdfFlow(_plain, _bold);
        var bookmarks = new List<PdfBookmark>();
        foreach ((int i, WorkflowEntry entry) in reference.Entries.Index())
        {
            bookmarks.Add(Add(body, entry, i + 1));
        }

        // The front has as many pages as it has, whatever numbers stand in it; so it is laid out twice, with fonts that forget the first.
        int front = Front(new PdfFlow(PdfFont.Load(_plain.Name), PdfFont.Load(_bold.Name)), bookmarks, body.Pages, 0).Count;
        var start = new PdfFlow(_plain, _bold);
        List<PdfPage> pages = [.. Front(start, bookmarks, body.Pages, front), .. body.Pages];
        for (int i = 0; i < pages.Count; i++)
        {
            Number(pages[i], i + 1, pages.Count);
        }

        PdfBookmark[] all = [new(Title, new PdfPlace(pages[0], 0)), .. bookmarks];
        new PdfFile($"{Title}: {reference.Source}", made).Write(stream, pages, [_plain, _bold], all);
    }

    private IReadOnlyList<PdfPage> Front(PdfFlow flow, List<PdfBookmark> bookmarks, IReadOnlyList<PdfPage> body, int before)
    {
        flow.Heading(Title, 26, 100);
        flow.Paragraph($"What {reference.System} did by itself, and what to rebuild it from in Power Automate.", 11, PdfColour.Soft);
        flow.Space(14);
        flow.Pair("Export", reference.Source, Labels);
        flow.Pair("Map", reference.Map, Labels);
        flow.Pair("Made", made.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture), Labels);
        flow.Pair("Definitions", reference.Entries.Count.ToString("N0", CultureInfo.InvariantCulture), Labels);
        if (reference.Unusable > 0)
        {
            flow.Pair("Left out", string.Create(CultureInfo.InvariantCulture, $"{reference.Unusable:N0} lines that cannot be read as a definition; the profile of the export tells which."), Labels);
        }

        flow.Space(14);
        if (reference.Entries.Count == 0)
        {
            flow.Heading("Nothing to rebuild", 15, 40);
            flow.Paragraph($"The export holds no definitions of workflows, reminders, billing rules or templates. Where {reference.System} has some, export them too, or write them down from its screens, and make this reference again.");
            return flow.Pages;
        }

        flow.Heading("How to read it", 15, 40);
        flow.Paragraph("Definitions do not migrate. For each, this names what the export says, the table and columns it concerns in the new schema, and the building blocks of a cloud flow in their order. What could not be told is said, and stands under “To look at”.");
        flow.Space(6);
        flow.Paragraph($"Tables and columns are the logical names of the map. Expressions count in UTC: where the practice's day matters ({reference.TimeZone}), put convertFromUtc(utcNow(), …) with the zone's Windows name in place of utcNow().");
        flow.Space(6);
        flow.Paragraph("Make the flows switched off, test each with one patient of the rehearsal, and switch them on after the last delta: the migration keeps flows quiet while it loads, and nobody wants a reminder for each old appointment.");
        flow.Space(16);
        flow.Heading("Contents", 15, 40);
        Dictionary<PdfPage, int> numbers = body.Index().ToDictionary(p => p.Item, p => p.Index + 1 + before);
        foreach ((PdfBookmark bookmark, WorkflowEntry entry) in bookmarks.Zip(reference.Entries))
        {
            flow.Entry($"{bookmark.Title} ({entry.Kind})", numbers[bookmark.Place.Page].ToString(CultureInfo.InvariantCulture), bookmark.Place);
        }

        return flow.Pages;
    }

    private static PdfBookmark Add(PdfFlow flow, WorkflowEntry entry, int number)
    {
        WorkflowDefinition definition = entry.Definition;
        string title = string.Create(CultureInfo.InvariantCulture, $"{number}. {definition.Name}");
        PdfPlace place = flow.Heading(title, 16, Part);
        flow.Space(2);
        flow.Pair("What it is", $"{entry.Kind}{(definition.Kind is null || definition.Kind == entry.Kind ? "" : $" (in the export: {definition.Kind})")}, {State(definition.IsActive)}", Labels);
        flow.Pair("Trigger", definition.Trigger ?? "(the export does not say)", Labels);
        flow.Pair("Action", definition.Action ?? "(the export does not say)", Labels);
        if (definition.Notes is { } notes)
        {
            flow.Pair("Notes", notes, Labels);
        }

        flow.Pair("Stands at", definition.Position, Labels);
        flow.Space(6);
        flow.Paragraph("In the new schema", 11, PdfColour.Mark, isBold: true);
        bool isManual = entry.Steps.Count > 0 && entry.Steps[0].Block == WorkflowRecipe.ManualTrigger;
        flow.Pair("Table", entry.Table ?? "none could be told", Labels);
        foreach ((int i, WorkflowColumn column) in entry.Columns.Index())
        {
            flow.Pair(i == 0 ? (isManual ? "Column" : "Trigger column") : i == 1 ? "Also look at" : "", column.Column is null ? $"no column in the map for {column.Field}" : $"{column.Column} (was {column.Field})", Labels);
        }

        flow.Space(6);
        flow.Need(60);
        flow.Paragraph("Building blocks", 11, PdfColour.Mark, isBold: true);
        if (entry.Steps.Count == 0)
        {
            flow.Paragraph("None could be told.");
        }

        foreach ((int i, WorkflowStep step) in entry.Steps.Index())
        {
            flow.Need(50);
            flow.Paragraph(string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {step.Block}"), isBold: true);
            flow.Paragraph($"{step.Connector}. {step.How}", 9.5, indent: Indent);
            if (step.Expression is { } expression)
            {
                flow.Space(2);
                flow.Box(expression, Indent);
            }

            flow.Space(4);
        }

        if (entry.Remarks.Count > 0)
        {
            flow.Need(50);
            flow.Paragraph("To look at", 11, PdfColour.Look, isBold: true);
            foreach (string remark in entry.Remarks)
            {
                flow.Paragraph($"• {remark}", 9.5);
            }
        }

        flow.Space(24);
        return new PdfBookmark(title, place);
    }

    private void Number(PdfPage page, int number, int count)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"Page {number} of {count}");
        page.Rule(PdfColour.Line, PdfFlow.Left, PdfPage.Height - 48, PdfFlow.Column);
        page.Text(_plain, 8.5, PdfColour.Soft, PdfFlow.Left, PdfPage.Height - 34, $"{Title}, {reference.System}");
        page.Text(_plain, 8.5, PdfColour.Soft, PdfFlow.Left + PdfFlow.Column - _plain.Width(text, 8.5), PdfPage.Height - 34, text);
    }

    private static string State(bool? isActive) => isActive switch
    {
        true => "switched on",
        false => "switched off",
        null => "whether it was switched on the export does not say",
    };
}
