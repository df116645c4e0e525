namespace DentalMigration.Benchmarks.Pipeline;

/// <summary>The contestants of <c>pipeline</c>.</summary>
/// <param name="stand">What they are given.</param>
/// <param name="module">The built module's folder.</param>
internal sealed class PipelineContest(Stand stand, string module)
{
    /// <summary>The engine alone.</summary>
    public Task<Metered> EngineAsync(string export, Uri url) => stand.StageAsync("load", export, url, stand.NewLedger());

    /// <summary>A stage from the prompt.</summary>
    public Task<Metered> PromptAsync(string stage, string export, Uri url, string ledger) => MeteredProcess.RunAsync(
        "pwsh",
        "-NoProfile", "-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, "Pipeline", "pipeline.ps1"),
        "-Module", module, "-System", stand.System == "dentes" ? "Dentes" : "DentalExec", "-Source", export, "-Url", url.ToString(), "-Ledger", ledger, "-Stage", stage);
}
