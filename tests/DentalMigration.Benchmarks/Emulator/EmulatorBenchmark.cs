using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using DentalMigration.Benchmarks.Results;
using DentalMigration.Benchmarks.Running;

namespace DentalMigration.Benchmarks.Emulator;

/// <summary><c>emulator</c>: bulk creates and point reads over loopback, by bare HTTP clients.</summary>
internal static class EmulatorBenchmark
{
    private const string Api = "/api/data/v9.2/";
    private const int Reads = 20_000;

    public static async Task<BenchmarkResult> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        const int connections = 8;
        int rows = settings.Amount ?? settings.Pick(1_000_000, 100_000, 5_000);
        await using ServeProcess server = await ServeProcess.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections }) { BaseAddress = server.Url };
        int requests = rows / ContactBodies.RowsPerRequest;
        int window = Math.Max(1, requests / 10);
        var marks = new List<(double Seconds, long Memory)>();
        long start = Stopwatch.GetTimestamp();
        int done = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, requests),
            new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = cancellationToken },
            async (request, stop) =>
            {
                await CreateAsync(client, ContactBodies.Make(request), stop);
                if (Interlocked.Increment(ref done) % window == 0)
                {
                    lock (marks)
                    {
                        marks.Add((Stopwatch.GetElapsedTime(start).TotalSeconds, server.Memory));
                    }
                }
            });
        double total = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double[] rates = Rates(marks, window * ContactBodies.RowsPerRequest);
        double reads = await ReadAsync(client, rows, connections, cancellationToken);
        Print(rates, marks);
        return new BenchmarkResult(
            "emulator",
            string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows of 20 columns, {ContactBodies.RowsPerRequest} a request, {connections} clients; then {Reads:N0} reads by id"),
            [
                new Figure("rows/s", rows / total) { AtLeast = 12_000 },
                new Figure("rows/s, last tenth over first", rates[^1] / rates[0]) { AtLeast = 0.8 },
                new Figure("GET by id a second", reads) { AtLeast = 4_000 },
                new Figure("memory after the first tenth", marks[0].Memory / 1e6, "MB"),
                new Figure("memory at the end", marks[^1].Memory / 1e6, "MB"),
                new Figure("server CPU, all", server.Processor.TotalSeconds, "s"),
            ]);
    }

    private static async Task CreateAsync(HttpClient client, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage answer = await client.PostAsync($"{Api}contacts/Microsoft.Dynamics.CRM.CreateMultiple", content, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(cancellationToken));
        }

        await answer.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    private static async Task<double> ReadAsync(HttpClient client, int rows, int connections, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Reads),
            new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = cancellationToken },
            async (i, stop) =>
            {
                long row = (long)i * 7919 % rows;
                using HttpResponseMessage answer = await client.GetAsync($"{Api}contacts({ContactBodies.Id(row)})?$select=firstname,lastname", stop);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync(stop);
            });
        return Reads / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double[] Rates(List<(double Seconds, long Memory)> marks, int rowsPerMark)
    {
        double[] rates = new double[marks.Count];
        for (int i = 0; i < rates.Length; i++)
        {
            rates[i] = rowsPerMark / (marks[i].Seconds - (i == 0 ? 0 : marks[i - 1].Seconds));
        }

        return rates;
    }

    private static void Print(double[] rates, List<(double Seconds, long Memory)> marks)
    {
        Console.WriteLine("tenth   rows/s   memory MB");
        for (int i = 0; i < rates.Length; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1,5} {rates[i],8:N0} {marks[i].Memory / 1e6,11:N0}"));
        }
    }
}
