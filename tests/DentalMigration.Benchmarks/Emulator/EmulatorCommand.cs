using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace DentalMigration.Benchmarks.Emulator;

/// <summary><c>emulator</c>: bulk creates and point reads over loopback, by bare HTTP clients.</summary>
internal static class EmulatorCommand
{
    private const string Api = "/api/data/v9.2/";

    public static Command Create()
    {
        var rows = new Option<int>("--rows") { Description = "Contacts to create.", DefaultValueFactory = _ => 1_000_000 };
        var quick = new Option<bool>("--quick") { Description = "100,000 contacts." };
        var connections = new Option<int>("--connections") { Description = "Clients at once.", DefaultValueFactory = _ => 8 };
        var command = new Command("emulator", "CreateMultiple of contacts with 20 columns, 100 a request, and GET by id, against 'serve'.") { rows, quick, connections };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(quick) ? 100_000 : parsed.GetValue(rows), parsed.GetValue(connections), stop));
        return command;
    }

    private static async Task<int> RunAsync(int rows, int connections, CancellationToken cancellationToken)
    {
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
        Print(rows, total, rates, marks, reads, server.Processor);
        return 0;
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
        const int count = 20_000;
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = cancellationToken },
            async (i, stop) =>
            {
                long row = (long)i * 7919 % rows;
                using HttpResponseMessage answer = await client.GetAsync($"{Api}contacts({ContactBodies.Id(row)})?$select=firstname,lastname", stop);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync(stop);
            });
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
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

    private static void Print(int rows, double total, double[] rates, List<(double Seconds, long Memory)> marks, double reads, TimeSpan processor)
    {
        Console.WriteLine("tenth   rows/s   memory MB");
        for (int i = 0; i < rates.Length; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1,5} {rates[i],8:N0} {marks[i].Memory / 1_048_576,11:N0}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all   {rows / total,8:N0}   aim 12,000"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"last / first {rates[^1] / rates[0]:N2}   aim 0.80"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"GET by id {reads,8:N0}/s   aim 4,000"));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "emulator",
            rows,
            rowsPerSecond = Math.Round(rows / total),
            lastToFirst = Math.Round(rates[^1] / rates[0], 3),
            getsPerSecond = Math.Round(reads),
            firstMemory = marks[0].Memory,
            lastMemory = marks[^1].Memory,
            serverProcessorSeconds = Math.Round(processor.TotalSeconds, 1),
        }));
    }
}
