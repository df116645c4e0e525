using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DentalMigration.Cli.Generation;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>A stage of a cutover as it stands before it runs, and what an undisturbed run of it leaves behind.</summary>
internal sealed class KilledStage
{
    private const string Template = "template";

    private readonly string _stage;
    private readonly TempFolder _folder;
    private readonly string _source;

    private KilledStage(string stage, TempFolder folder)
    {
        (_stage, _folder, _source) = (stage, folder, folder.File("dentes"));
        Exit = stage is "load" or "delta" ? 1 : 0; // planted errors are held
    }

    /// <summary>What the process ends with.</summary>
    public int Exit { get; }

    /// <summary>The content an undisturbed run leaves.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>The bytes it sends and gets.</summary>
    public long Traffic { get; private set; }

    /// <summary>Makes everything that comes before the stage, and lets it run once undisturbed.</summary>
    public static async Task<KilledStage> PrepareAsync(string stage, TempFolder folder)
    {
        var work = new KilledStage(stage, folder);
        PracticeGenerator.Generate(new GenerationOptions { Patients = stage == "load" ? 100 : 40, Seed = 7, Out = work._source }, null, CancellationToken.None);
        string before = await work.ComeThereAsync();
        work.Copy("calm");
        await using Server server = await Server.StartAsync(folder.File("calm.db"));
        using var proxy = new CountingProxy(server.Url, long.MaxValue, () => { });
        await RunAsync(work.Exit, work.Arguments(proxy.Url, folder.File("calm.ledger")));
        (work.Digest, work.Traffic) = (await server.DigestAsync(), proxy.Passed);
        if (stage is "repair" or "undo")
        {
            Assert.Equal(before, work.Digest);
        }

        return work;
    }

    /// <summary>Copies organisation and ledger as they stand before the stage.</summary>
    public void Copy(string name)
    {
        foreach (string file in Directory.GetFiles(_folder.Path, Template + ".*"))
        {
            File.Copy(file, _folder.File(name + Path.GetFileName(file)[Template.Length..]));
        }
    }

    /// <summary>The stage's command line.</summary>
    public string[] Arguments(Uri url, string ledger) => _stage switch
    {
        "load" => Load(url, ledger),
        "delta" => Going("sync", url, ledger),
        "repair" => [.. Going("repair", url, ledger), "--include-changed-since"],
        _ => ["undo", "--url", url.ToString(), "--ledger", ledger, "--json"],
    };

    /// <returns>The content that a repair, or an undo, is to come back to.</returns>
    private async Task<string> ComeThereAsync()
    {
        if (_stage == "load")
        {
            return "";
        }

        await using Server server = await Server.StartAsync(_folder.File(Template + ".db"));
        string empty = await server.DigestAsync();
        string ledger = _folder.File(Template + ".ledger");
        await RunAsync(1, Load(server.Url, ledger));
        string loaded = await server.DigestAsync();
        if (_stage == "delta")
        {
            Change();
        }
        else if (_stage == "repair")
        {
            await DamageAsync(server.Url);
        }

        return _stage == "undo" ? empty : loaded;
    }

    /// <summary>The newer export: names changed, an appointment gone, and a new patient.</summary>
    private void Change()
    {
        Encoding turkish = CodePagesEncodingProvider.Instance.GetEncoding(1254)!;
        string patients = Path.Combine(_source, "Hastalar.csv");
        string[] lines = File.ReadAllText(patients, turkish).TrimEnd().Split("\r\n");
        int name = Array.IndexOf(lines[0].Split(';'), "Soyadı");
        string[] changed = [.. lines.Select((line, i) => i % 3 == 1 && line.Split(';') is var cells && cells.Length > name ? string.Join(';', cells.Select((c, at) => at == name ? c + "oğlu" : c)) : line)];
        string added = string.Join(';', lines[5].Split(';').Select((c, at) => at == 0 ? "990001" : at == 1 ? "D990001" : at == 2 ? "" : c));
        File.WriteAllText(patients, string.Join("\r\n", changed.Append(added)) + "\r\n", turkish);
        string appointments = Path.Combine(_source, "Randevular.csv");
        File.WriteAllText(appointments, string.Join("\r\n", File.ReadAllText(appointments, turkish).Split("\r\n").Where((_, i) => i != 4)), turkish);
    }

    /// <summary>Somebody's import changes names and subjects, and takes rows away.</summary>
    private static async Task DamageAsync(Uri url)
    {
        using var client = new HttpClient { BaseAddress = new Uri(url, "/api/data/v9.2/") };
        foreach ((string set, string id, string body) in ((string, string, string)[])
            [("contacts", "contactid", """{"lastname":"Yanlış","address1_city":null}"""), ("appointments", "activityid", """{"subject":"Moved"}"""), ("annotations", "annotationid", "")])
        {
            JsonElement rows = await client.GetFromJsonAsync<JsonElement>($"{set}?$select={id}&$orderby={id}&$top=12");
            foreach (JsonElement row in rows.GetProperty("value").EnumerateArray())
            {
                using var request = new HttpRequestMessage(body.Length > 0 ? HttpMethod.Patch : HttpMethod.Delete, $"{set}({row.GetProperty(id).GetString()})");
                request.Content = body.Length > 0 ? new StringContent(body, Encoding.UTF8, "application/json") : null;
                (await client.SendAsync(request)).EnsureSuccessStatusCode();
            }
        }
    }

    private static async Task RunAsync(int exit, string[] arguments)
    {
        (int code, string output, string error) = await ConsoleProgram.RunAsync(arguments);
        Assert.True(code == exit, output + error);
    }

    private string[] Load(Uri url, string ledger) => [.. Going("migrate", url, ledger), "--accept-default-map", "test@contoso.com"];

    private string[] Going(string command, Uri url, string ledger) =>
        [command, "--system", "dentes", "--source", _source, "--url", url.ToString(), "--ledger", ledger, "--fallback-owner", "admin@contoso.com", "--json"];
}
