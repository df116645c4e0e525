namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>The running numbers of the system, each given once.</summary>
internal sealed class RunningNumbers
{
    private int _plans = 300;
    private int _procedures = 55_000;
    private int _claims = 7_000;
    private int _appointments = 88_000;
    private int _billing = 40_000;
    private int _notes = 3_000;
    private int _documents = 6_000;
    private int _tasks = 90;

    public string NextPlan() => "TP" + (++_plans).Text();

    public string NextProcedure() => (++_procedures).Text();

    public string NextClaim() => (++_claims).Text();

    public string NextAppointment() => (++_appointments).Text();

    public string NextBilling() => (++_billing).Text();

    public string NextNote() => (++_notes).Text();

    public string NextDocument() => (++_documents).Text();

    public string NextTask() => (++_tasks).Text();
}
