using DentalMigration.Sources;
using DentalMigration.Sources.Derived;
using DentalMigration.Sources.Derived.Recalls;

namespace DentalMigration.Tests.Sources.Derived;

/// <summary>Recalls among tasks: sure, unsure, none.</summary>
public sealed class RecallTests : IDisposable
{
    private readonly ExportFolder _folder = new(complete: false);

    public RecallTests()
    {
        _folder.Write("Practices.csv", "Practice ID,Practice Name\nP1,North\n");
        _folder.Write("Providers.csv", "Provider ID,First Name,Last Name\n10,Ann,Lee\n");
        _folder.Write("Patients.csv", "Patient ID,First Name,Last Name\n1,A,B\n");
    }

    [Theory]
    [InlineData("6 MO RECALL - LAST PROPHY 11/02/23", TaskVerdict.Recall, "Prophylaxis", 6, "2024-05-02")]
    [InlineData("Hygiene recare due 03/25", TaskVerdict.Recall, "Prophylaxis", null, "2025-03-01")]
    [InlineData("Recare due 05/02/2025 perio maint 3 months", TaskVerdict.Recall, "Perio Maintenance", 3, "2025-05-02")]
    [InlineData("annual exam recall, 1 yr", TaskVerdict.Recall, "Exam", 12, null)]
    [InlineData("call re: recall letter", TaskVerdict.Unsure, null, null, null)]
    [InlineData("patient asked about recall", TaskVerdict.Unsure, null, null, null)]
    [InlineData("Composite lot recall due 03/01/2025", TaskVerdict.Unsure, null, null, "2025-03-01")]
    [InlineData("call lab re crown", TaskVerdict.NotRecall, null, null, null)]
    [InlineData("6 months since last statement", TaskVerdict.NotRecall, null, null, null)]
    public void A_task_is_read(string text, TaskVerdict verdict, string? type, int? months, string? due)
    {
        TaskReading reading = new TaskClassifier(RecallRules.Load("dental-exec"), ExportFolder.DentalExec).Read(Tasks($"T1,1,\"{text}\",")[0]);
        Assert.Equal((verdict, type, months), (reading.Verdict, reading.Type, reading.Months));
        Assert.Equal(due is null ? null : DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), reading.Due);
    }

    [Fact]
    public void A_task_type_says_so_by_itself() => Assert.Equal(
        TaskVerdict.Recall, new TaskClassifier(RecallRules.Load("dental-exec"), ExportFolder.DentalExec).Read(Tasks("T1,1,call her,Recall")[0]).Verdict);

    [Fact]
    public void Sure_ones_and_confirmed_ones_become_recalls_and_decided_against_none()
    {
        Tasks("T1,1,6 mo recall,", "T2,1,talk about recall,", "T3,1,6 mo recall,", "T4,1,order gloves,");
        _folder.Write("Recall_Decisions.csv", "Task ID,Is Recall\nT2,Yes\nT3,No\n");
        using ISource source = DerivingSource.Over(_folder.Open(ExportFolder.DentalExec));
        List<SourceRecord> recalls = [.. source.Read("recall").ToBlockingEnumerable()];
        Assert.Equal(["task-T1", "task-T2"], recalls.Select(r => r.Key));
        Assert.Equal("6 months", recalls[0].Read("interval").Value);
        Assert.Equal("1", recalls[0].Read("patient_id").Value);
    }

    public void Dispose() => _folder.Dispose();

    private List<SourceRecord> Tasks(params string[] rows) =>
        _folder.Write("Tasks.csv", "Task ID,Patient ID,Subject,Task Type\n" + string.Join('\n', rows) + "\n").Read("task", ExportFolder.DentalExec);
}
