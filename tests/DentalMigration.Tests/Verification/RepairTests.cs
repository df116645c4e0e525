using System.Text;
using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;
using DentalMigration.Verification;
using DentalMigration.Verification.Repair;

namespace DentalMigration.Tests.Verification;

/// <summary>What a repair leaves alone: what was not asked for, what people did since, and rows nobody knows.</summary>
public sealed class RepairTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    private readonly Export _export = Export.Generate(traps: false, patients: 12);
    private Cutover _cutover = null!;
    private Migration _migration = null!;
    private List<FieldDifference> _cells = null!;

    public async ValueTask InitializeAsync()
    {
        _cutover = await Cutover.StartAsync();
        _migration = await _cutover.OpenAsync(_export.Path);
        await _migration.LoadAsync(null, null, Stop);
        _cells = await RecordComparer.CompareAsync(_migration, "patient", Stop).ToListAsync();
    }

    public ValueTask DisposeAsync()
    {
        Release();
        _cutover.Dispose();
        _export.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_repair_of_everything_leaves_what_people_changed_and_says_so()
    {
        FieldDifference name = Cell("lastname", 0);
        await ChangeAsync(name, new { lastname = "Yılmaz-Öz" });
        string exact = await _cutover.DigestAsync(exact: true);
        var actions = new List<RepairAction>();
        RepairResult result = await RepairRun.RunAsync(_migration, [], new RepairOptions(), actions.Add, Stop);
        RepairAction action = Assert.Single(actions);
        Assert.Equal((RepairOutcome.Skipped, "lastname", DifferenceCause.ChangedSince), (action.Outcome, action.Columns, action.Cause));
        Assert.Equal((1, 1), (result.Objects[0].Read, result.Objects[0].Filtered));
        Assert.True(result.HasRest);
        Assert.Equal(exact, await _cutover.DigestAsync(exact: true));
        LedgerProblem problem = Assert.Single(_migration.Ledger.Problems.Of(result.Run), p => p.Code == "ChangedSince");
        Assert.Equal(ProblemKind.Finding, problem.Kind);
    }

    [Fact]
    public async Task A_named_column_is_corrected_and_nothing_else_of_its_row()
    {
        FieldDifference name = Cell("lastname", 0);
        await ChangeAsync(name, new { lastname = "Başka", firstname = "Başkası" });
        RepairResult result = await RepairRun.RunAsync(_migration, [new RepairTarget("patient", name.Key, Column: "lastname")], new RepairOptions(), _ => { }, Stop);
        Assert.Equal((1, 1), (result.Objects[0].Read, result.Objects[0].Updated));
        List<FieldDifference> rest = [.. (await RecordComparer.CompareAsync(_migration, "patient", Stop).ToListAsync()).Where(c => c.Verdict != Verdict.Same)];
        Assert.Equal([(name.Key, "firstname")], rest.Select(c => (c.Key, c.Column)));

        // The row holds somebody's first name still, so an undo keeps it.
        Assert.True(Record(name).Edited);
    }

    [Fact]
    public async Task A_row_with_somebodys_entry_in_a_column_of_theirs_stays_marked_as_edited()
    {
        FieldDifference one = Cell("lastname", 0);
        FieldDifference other = Cell("lastname", 1);
        await ChangeAsync(one, new { lastname = "Başka", description = "Anlaşma yapıldı" });
        await ChangeAsync(other, new { lastname = "Başka" });
        await RepairRun.RunAsync(_migration, [new RepairTarget("patient", one.Key), new RepairTarget("patient", other.Key)], new RepairOptions(), _ => { }, Stop);
        Assert.True(Record(one).Edited);
        Assert.False(Record(other).Edited);
        Assert.NotNull(Record(other).Version);
    }

    [Fact]
    public async Task A_repair_keeps_what_the_row_held_for_its_own_run()
    {
        FieldDifference name = Cell("lastname", 0);
        await ChangeAsync(name, new { lastname = "Başka" });
        RepairResult result = await RepairRun.RunAsync(_migration, [new RepairTarget("patient", name.Key)], new RepairOptions(), _ => { }, Stop);
        int number = _migration.Ledger.ObjectNumber("patient", "contact");
        JsonElement image = JsonElement.Parse(_migration.Ledger.PreImages.Find(number, name.Key, result.Run)!);
        Assert.Equal("Başka", image.GetProperty("before").GetProperty("lastname").GetString());
        Assert.Equal(name.MappedValue, image.GetProperty("after").GetProperty("lastname").GetString());
        Assert.Equal("repair", _migration.Ledger.Audit.Read().Last(l => l.Entry.Action == "begin").Entry.Note);
        Assert.Contains(_migration.Ledger.Audit.Read(), l => l.Entry.Run == result.Run && l.Entry.Action == "update" && l.Entry.Ids!.Contains(name.Id));
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_writes_nothing()
    {
        FieldDifference name = Cell("lastname", 0);
        await ChangeAsync(name, new { lastname = "Başka" });
        FieldDifference gone = await DeleteAppointmentAsync();
        string exact = await _cutover.DigestAsync(exact: true);
        long runs = _migration.Ledger.Runs.Last();
        var planned = new List<RepairAction>();
        RepairResult dry = await RepairRun.RunAsync(_migration, [], new RepairOptions { IncludeChangedSince = true, DryRun = true }, planned.Add, Stop);
        Assert.Equal(0, dry.Run);
        Assert.Equal(runs, _migration.Ledger.Runs.Last());
        Assert.Equal(exact, await _cutover.DigestAsync(exact: true));

        var done = new List<RepairAction>();
        await RepairRun.RunAsync(_migration, [], new RepairOptions { IncludeChangedSince = true }, done.Add, Stop);
        Assert.All(planned, p => Assert.Equal(RepairOutcome.Planned, p.Outcome));
        Assert.Contains(planned, p => p.Action == "create" && p.Id == gone.Id);
        Assert.Equal(planned.Select(p => (p.Id, p.Action)).Order(), done.Select(p => (p.Id, p.Action)).Order());
        Assert.Contains(planned, p => p.Id == name.Id && p.Columns == "lastname");

        // The script of it names rows and columns, and no value.
        string script = RepairScript.Of(planned, "a -> b");
        Assert.Contains(gone.Id.ToString("D"), script);
        Assert.Contains("-Column 'lastname'", script);
        Assert.DoesNotContain("Başka", script);
        Assert.DoesNotContain(name.MappedValue!, script);
    }

    [Fact]
    public async Task A_deleted_appointment_comes_back_with_its_parties_and_state_and_an_undo_takes_it_again()
    {
        string before = await _cutover.DigestAsync();
        FieldDifference gone = await DeleteAppointmentAsync();
        RepairResult result = await RepairRun.RunAsync(_migration, [new RepairTarget("appointment", Id: gone.Id)], new RepairOptions(), _ => { }, Stop);
        Assert.Equal(("appointment", 1L, true), (result.Objects.Single().Object, result.Objects.Single().Created, result.Objects.Single().IsConserved));
        Assert.Equal(before, await _cutover.DigestAsync());
        Assert.Equal(result.Run, _migration.Ledger.Records.Find(_migration.Ledger.ObjectNumber("appointment", "appointment"), gone.Key)!.Born);
        Release();
        UndoResult undone = await _cutover.UndoAsync();
        Assert.True(undone.IsComplete);
    }

    [Fact]
    public async Task A_reassigned_patient_gets_its_owner_back_with_all_that_went_along()
    {
        string before = await _cutover.DigestAsync();
        FieldDifference patient = Cell("ownerid", 0);
        string now = (await _cutover.Target.Client.RetrieveAsync("contacts", patient.Id, "_ownerid_value", Stop))!.Value.GetProperty("_ownerid_value").GetString()!;
        JsonElement other = await _cutover.Target.Client
            .QueryAsync($"systemusers?$select=systemuserid&$filter=isdisabled eq false and systemuserid ne {now}&$top=1", null, Stop).FirstAsync();
        await ChangeAsync(patient, new Dictionary<string, string> { ["ownerid@odata.bind"] = $"/systemusers({other.GetProperty("systemuserid").GetString()})" });
        List<FieldDifference> found = [.. (await RecordComparer.CompareAsync(_migration, null, Stop).ToListAsync()).Where(c => c.Verdict != Verdict.Same)];
        Assert.All(found, f => Assert.Equal("ownerid", f.Column));
        Assert.Contains(found, f => f.Object == "patient" && f.TargetValue != f.MappedValue);
        await RepairRun.RunAsync(_migration, [.. found.Select(f => new RepairTarget(f.Object, f.Key, f.Id, f.Column))], new RepairOptions(), _ => { }, Stop);
        Assert.Equal(before, await _cutover.DigestAsync());
        Assert.DoesNotContain(_migration.Ledger.Problems.Of(_migration.Ledger.Runs.Last()), p => p.Code == "OwnerChangedSince");
    }

    [Fact]
    public async Task A_power_cut_between_journal_and_answer_leaves_a_repair_that_goes_on()
    {
        string before = await _cutover.DigestAsync();
        foreach (FieldDifference cell in _cells.Where(c => c.Column == "lastname").Take(6))
        {
            await ChangeAsync(cell, new { lastname = "Başka" });
        }

        await DeleteAppointmentAsync();
        var random = new Random(5);
        for (int i = 0; i < ProofScale.Cases(6, 60); i++)
        {
            int left = random.Next(1, 40);
            _cutover.Wire.Tap = async (request, _, pass) =>
            {
                HttpResponseMessage answer = await pass();
                return request.Method == HttpMethod.Post && --left == 0 ? throw new PowerCutException() : answer;
            };
            try
            {
                await RepairRun.RunAsync(_migration, [], new RepairOptions { IncludeChangedSince = true }, _ => { }, Stop);
                break;
            }
            catch (PowerCutException)
            {
                Release();
                _cutover.Wire.Tap = null;
                _migration = await _cutover.OpenAsync(_export.Path);
            }
        }

        _cutover.Wire.Tap = null;
        await RepairRun.RunAsync(_migration, [], new RepairOptions { IncludeChangedSince = true }, _ => { }, Stop);
        Assert.Equal(before, await _cutover.DigestAsync());
        Assert.Null(_migration.Ledger.Audit.FindBreak());
        Release();
        Assert.True((await _cutover.UndoAsync()).IsComplete);
    }

    private FieldDifference Cell(string column, int nth) => _cells.Where(c => c.Column == column && c.MappedValue is not null).ElementAt(nth);

    private void Release()
    {
        _migration?.Dispose();
        _migration = null!;
    }

    private async Task<FieldDifference> DeleteAppointmentAsync()
    {
        FieldDifference gone = await RecordComparer.CompareAsync(_migration, "appointment", Stop).FirstAsync(c => c is { Column: "parties", MappedValue: not null }, Stop);
        await _cutover.Target.Client.DeleteAsync("appointments", gone.Id, null, Stop);
        return gone;
    }

    private LedgerRecord Record(FieldDifference cell) => _migration.Ledger.Records.Find(_migration.Ledger.ObjectNumber("patient", "contact"), cell.Key)!;

    private Task ChangeAsync(FieldDifference cell, object changes) =>
        _cutover.Target.Client.UpdateAsync("contacts", cell.Id, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(changes)), null, Stop);
}
