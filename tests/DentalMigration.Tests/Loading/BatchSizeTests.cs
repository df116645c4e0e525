using System.Net;
using DentalMigration.Loading;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;

namespace DentalMigration.Tests.Loading;

/// <summary>A service that cannot take as many rows at once as the options say.</summary>
public sealed class BatchSizeTests : IDisposable
{
    private const int Most = 7;
    private readonly Export _export = Export.Generate(traps: false, patients: 40);
    private readonly Export _newer = Export.Generate(traps: false, patients: 40);

    public BatchSizeTests() => _newer.Edit("Hastalar.csv", text =>
    {
        int city = Array.IndexOf(text.Split("\r\n")[0].Split(';'), "İl");
        return string.Join("\r\n", text.Split("\r\n").Select((line, i) => i == 0 || line.Length == 0
            ? line
            : string.Join(';', line.Split(';').Select((cell, j) => j == city ? "Sivas" : cell))));
    });

    public void Dispose()
    {
        _export.Dispose();
        _newer.Dispose();
    }

    [Theory]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, false)]
    [InlineData(HttpStatusCode.GatewayTimeout, true)] // and carried out all the same
    public async Task What_is_too_large_goes_in_parts_and_ends_in_the_same_content(HttpStatusCode status, bool isCarriedOut)
    {
        (string, string, long) calm = await LoadAsync(async (_, pass) => await pass());
        int refused = 0;
        int taken = 0;
        (string, string, long) parted = await LoadAsync(async (rows, pass) =>
        {
            if (rows <= Most)
            {
                Interlocked.Add(ref taken, rows);
                return await pass();
            }

            Interlocked.Increment(ref refused);
            if (isCarriedOut)
            {
                (await pass()).Dispose();
            }

            return new HttpResponseMessage(status) { Content = new StringContent("") };
        });
        Assert.Equal(calm, parted);
        Assert.True(taken > 0);
        Assert.InRange(refused, 1, taken); // it learns
    }

    /// <summary>The content that a load and a delta of all patients end in, that after the undo of both, and how many records they held.</summary>
    private async Task<(string Updated, string Undone, long Held)> LoadAsync(Func<int, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> answer)
    {
        using Crew crew = await Crew.StartAsync(users: 1);
        using Migration migration = await crew.OpenAsync(_export.Path, new LoadOptions { BatchSize = 30, MaxAttempts = 50 });
        crew.Wire.Tap = async (request, body, pass) =>
        {
            HttpResponseMessage result = await answer(Rows(request, body), pass);
            result.RequestMessage = request;
            return result;
        };
        RunResult result = await migration.LoadAsync(null, null, CancellationToken.None);
        Assert.True(result.IsConserved);
        string loaded = await crew.DigestAsync();
        RunResult delta = await _newer.SyncAsync(migration);
        string updated = await crew.DigestAsync();
        Assert.NotEqual(loaded, updated);
        migration.Dispose();
        UndoResult undone = await crew.UndoAsync(new UndoOptions { BatchSize = 30, KeepSchema = true });
        Assert.True(undone.IsComplete);
        crew.Wire.Tap = null;
        return (updated, await crew.DigestAsync(), result.Objects.Sum(o => o.Held) + delta.Objects.Sum(o => o.Held));
    }

    /// <summary>Rows that a request creates, changes or deletes.</summary>
    private static int Rows(HttpRequestMessage request, string body)
    {
        string path = request.RequestUri!.AbsolutePath;
        return path.EndsWith("CreateMultiple", StringComparison.Ordinal) ? Count(body, "\"@odata.type\"")
            : path.EndsWith("$batch", StringComparison.Ordinal) ? Count(body, "\nPOST ") + Count(body, "\nPATCH ") + Count(body, "\nDELETE ") : 0;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
