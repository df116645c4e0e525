using DentalMigration.Hosting;
using DentalMigration.Hosting.Preflight;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Hosting;

public sealed class TargetGateTests : IDisposable
{
    private readonly Export _export = Export.Generate(traps: false, patients: 5);

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task A_load_elsewhere_wants_the_organisation_named_back()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(_export.Path);
        MigrationException refused = await Assert.ThrowsAsync<MigrationException>(
            () => TargetGate.DemandAsync(migration, cutover.Target, isLocal: false, _ => { }, CancellationToken.None));
        Assert.Equal("OrganizationNotConfirmed", refused.Code);
        Assert.Contains("'contoso'", refused.Message);

        MigrationException wrong = await Assert.ThrowsAsync<MigrationException>(
            () => TargetGate.ConfirmAsync(migration, cutover.Target, "fabrikam", CancellationToken.None));
        Assert.Equal("WrongOrganization", wrong.Code);

        await TargetGate.ConfirmAsync(migration, cutover.Target, "contoso", CancellationToken.None);
        await TargetGate.DemandAsync(migration, cutover.Target, isLocal: false, _ => { }, CancellationToken.None);
        Assert.Contains(migration.Ledger.Audit.Read(), a => a.Entry is { Action: "confirm", Note: "organisation contoso" });
    }

    [Fact]
    public async Task A_load_stops_before_anything_moves_and_goes_on_under_a_waiver_that_is_audited()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(_export.Path);
        Guid rule = await cutover.Target.Client.CreateAsync(
            "duplicaterules", """{"name":"Same e-mail","baseentityname":"contact","matchingentityname":"contact","uniquename":"new_x"}"""u8.ToArray(), null, CancellationToken.None);
        await cutover.Target.Client.UpdateAsync("duplicaterules", rule, """{"statecode":1,"statuscode":2}"""u8.ToArray(), null, CancellationToken.None);
        string exact = await cutover.DigestAsync(exact: true);
        MigrationException refused = await Assert.ThrowsAsync<MigrationException>(() => LoadAsync(migration, cutover));
        Assert.Equal("TargetNotReady", refused.Code);
        Assert.Contains(TargetCodes.DuplicateRuleActive, refused.Message);
        Assert.Equal(exact, await cutover.DigestAsync(exact: true));

        TargetWaivers.Add(migration, ["duplicateruleactive"], "the load does not ask for it", "ayse@contoso.com");
        Assert.True((await LoadAsync(migration, cutover)).IsConserved);
        Assert.Contains(migration.Ledger.Audit.Read(), a =>
            a.Entry is { Action: "waive", Outcome: TargetCodes.DuplicateRuleActive, Note: "ayse@contoso.com: the load does not ask for it" });
        Assert.Null(migration.Ledger.Audit.FindBreak());
    }

    [Fact]
    public async Task A_map_that_writes_what_a_column_there_does_not_take_stops_the_load()
    {
        using Cutover cutover = await Cutover.StartAsync();
        MigrationMap map = DefaultMap.Create("dentes");
        map = map with
        {
            Objects = [.. map.Objects.Select(o => o.Object != "patient" ? o : o with { Columns = [.. o.Columns.Select(c => c.Column == "lastname" ? c with { From = ["balance"], Transform = null } : c)] })],
        };
        using Migration migration = await cutover.OpenAsync(_export.Path, map);
        MigrationException refused = await Assert.ThrowsAsync<MigrationException>(() => LoadAsync(migration, cutover));
        Assert.Equal("TargetNotReady", refused.Code);
        Assert.Contains("Column 'lastname' of 'patient'", refused.Message);
        Assert.Equal(0, await cutover.Target.Client.CountAsync("contacts", null, CancellationToken.None));
    }

    [Fact]
    public async Task A_ledger_of_another_map_is_refused_before_schema_is_made()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using (await cutover.OpenAsync(_export.Path))
        {
        }

        Assert.True((await cutover.UndoAsync()).IsComplete);
        string before = await cutover.DigestAsync();
        Assert.Equal("LedgerBoundElsewhere", (await Assert.ThrowsAsync<MigrationException>(() => cutover.OpenAsync(_export.Path, DefaultMap.Create("dentes", "dnt")))).Code);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    [Theory]
    [InlineData("Weather", "it rains", "ayse", "UnknownFinding")]
    [InlineData(TargetCodes.WrongOrganization, "so what", "ayse", "UnknownFinding")]
    [InlineData(TargetCodes.FlowActive, " ", "ayse", "ReasonMissing")]
    [InlineData(TargetCodes.FlowActive, "quiet", "", "ApproverMissing")]
    public async Task A_waiver_names_a_finding_a_reason_and_a_person(string code, string reason, string approver, string expected)
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(_export.Path);
        Assert.Equal(expected, Assert.Throws<MigrationException>(() => TargetWaivers.Add(migration, [code], reason, approver)).Code);
        Assert.Empty(TargetWaivers.Of(migration.Ledger));
    }

    private static Task<RunResult> LoadAsync(Migration migration, Cutover cutover) =>
        GuardedLoad.LoadAsync(migration, cutover.Target, null, _ => { }, null, CancellationToken.None);
}
