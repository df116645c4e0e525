using System.Text;
using DentalMigration.Cli.Generation.Sheets;
using DentalMigration.Cli.Generation.Traps;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>
/// Dental-Exec: a group with two locations in New Hampshire, five dentists and two hygienists, as CSV with commas; years of two digits in
/// the files of insurance and tasks.
/// </summary>
internal sealed class DentalExecSystem(GenerationOptions options) : ISyntheticSystem
{
    private static readonly CsvFrame Report = new(["Transaction Report", "Printed 09/30/2026"], 20, "Total");
    private readonly FamilyFactory _factory = new(options.Seed);
    private TrapBook<DentalExecRows>? _traps;

    private bool IsOddlySaved => options.Mess >= Mess.Heavy;

    /// <inheritdoc/>
    public IReadOnlyList<ISheet> Open(TrapLog log)
    {
        CsvDialect usual = new(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), ',', AmericanText.Of);
        CsvDialect shortYears = usual with { Text = AmericanText.WithShortYears };
        CsvDialect marked = IsOddlySaved ? usual.WithMark() : usual;
        CsvDialect tabbed = IsOddlySaved ? usual with { Encoding = Encoding.Unicode, Delimiter = '\t' } : usual;
        CsvFrame? report = IsOddlySaved ? Report : null;
        if (IsOddlySaved)
        {
            log.Add(DentalExecSheets.Plans, "TreatmentPlans.csv", "ByteOrderMark");
            log.Add(DentalExecSheets.Notes, "Notes.csv", "TabsInUtf16");
            log.Add(DentalExecSheets.Billing, "Billing.csv", "HeaderNotFirst");
        }

        ISheet Csv(string file, SheetColumns columns, CsvDialect? dialect = null, CsvFrame? frame = null) =>
            new CsvSheet(options.Out, file, columns, dialect ?? usual, log, frame);
        return
        [
            Csv("Practices.csv", DentalExecSheets.Practices),
            Csv("Providers.csv", DentalExecSheets.Providers),
            Csv("CustomFields.csv", DentalExecSheets.CustomFields),
            Csv("Workflows.csv", DentalExecSheets.Workflows),
            Csv("Patients.csv", DentalExecSheets.Patients),
            Csv("TreatmentPlans.csv", DentalExecSheets.Plans, marked),
            Csv("Procedures.csv", DentalExecSheets.Procedures),
            Csv("Insurance.csv", DentalExecSheets.Policies, shortYears),
            Csv("Appointments.csv", DentalExecSheets.Appointments),
            Csv("Billing.csv", DentalExecSheets.Billing, frame: report),
            Csv("Notes.csv", DentalExecSheets.Notes, tabbed),
            Csv("Documents.csv", DentalExecSheets.Documents),
            Csv("Tasks.csv", DentalExecSheets.Tasks, shortYears),
        ];
    }

    /// <inheritdoc/>
    public IEnumerable<SheetRow> Masters() => Offices.Rows().Concat(Provider.Rows()).Concat(Definitions.CustomFields()).Concat(Definitions.Workflows());

    /// <inheritdoc/>
    public PatientFamily Make(int n)
    {
        _traps ??= new TrapBook<DentalExecRows>(
            new DentalExecRows(_factory.Numbers), options.Mess, [.. PersonTraps.All, .. CareTraps.All, .. MoneyTraps.All, .. RecordTraps.All]);
        PatientFamily family = _factory.Make(n);
        _traps.Plant(n, family);
        return family;
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Email, bool Disabled)> Users() =>
        Provider.All.Where(p => p.HasEmail && p.Left is null).Select(p => (p.FullName, p.Email!, p.Disabled));
}
