using System.Globalization;
using DentalMigration.Benchmarks.Load;
using DentalMigration.Benchmarks.Results;
using DentalMigration.Benchmarks.Running;
using DentalMigration.Capacity;
using DentalMigration.Hosting;

namespace DentalMigration.Benchmarks.Undo;

/// <summary>
/// <c>undo</c>: rows/s of an undo of everything, schema included, against the load of the same rows into the same organisation; raw, and where each
/// request takes its time as of a real service; and how long a real one would take.
/// </summary>
internal static class UndoBenchmark
{
    public static async Task<BenchmarkResult> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        bool isSmoke = settings.Size == BenchmarkSize.Smoke; // then one turn serves for both
        int rows = settings.Amount ?? settings.Pick(100_000, 10_000, 1_000);
        int rounds = settings.Rounds ?? settings.Pick(3, 1, 1);
        ServiceTime time = isSmoke ? new ServiceTime(5, 1) : ServiceTime.Model;
        using var stand = new Stand(settings.System);
        string export = await PracticeFiles.GenerateAsync(stand, "practice", rows);
        await stand.FoundAsync();
        var raw = new List<UndoTurn>();
        var model = new List<UndoTurn>();
        for (int round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            model.Add(await UndoTurn.RunAsync(stand, export, time));
            raw.Add(isSmoke ? model[^1] : await UndoTurn.RunAsync(stand, export, ServiceTime.None));
        }

        return new BenchmarkResult(
            "undo",
            string.Create(CultureInfo.InvariantCulture, $"{settings.System}, {raw[0].Load.Rows:N0} rows of a whole practice, {rounds} rounds; model: {time}"),
            [.. Of("raw", raw), .. Of("model", model), .. await ForecastAsync(stand, model, time, cancellationToken)])
        {
            Remark = "After the undo the organisation had the digest of before the load. Forecast: what was measured under the model (8 requests at once), or what the documented limits let one "
                + "application user do (20 minutes of work, 6,000 requests in 5 minutes), whichever takes longer; the schema's removal, minutes in a real organisation, is not in it.",
        };
    }

    private static IEnumerable<Figure> Of(string part, List<UndoTurn> turns) =>
    [
        Of($"{part}: rows/s, undo over load", turns, t => t.Ratio) with { AtLeast = 0.3 },
        Of($"{part}: the same without taking the schema", turns, t => t.RatioOfRows),
        Of($"{part}: client CPU, undo over load", turns, t => t.Undo.Client / t.Load.Client),
        Of($"{part}: server CPU, undo over load", turns, t => t.Undo.Server / t.Load.Server),
        Of($"{part}: rows/s, undo", turns, t => t.Undo.RowsPerSecond),
        Of($"{part}: rows/s, load", turns, t => t.Load.RowsPerSecond),
        Of($"{part}: client CPU a row, undo", turns, t => t.Undo.Client / t.Undo.Rows * 1e6, "µs"),
        Of($"{part}: server CPU a row, undo", turns, t => t.Undo.Server / t.Undo.Rows * 1e6, "µs"),
        Of($"{part}: taking the schema", turns, t => t.Undo.Seconds - t.SecondsOfRows, "s"),
        Of($"{part}: peak memory, undo", turns, t => t.Undo.Run.Outcome.Peak / 1e6, "MB"),
    ];

    private static async Task<IReadOnlyList<Figure>> ForecastAsync(Stand stand, List<UndoTurn> model, ServiceTime time, CancellationToken cancellationToken)
    {
        await using ServeProcess server = await ServeProcess.StartAsync(stand.Organisation);
        using Target target = await TargetOpener.ConnectAsync(server.Url, [SignIn.None], cancellationToken);
        string rows = string.Create(CultureInfo.InvariantCulture, $"forecast, {UndoForecast.Rows:N0} rows");
        double measured = UndoForecast.Rows / Metered.Median(model.Select(t => t.Undo.Rows / t.SecondsOfRows)) / 60;
        double limited = await UndoForecast.MinutesAsync(target.Client, UndoForecast.At(time), cancellationToken);
        var usual = new CapacityAssumptions();
        double slow = await UndoForecast.MinutesAsync(target.Client, usual, cancellationToken);
        return
        [
            new Figure(rows, Math.Max(measured, limited), "min"),
            new Figure($"{rows}: as measured under the model", measured, "min"),
            new Figure($"{rows}: as the documented limits allow", limited, "min"),
            new Figure(string.Create(CultureInfo.InvariantCulture, $"{rows}: the same at {usual.MillisecondsPerRow:N0} ms a row"), slow, "min"),
        ];
    }

    private static Figure Of(string name, List<UndoTurn> turns, Func<UndoTurn, double> of, string unit = "") => Figure.Of(name, turns.Select(of), unit);
}
