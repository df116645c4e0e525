using System.Globalization;
using System.Net.Http.Json;

namespace DentalMigration.Benchmarks.Load;

/// <summary>The time that a service takes.</summary>
/// <param name="Request">Milliseconds of a request.</param>
/// <param name="Row">Milliseconds more for each row that it writes.</param>
internal sealed record ServiceTime(int Request, int Row)
{
    /// <summary>Only what the emulator needs itself.</summary>
    public static ServiceTime None { get; } = new(0, 0);

    /// <summary>What a real service would take.</summary>
    public static ServiceTime Model { get; } = new(50, 4);

    /// <summary>Makes a server take it from here on.</summary>
    public async Task ApplyAsync(Uri server)
    {
        if (this != None)
        {
            using var client = new HttpClient { BaseAddress = server };
            using HttpResponseMessage answer = await client.PostAsJsonAsync("/emulator/faults", new { latencyPerRequestMs = Request, latencyPerRowMs = Row });
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Lets a server be as fast as it can again.</summary>
    public static async Task ClearAsync(Uri server)
    {
        using var client = new HttpClient { BaseAddress = server };
        using HttpResponseMessage answer = await client.DeleteAsync("/emulator/faults");
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Rows a second that it allows at most.</summary>
    /// <param name="connections">Requests at once.</param>
    /// <param name="rows">Rows in each.</param>
    public double Ceiling(int connections, int rows) => connections * rows * 1000.0 / (Request + (Row * rows));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Request} ms a request and {Row} ms a row");
}
