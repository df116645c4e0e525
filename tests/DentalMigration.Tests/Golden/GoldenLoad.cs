using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DentalMigration.Dataverse;
using DentalMigration.Emulator;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Golden;

/// <summary>
/// Loads a golden export record by record, parents first, so that the requests between two records are those of one of them: a real load
/// over the embedded Dataverse, with nothing of it replaced.
/// </summary>
internal static partial class GoldenLoad
{
    private static readonly ConcurrentDictionary<(string System, bool Variants), Task<IReadOnlyDictionary<string, string>>> Loads = new();

    /// <summary>What the last record of each object of the map causes, as text: of the map that ships, or of it with all its variants.</summary>
    public static Task<IReadOnlyDictionary<string, string>> OfAsync(string system, bool variants) =>
        Loads.GetOrAdd((system, variants), static of => LoadAsync(of.System, of.Variants ? DefaultMap.Variants(of.System).Select(v => v.Name) : []));

    private static async Task<IReadOnlyDictionary<string, string>> LoadAsync(string system, IEnumerable<string> variants)
    {
        MigrationMap map = DefaultMap.Create(system, variants: variants);
        using GoldenExport export = GoldenExport.Write(system);
        using ISource source = SourceOpener.OpenFolder(system, export.Path);
        using var folder = new TempFolder();
        var options = new EmbeddedDataverseOptions
        {
            BaseCurrencyCode = map.Currency,
            Users = [new("Mehmet Demir", "mehmet.demir@example.com"), new("Emily Carter", "emily.carter@example.com")],
        };
        using EmbeddedDataverse dataverse = EmbeddedDataverse.Open(folder.File("contoso.db"), options);
        using var wire = new Wire { InnerHandler = new EmulatorHandler(dataverse) };
        using Target target = await Target.ConnectAsync(
            new DataverseConnection { Url = new Uri("http://localhost/"), Handler = wire, Clock = HastyClock.Instance }, CancellationToken.None);
        using Migration migration = await MigrationSession.OpenAsync(
            MapApprover.Approve(map, "test@contoso.com", TimeProvider.System), source, target, folder.File("golden.ledger"), "admin@contoso.com", null, CancellationToken.None);
        var requests = new List<string>();
        wire.Tap = (request, body, pass) =>
        {
            if (RequestTrace.Of(request, body) is { } text)
            {
                requests.Add(text);
            }

            return pass();
        };
        var selection = new RecordSelection();
        var traces = new Dictionary<string, string>();
        foreach (ObjectMap o in map.Objects)
        {
            await foreach (SourceRecord record in migration.Setup.Source.Read(o.Object))
            {
                requests.Clear();
                selection.Add(o.Object, record.Key);
                RunResult run = await migration.LoadAsync(selection, null, CancellationToken.None);
                IEnumerable<LedgerProblem> problems = migration.Ledger.Problems.Of(run.Run).Where(p => p.Object == o.Object && p.Line == record.Position.Line);
                string text = Text(o, record, problems, requests);
                if (requests.Count > 0 || !traces.ContainsKey(o.Object))
                {
                    traces[o.Object] = text;
                }
            }
        }

        wire.Tap = null;
        IReadOnlyDictionary<string, string> names = await NamesAsync(target.Client);
        return traces.ToDictionary(t => t.Key, t => Tokens().Replace(Guids().Replace(t.Value, id => names.GetValueOrDefault(id.Value, id.Value)), "<…>"));
    }

    private static string Text(ObjectMap o, SourceRecord record, IEnumerable<LedgerProblem> problems, IEnumerable<string> requests)
    {
        var text = new StringBuilder();
        text.Append($"{o.Object} -> {o.Table}\n\nRecord, {record.Position}\n\n");
        foreach (string field in record.Object.Fields.Select(f => f.Name).Where(f => record.Text(f) is not null))
        {
            text.Append($"  {field}: {record.Text(field)!.ReplaceLineEndings("\n    ")}\n");
        }

        string[] found = [.. problems.Select(p => $"  {p.Kind} {p.Code}{(p.Field.Length > 0 ? $" ({p.Field})" : "")}: {p.Reason}\n")];
        text.Append(found.Length == 0 ? "" : $"\nFindings\n\n{string.Concat(found)}");
        text.Append($"\nRequests\n\n{string.Join("\n", requests)}");
        return text.ToString();
    }

    /// <summary>What the organisation made under ids of its own, by those ids.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> NamesAsync(DataverseClient client)
    {
        var names = new Dictionary<string, string>();
        foreach ((string set, string id, string name) in new[]
        {
            ("systemusers", "systemuserid", "internalemailaddress"), ("transactioncurrencies", "transactioncurrencyid", "isocurrencycode"), ("connectionroles", "connectionroleid", "name"),
        })
        {
            await foreach (JsonElement row in client.QueryAsync($"{set}?$select={id},{name}", null, CancellationToken.None))
            {
                names[row.GetProperty(id).GetGuid().ToString("D")] = $"<{row.GetProperty(name).GetString()}>";
            }
        }

        return names;
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Guids();

    [GeneratedRegex("(?<=\"FileContinuationToken\": \")[^\"]+|(?<=sessiontoken=)[^&\\s]+|(?<=W/\")[0-9]+")]
    private static partial Regex Tokens();
}
