using DentalMigration.Cli.Generation.Documents;
using DentalMigration.Cli.Generation.Sheets;
using DentalMigration.Cli.Generation.Traps;
using static DentalMigration.Cli.Generation.Traps.TrapOutcome;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>Traps in tasks, notes and documents.</summary>
internal static class RecordTraps
{
    private const int LongerThanANote = 110_000;

    public static readonly IReadOnlyList<Trap<DentalExecRows>> All =
    [
        new(1, Mess.Spelling, "RecallInTask", Created, (f, rows) => rows.Task(f, "6 MO RECALL - LAST PROPHY 11/02/23")),
        new(2, Mess.Spelling, "RecallInTask", Created, (f, rows) => rows.Task(f, "Hygiene recare due 03/25")),
        new(3, Mess.Doubtful, "UnsureRecallInTask", Created, (f, rows) => rows.Task(f, "call re: recall letter")),
        new(4, Mess.Spelling, "NoRecallInTask", Created, (f, rows) => rows.Task(f, "call lab re crown")),
        new(4, Mess.Loose, "OrphanTask", Held, (f, rows) => rows.Task(f, "Send statement").With("Patient ID", CareTraps.UnknownPatient), "OrphanReference"),
        new(3, Mess.Damaged, "MalformedTaskDate", Rejected, (f, rows) => rows.Task(f, "Order bite splint").With("Due", "02/30/27"), "MalformedDate"),
        new(2, Mess.Heavy, "NoteLongerThanTarget", Held, (f, rows) => rows.Note(f).With("Clinical Note", new string('a', LongerThanANote)), "TextTooLong"),
        new(54, Mess.Damaged, "NulInNote", Rejected, (f, rows) => rows.Note(f).With("Clinical Note", "Cut \0 off"), "InvalidCharacters"),
        new(55, Mess.Loose, "OrphanNote", Held, (f, rows) => rows.Note(f).With("Patient ID", CareTraps.UnknownPatient), "OrphanReference"),
        new(56, Mess.Spelling, "SeparatorsInNote", Created, (f, rows) => rows.Note(f).With("Clinical Note", "Pain, \"throbbing\";\r\nworse, when hot,,")),
        new(57, Mess.Loose, "MissingFile", Held, (f, rows) => Without(rows.Document(f, DocumentFactory.Panoramic), @"Documents\lost.jpg"), "AttachmentMissing"),
        new(58, Mess.Damaged, "EmptyFile", Held, (f, rows) => Holding(rows.Document(f, DocumentFactory.Panoramic), "empty.jpg", []), "AttachmentEmpty"),
        new(59, Mess.Damaged, "BlockedFile", Held, (f, rows) => Holding(rows.Document(f, DocumentFactory.Panoramic), "setup.exe", [0x4d, 0x5a, 0, 0]), "AttachmentBlocked"),
        new(60, Mess.Damaged, "FileOutsideTheExport", Rejected, (f, rows) => Without(rows.Document(f, DocumentFactory.Panoramic), @"..\..\secret.pdf"), "AttachmentOutside"),
        new(1, Mess.Large, "LargeFile", Created, (f, rows) => rows.Document(f, DocumentFactory.Panoramic with { File = "CBCT scan.JPG" }, large: true)),
    ];

    private static SheetRow Without(SheetRow document, string path)
    {
        document.File = null;
        return document.With("Path", path).With("File Name", path[(path.LastIndexOf('\\') + 1)..]);
    }

    private static SheetRow Holding(SheetRow document, string name, byte[] content)
    {
        string path = $@"Documents\{document["Patient ID"]}\{name}";
        document.File = new PracticeFile(path, () => content);
        return document.With("Path", path).With("File Name", name).With("Size", content.Length);
    }
}
