using System.Globalization;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>The running numbers of the system, each given once.</summary>
internal sealed class RunningNumbers
{
    private int _plans;
    private int _procedures = 500_000;
    private int _appointments = 800_000;
    private int _notes = 200_000;
    private int _movements = 300_000;
    private int _documents = 600_000;
    private int _recalls = 700_000;

    public string NextPlan() => "TP-" + (++_plans).ToString("D6", CultureInfo.InvariantCulture);

    public string NextProcedure() => (++_procedures).Text();

    public string NextAppointment() => (++_appointments).Text();

    public string NextNote() => (++_notes).Text();

    public string NextMovement() => (++_movements).Text();

    public string NextDocument() => (++_documents).Text();

    public string NextRecall() => (++_recalls).Text();
}
