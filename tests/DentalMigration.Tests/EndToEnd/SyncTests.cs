using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>A newer export brings rows to the content a first load of it would have given them, states and links included.</summary>
public sealed class SyncTests
{
    [Fact]
    public async Task States_and_links_follow_the_newer_export_there_and_back()
    {
        using Export export = Export.Generate(traps: false, patients: 30);
        using Cutover cutover = await Cutover.StartAsync();
        string before = await cutover.DigestAsync();
        using (Migration migration = await cutover.OpenAsync(export.Path))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
            string first = await cutover.DigestAsync();
            string patient = export.Cell("Hastalar.csv", 1, "Hasta No");
            string status = export.Cell("Hastalar.csv", 1, "Durumu");
            string other = status == "Aktif" ? "Pasif" : "Aktif";
            foreach ((string word, string parent) in ((string, string)[])[(other, ""), (status, "GRP"), (other, "")])
            {
                export.SetCell("Hastalar.csv", "Hasta No", patient, "Durumu", word);
                export.SetCell("Klinikler.csv", "Klinik Kodu", "ALS", "Ana Klinik", parent);
                using ISource newer = SourceOpener.OpenFolder("dentes", export.Path);
                RunResult delta = await migration.SyncAsync(newer, null, CancellationToken.None);
                Assert.Equal(0, delta.Objects.Single(o => o.Object == "patient").Held);
                Assert.Equal(word == "Pasif" ? 1 : 0, await StateOfAsync(cutover, patient));
                Assert.Equal(parent.Length > 0 ? 2 : 1, await cutover.Target.Client.CountAsync("accounts", "_parentaccountid_value ne null", CancellationToken.None));
                if (word == status)
                {
                    Assert.Equal(first, await cutover.DigestAsync());
                }
            }
        }

        Assert.True((await cutover.UndoAsync()).IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    private static async Task<int> StateOfAsync(Cutover cutover, string patient) =>
        (await cutover.Target.Client.QueryAsync($"contacts?$select=statecode&$filter=new_sourcepatientid eq '{patient}'", null, CancellationToken.None).FirstAsync())
            .GetProperty("statecode").GetInt32();
}
