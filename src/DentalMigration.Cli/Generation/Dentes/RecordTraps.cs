using DentalMigration.Cli.Generation.Documents;
using DentalMigration.Cli.Generation.Sheets;
using DentalMigration.Cli.Generation.Traps;
using static DentalMigration.Cli.Generation.Traps.TrapOutcome;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>Traps in notes, documents and recalls.</summary>
internal static class RecordTraps
{
    private const int LongerThanANote = 110_000;
    private const string Rtf = @"{\rtf1\ansi\ansicpg1254\deff0{\fonttbl{\f0 Arial;}}\f0\fs20 \b 36\b0  kontrol edildi.\par Sonraki randevu 6 ay sonra.}";

    public static readonly IReadOnlyList<Trap<DentesRows>> All =
    [
        new(60, Mess.Spelling, "RtfNote", Created, (f, rows) => rows.Note(f).With("Not", Rtf)),
        new(61, Mess.Spelling, "HtmlNote", Created, (f, rows) => rows.Note(f).With("Not", "<p>Hasta <b>ağrılı</b> geldi;<br>acil bakıldı.</p>")),
        new(62, Mess.Heavy, "NoteLongerThanTarget", Held, (f, rows) => rows.Note(f).With("Not", new string('a', LongerThanANote)), "TextTooLong"),
        new(63, Mess.Damaged, "NulInNote", Rejected, (f, rows) => rows.Note(f).With("Not", "Not\0 kesildi"), "InvalidCharacters"),
        new(64, Mess.Loose, "OrphanNote", Held, (f, rows) => rows.Note(f).With("Hasta No", CareTraps.UnknownPatient), "OrphanReference"),
        new(65, Mess.Spelling, "SeparatorsInNote", Created, (f, rows) => rows.Note(f).With("Not", "Ağrı; \"zonklama\" var;\r\nısıtınca artıyor;;")),
        new(66, Mess.Loose, "MissingFile", Held, (f, rows) => Without(rows.Document(f, DocumentFactory.Panoramic), @"Belgeler\kayip.jpg"), "AttachmentMissing"),
        new(67, Mess.Damaged, "EmptyFile", Held, (f, rows) => Holding(rows.Document(f, DocumentFactory.Periapical), "bos.dcm", []), "AttachmentEmpty"),
        new(68, Mess.Damaged, "BlockedFile", Held, (f, rows) => Holding(rows.Document(f, DocumentFactory.Panoramic), "kurulum.exe", [0x4d, 0x5a, 0, 0]), "AttachmentBlocked"),
        new(69, Mess.Doubtful, "SameFileTwice", Created, (f, rows) => SameFile(f, rows)),
        new(70, Mess.Damaged, "FileOutsideTheExport", Rejected, (f, rows) => Without(rows.Document(f, DocumentFactory.Panoramic), @"..\..\gizli.pdf"), "AttachmentOutside"),
        new(71, Mess.Large, "LargeFile", Created, (f, rows) => rows.Document(f, DocumentFactory.Panoramic with { File = "Çene tomografisi.JPG" }, large: true)),
        new(72, Mess.Loose, "OrphanDocument", Held, (f, rows) => rows.Document(f, DocumentFactory.Panoramic).With("Hasta No", CareTraps.UnknownPatient), "OrphanReference"),
        new(73, Mess.Damaged, "MalformedRecallDate", Rejected, (f, rows) => rows.Recall(f).With("Kontrol Tarihi", "31.02.2027"), "MalformedDate"),
        new(74, Mess.Loose, "OrphanRecall", Held, (f, rows) => rows.Recall(f).With("Hasta No", CareTraps.UnknownPatient), "OrphanReference"),
        new(75, Mess.Loose, "UnknownRecallStatus", Held, (f, rows) => rows.Recall(f).With("Durum", "Belki"), "ChoiceUnknown"),
    ];

    private static SheetRow Without(SheetRow document, string path)
    {
        document.File = null;
        return document.With("Dosya Yolu", path).With("Dosya Adı", path[(path.LastIndexOf('\\') + 1)..]);
    }

    private static SheetRow Holding(SheetRow document, string name, byte[] content)
    {
        string path = $@"Belgeler\{document["Hasta No"]}\{name}";
        document.File = new PracticeFile(path, () => content);
        return document.With("Dosya Yolu", path).With("Dosya Adı", name).With("Boyut", content.Length);
    }

    private static SheetRow SameFile(PatientFamily family, DentesRows rows)
    {
        SheetRow first = rows.Document(family, DocumentFactory.Panoramic);
        SheetRow second = rows.Document(family, DocumentFactory.Panoramic);
        second.File = null;
        return second.With("Boyut", first["Boyut"]);
    }
}
