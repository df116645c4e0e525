using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DentalMigration.Hosting;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Assistant;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Mapping.Proposing;
using DentalMigration.Sources;
using DentalMigration.Systems;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Mapping.Assistant;

/// <summary>No value of a patient reaches the assistant: every cell of the example exports is looked for in all that was sent.</summary>
public sealed partial class AssistantPrivacyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>
    /// Every header of every file is asked about, each under all fields there are, with the headers as they are, with headers nobody knows, and
    /// with none at all: the first record stands in their place then.
    /// </summary>
    [Theory]
    [InlineData("dentes", "Known")]
    [InlineData("dentes", "Foreign")]
    [InlineData("dentes", "None")]
    [InlineData("dental-exec", "Known")]
    [InlineData("dental-exec", "Foreign")]
    [InlineData("dental-exec", "None")]
    public async Task No_cell_of_an_example_is_sent(string system, string headers)
    {
        using ISource source = SourceOpener.OpenFolder(system, Path.Combine(Repository.Root, "examples", system));
        List<SourcePlace> places = await source.SurveyAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        await using ChatServer server = await ChatServer.SayingAsync("""{"headers": []}""");
        using var assistant = new ChatAssistant(new ChatEndpoint(server.Url));
        var ranking = new AssistedRanking(assistant, source.Catalog, Assert.Fail);
        foreach (SourcePlace place in places.Where(p => p.Rows.Count > 0))
        {
            ColumnSample[] samples = [.. place.File.Columns.Select((c, i) => Sample(place, i, headers))];
            await ranking.RankAsync(Doubtful(source.Catalog, place.File.Object!, samples, hasSure: headers != "None"), samples, TestContext.Current.CancellationToken);
        }

        Assert.NotEmpty(server.Requests);
        string known = string.Join('\n', source.Catalog.Objects.SelectMany(o => o.Fields.Select(f => f.Name).Append(o.Name))
            .Concat(Enum.GetNames<FieldType>()).Append(system).Concat(headers == "None" ? [] : places.SelectMany(p => p.File.Columns.Select(c => c.Header))));
        AssertHoldsNone(server, places, known);
    }

    [Fact]
    public async Task A_whole_proposal_sends_none_either()
    {
        foreach (string file in Directory.GetFiles(Repository.Example, "*.csv"))
        {
            File.Copy(file, _folder.File(Path.GetFileName(file)));
        }

        Rename("Hastalar.csv", ("Cep Telefonu", "Mobil Tel"), ("Doğum Tarihi", "D.T."));
        using ISource source = SourceOpener.OpenFolder("dentes", _folder.Path, allowUnknown: true);
        await using ChatServer server = await ChatServer.SayingAsync("""{"headers": []}""");
        using var assistant = new ChatAssistant(new ChatEndpoint(server.Url));
        await MapProposer.ProposeAsync(DefaultMap.Create("dentes"), source, new MapProposalOptions { Assistant = assistant, Warn = Assert.Fail }, TestContext.Current.CancellationToken);
        List<SourcePlace> places = await source.SurveyAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        string known = string.Join('\n', source.Catalog.Objects.SelectMany(o => o.Fields.Select(f => f.Name)).Concat(Enum.GetNames<FieldType>()).Concat(places.SelectMany(p => p.File.Columns.Select(c => c.Header))));
        AssertHoldsNone(server, places, known);
    }

    public void Dispose() => _folder.Dispose();

    private static ColumnSample Sample(SourcePlace place, int column, string headers)
    {
        string[] values = [.. place.Cells(column).Select(Text).OfType<string>()];
        return headers switch
        {
            "Known" => new ColumnSample(place.File.Columns[column].Header, values),
            "Foreign" => new ColumnSample($"Alan {(char)('a' + column)}", values),
            _ => new ColumnSample(values.FirstOrDefault() ?? string.Empty, [.. values.Skip(1)]),
        };
    }

    /// <summary>A proposal that is sure of one header at most and asks about all others.</summary>
    private static PlaceProposal Doubtful(SystemCatalog catalog, string objectName, ColumnSample[] samples, bool hasSure) => new(
        "place",
        [new ObjectCandidate(objectName, 1, [])],
        true,
        [.. samples.Select((s, i) => new HeaderProposal(s.Header, [.. catalog[objectName].Fields.Take(4).Append(catalog[objectName].Fields[^1]).Select(f => new FieldCandidate(f.Name, 0.1, []))], hasSure && i == 0))]);

    /// <summary>Cells that say more than a shape does, and that are not words the question is made of anyway.</summary>
    private static void AssertHoldsNone(ChatServer server, IReadOnlyList<SourcePlace> places, string known)
    {
        var sent = new StringBuilder();
        foreach (string request in server.Requests)
        {
            // The port and the length are numbers that a cell may be too.
            sent.AppendJoin('\n', request[..request.IndexOf("\n\n", StringComparison.Ordinal)].Split('\n').Where(l => !l.StartsWith("Host:", StringComparison.Ordinal) && !l.StartsWith("Content-Length:", StringComparison.Ordinal))).Append('\n');
        }

        foreach (System.Text.Json.JsonElement question in server.Questions)
        {
            foreach (System.Text.Json.JsonElement header in question.GetProperty("headers").EnumerateArray())
            {
                sent.Append(header.GetProperty("header").GetString()).Append('\n').AppendJoin('\n', header.GetProperty("shapes").EnumerateArray().Select(s => s.GetString())).Append('\n');
            }
        }

        string all = sent.ToString();
        int looked = 0;
        foreach (string cell in places.SelectMany(p => p.Rows).SelectMany(r => r).Select(Text).OfType<string>().Distinct())
        {
            if (cell.Length > 2 && !Shape().IsMatch(cell) && !known.Contains(cell, StringComparison.OrdinalIgnoreCase))
            {
                looked++;
                Assert.False(all.Contains(cell, StringComparison.OrdinalIgnoreCase), $"A cell of the shape {ShapeMask.Of(cell)} was sent.");
            }
        }

        Assert.True(looked > 500, $"Only {looked} cells were looked for.");
    }

    private static string? Text(object? cell) => Convert.ToString(cell, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text.Trim() : null;

    private void Rename(string name, params (string From, string To)[] headers)
    {
        Encoding turkish = CodePagesEncodingProvider.Instance.GetEncoding(1254)!;
        string text = File.ReadAllText(_folder.File(name), turkish);
        foreach ((string from, string to) in headers)
        {
            Assert.Contains(from, text);
            text = text.Replace(from, to);
        }

        File.WriteAllText(_folder.File(name), text, turkish);
    }

    /// <summary>A cell of nothing but the signs of masks is its own mask.</summary>
    [GeneratedRegex("^[Aa9 .,:;/+()@_-]+$")]
    private static partial Regex Shape();
}
