using System.ComponentModel;
using System.Diagnostics;
using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Clients;

/// <summary>Finds an npm package in a folder that has it, or has npm install it there; skips the test with the reason where neither works.</summary>
internal static class NodePackage
{
    /// <summary>Names a folder whose <c>node_modules</c> holds the packages.</summary>
    private const string FolderVariable = "DENTALMIGRATION_NODE_PACKAGES";

    /// <summary>The folder above the <c>node_modules</c> with exactly this version.</summary>
    public static async Task<string> FindAsync(string name, string version, CancellationToken cancellation)
    {
        Assert.SkipUnless(await Works("node", ["--version"], cancellation) is null, "node is not installed.");
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } given)
        {
            Assert.SkipUnless(Has(given, name, version), $"{FolderVariable} holds no {name} {version}.");
            return given;
        }
        string folder = Path.Combine(Path.GetTempPath(), "dentalmigration-node", $"{name}-{version}");
        if (!Has(folder, name, version))
        {
            Directory.CreateDirectory(folder);
            string? problem = await Works("npm", ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", $"{name}@{version}"], cancellation);
            Assert.SkipWhen(problem is not null || !Has(folder, name, version), $"{name} {version} could not be installed with npm: {problem}");
        }
        return folder;
    }

    private static bool Has(string folder, string name, string version)
    {
        string manifest = Path.Combine(folder, "node_modules", name, "package.json");
        return File.Exists(manifest) && System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(manifest))?["version"]?.ToString() == version;
    }

    /// <summary>Runs a program; null when it ended well, what it complained of otherwise.</summary>
    private static async Task<string?> Works(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        try
        {
            (int code, _, string errors) = await RunAsync(program, arguments, cancellation);
            return code == 0 ? null : errors;
        }
        catch (Exception error) when (error is Win32Exception or TimeoutException)
        {
            return error.Message;
        }
    }

    /// <summary>Runs a program for at most two minutes.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using Process process = ServeProcess.Start(program, arguments);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} took longer than two minutes.");
        }
    }
}
