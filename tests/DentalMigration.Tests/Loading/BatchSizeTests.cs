using System.Net;
using DentalMigration.Loading;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Loading;

/// <summary>A service that cannot take as many rows at once as the options say.</summary>
public sealed class BatchSizeTests : IDisposable
{
    private const int Most = 7;
    private readonly Export _export = Export.Generate(traps: false, patients: 40);

    public void Dispose() => _export.Dispose();

    [Theory]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, false)]
    [InlineData(HttpStatusCode.GatewayTimeout, false)]
    [InlineData(HttpStatusCode.GatewayTimeout, true)] // and carried out all the same
    public async Task What_is_too_large_goes_in_parts_and_ends_in_the_same_content(HttpStatusCode status, bool isCarriedOut)
    {
        (string, long) calm = await LoadAsync(async (_, pass) => await pass());
        int refused = 0;
        int taken = 0;
        (string, long) parted = await LoadAsync(async (rows, pass) =>
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

    /// <summary>The content that a load ends in, and how many records it held.</summary>
    private async Task<(string Digest, long Held)> LoadAsync(Func<int, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> answer)
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
        crew.Wire.Tap = null;
        return (await crew.DigestAsync(), result.Objects.Sum(o => o.Held));
    }

    /// <summary>Rows that a request creates.</summary>
    private static int Rows(HttpRequestMessage request, string body)
    {
        string path = request.RequestUri!.AbsolutePath;
        return path.EndsWith("CreateMultiple", StringComparison.Ordinal) ? Count(body, "\"@odata.type\"")
            : path.EndsWith("$batch", StringComparison.Ordinal) ? Count(body, "\nPOST ") : 0;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
