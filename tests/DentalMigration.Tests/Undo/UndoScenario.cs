using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;

namespace DentalMigration.Tests.Undo;

/// <summary>A small practice, loaded, and what happens to it before an undo.</summary>
public sealed class UndoScenario : IDisposable
{
    private UndoScenario(Cutover cutover, Export export, string before, Guid somebody)
    {
        Somebody = somebody;
        Cutover = cutover;
        Export = export;
        Before = before;
    }

    public Cutover Cutover { get; }

    public Export Export { get; }

    /// <summary>The content digest of before everything.</summary>
    public string Before { get; }

    public DataverseClient Client => Cutover.Target.Client;

    /// <summary>Loads the practice: run 1.</summary>
    public static async Task<UndoScenario> LoadedAsync(int patients = 30)
    {
        Export export = Export.Generate(traps: false, patients: patients);
        Cutover cutover = await Cutover.StartAsync();
        Guid somebody = await cutover.Target.AddUserAsync("Somebody Else", "somebody@example.com");
        JsonElement role = await cutover.Target.Client.QueryAsync("roles?$select=roleid&$filter=name eq 'System Administrator'", null, CancellationToken.None).FirstAsync();
        await cutover.Target.Client.AssociateAsync(
            "systemusers", somebody, "systemuserroles_association", "roles", role.GetProperty("roleid").GetGuid(), CancellationToken.None);
        var scenario = new UndoScenario(cutover, export, await cutover.DigestAsync(), somebody);
        using Migration migration = await cutover.OpenAsync(export.Path);
        RunResult run = await migration.LoadAsync(null, null, CancellationToken.None);
        Assert.Equal(1, run.Run);
        return scenario;
    }

    /// <summary>Syncs the export as it is now.</summary>
    /// <returns>The run's number.</returns>
    public async Task<long> SyncAsync()
    {
        using Migration migration = await Cutover.OpenAsync(Export.Path);
        using ISource newer = SourceOpener.OpenFolder("dentes", Export.Path);
        return (await migration.SyncAsync(newer, null, CancellationToken.None)).Run;
    }

    /// <summary>A Monday's worth of change: new patient, changed columns, a state, links made and moved.</summary>
    public void EditExport(string mark)
    {
        Export.SetCell("Hastalar.csv", "Hasta No", Patient(1), "Durumu", Export.Cell("Hastalar.csv", 1, "Durumu") == "Aktif" ? "Pasif" : "Aktif");
        Export.SetCell("Hastalar.csv", "Hasta No", Patient(2), "Adres", "Adres " + mark);
        Export.SetCell("Hastalar.csv", "Hasta No", Patient(3), "Adres", "Adres " + mark);
        Export.SetCell("Klinikler.csv", "Klinik Kodu", "ALS", "Ana Klinik", Export.Cell("Klinikler.csv", 2, "Ana Klinik").Length > 0 ? "" : "GRP");
        string added = $"9{mark.Length:D3}{mark}";
        Export.Edit("Hastalar.csv", text =>
        {
            string[] lines = text.Split("\r\n");
            string[] cells = lines[4].Split(';');
            cells[0] = added;
            return text.TrimEnd('\r', '\n') + "\r\n" + string.Join(';', cells) + "\r\n";
        });
    }

    /// <summary>Key of the nth patient.</summary>
    public string Patient(int n) => Export.Cell("Hastalar.csv", n, "Hasta No");

    public async Task<JsonElement> ContactAsync(string patient, string select) =>
        await Client.QueryAsync($"contacts?$select=contactid,{select}&$filter=new_sourcepatientid eq '{patient}'", null, CancellationToken.None).FirstAsync();

    /// <summary>Another user, who may do anything.</summary>
    public Guid Somebody { get; }

    /// <summary>Changes a column as somebody else.</summary>
    public Task EditAsync(string set, Guid id, string column, object value) => Client.UpdateAsync(
        set, id, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { [column] = value }), new WriteOptions { CallerId = Somebody }, CancellationToken.None);

    public Task<UndoResult> UndoAsync(UndoOptions? options = null) => Cutover.UndoAsync(options);

    /// <summary>Everything a run told of, by code.</summary>
    public ILookup<string, LedgerProblem> Told(UndoResult result)
    {
        using MigrationLedger ledger = OpenLedger();
        return ledger.Problems.Of(result.Run).ToLookup(p => p.Code);
    }

    /// <summary>What is to be read where an undo did not end as it should.</summary>
    public string Say(UndoResult result) => string.Join(
        "\n",
        [
            .. Told(result).SelectMany(p => p).Select(p => $"{p.Object} {p.Key} {p.Code} {p.Field} {p.Reason}"),
            .. result.Components.Where(c => !c.Removed).Select(c => $"{c.Kind} {c.Table} {c.Name}: {c.Reason}"),
            result.Verification.ToString(),
        ]);

    public MigrationLedger OpenLedger() => MigrationLedger.Open(Cutover.LedgerPath, TimeProvider.System, mustExist: true);

    public void Dispose()
    {
        Cutover.Dispose();
        Export.Dispose();
    }
}
