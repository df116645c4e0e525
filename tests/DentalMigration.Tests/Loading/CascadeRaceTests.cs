using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;

namespace DentalMigration.Tests.Loading;

/// <summary>Before an owner changes, it is noted how the rows below stand, while other batches of the run go on.</summary>
public sealed class CascadeRaceTests : IDisposable
{
    private readonly Export _export = Export.Generate(traps: false, patients: 40);

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task Rows_updated_while_it_is_noted_how_others_stand_are_not_taken_for_edited()
    {
        using Crew crew = await Crew.StartAsync(users: 1);
        using Migration migration = await crew.OpenAsync(_export.Path, new LoadOptions { BatchSize = 10 });
        await migration.LoadAsync(null, null, CancellationToken.None);
        string other = _export.Cell("Hastalar.csv", 1, "Hekim Kodu") == "1" ? "2" : "1";
        for (int i = 1; i <= 40; i++)
        {
            _export.SetCell("Hastalar.csv", "Hasta No", _export.PatientKey(i), "Adres", "Yeni Adres " + i);
        }

        _export.SetCell("Hastalar.csv", "Hasta No", _export.PatientKey(1), "Hekim Kodu", other);
        int number = migration.Ledger.ObjectNumber("patient", "contact");
        long newest = migration.Ledger.Records.Walk(number, RecordState.Written).Max(r => r.Version!.Value);
        var asked = new TaskCompletionSource();
        crew.Wire.Tap = async (request, body, pass) =>
        {
            if (body.Contains("\nPATCH ", StringComparison.Ordinal))
            {
                await asked.Task;
            }

            HttpResponseMessage answer = await pass();
            string url = Uri.UnescapeDataString(request.RequestUri!.ToString());
            if (url.Contains("/contacts?", StringComparison.Ordinal) && url.Contains("_ownerid_value", StringComparison.Ordinal) && !asked.Task.IsCompleted)
            {
                await answer.Content.LoadIntoBufferAsync();
                asked.SetResult();
                while (migration.Ledger.Records.Walk(number, RecordState.Written).All(r => r.Version is null || r.Version <= newest))
                {
                    await Task.Yield(); // the answer is slow, and a batch beside it is written and noted
                }
            }

            return answer;
        };
        await _export.SyncAsync(migration);
        crew.Wire.Tap = null;
        int edited = migration.Ledger.Records.Walk(number, RecordState.Written).Count(r => r.Edited);
        migration.Dispose();
        UndoResult undone = await crew.UndoAsync(new UndoOptions { KeepSchema = true });
        Assert.Equal(0, edited);
        Assert.Equal(0, undone.Objects.Sum(o => o.Kept));
    }
}
