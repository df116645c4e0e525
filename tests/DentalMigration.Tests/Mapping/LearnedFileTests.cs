using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Mapping.Learning;
using DentalMigration.Mapping.Proposing;
using DentalMigration.Tests.Mapping.Decisions;
using DentalMigration.Tests.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Mapping;

/// <summary>What is remembered of one practice's decisions for the next.</summary>
public sealed class LearnedFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ExportFolder _export = new ExportFolder()
        .Write("Hastalar.csv", "Hasta No;Adı;Soyadı;Kart Rengi;Sağlık Uyarısı;Puan\n1;Zübeyde;Karabulut;turkuaz;Lateks;12\n");

    private string Learned => _folder.File("learned.json");

    [Fact]
    public async Task A_decision_helps_the_next_practice()
    {
        LearnedFile.Remember(Learned, await DecidedAsync("izmir", "allergies"), TimeProvider.System);
        MigrationMap next = await _export.ProposeAsync(new MapProposalOptions { Learned = LearnedFile.Spellings(Learned, "dentes", Assert.Fail) });
        Assert.Equal("allergies", next.Header("Hastalar.csv", "Sağlık Uyarısı").Field);
        Assert.Contains(next.Header("Hastalar.csv", "Kart Rengi").Reasons!, r => r.Contains("earlier practice"));
        Assert.Equal(Decision.Open, next.Header("Hastalar.csv", "Kart Rengi").Decision);
    }

    [Fact]
    public async Task Spellings_are_remembered_and_no_value_no_known_spelling_and_nothing_left_open()
    {
        int count = LearnedFile.Remember(Learned, await DecidedAsync("izmir", "allergies"), TimeProvider.System);
        Assert.Equal(2, count);
        string text = File.ReadAllText(Learned);
        Assert.All((string[])["Sağlık Uyarısı", "Kart Rengi"], word => Assert.Contains(word, text));
        Assert.All((string[])["Zübeyde", "turkuaz", "Lateks", "Soyadı", "Puan", "izmir"], word => Assert.DoesNotContain(word, text));
        Assert.Empty(LearnedFile.Spellings(Learned, "dental-exec", null));
    }

    [Fact]
    public async Task Of_different_decisions_the_more_frequent_is_taken_and_of_equals_the_latest_and_it_is_told()
    {
        var clock = new SteppedClock();
        LearnedFile.Remember(Learned, await DecidedAsync("izmir", "allergies"), clock);
        LearnedFile.Remember(Learned, await DecidedAsync("ankara", "notes"), clock);
        List<string> told = [];
        Assert.Equal("notes", Only(told).Field);
        Assert.Contains("'notes' (1), 'allergies' (1)", Assert.Single(told));

        LearnedFile.Remember(Learned, await DecidedAsync("bursa", "allergies"), clock);
        LearnedFile.Remember(Learned, await DecidedAsync("bursa", "allergies"), clock);
        LearnedFile.Remember(Learned, await DecidedAsync("ankara", "notes"), clock);
        Assert.Equal("allergies", Only(told).Field);
    }

    [Fact]
    public async Task A_practice_that_decides_anew_has_one_voice()
    {
        var clock = new SteppedClock();
        LearnedFile.Remember(Learned, await DecidedAsync("izmir", "allergies"), clock);
        LearnedFile.Remember(Learned, await DecidedAsync("izmir", "notes"), clock);
        List<string> told = [];
        Assert.Equal("notes", Only(told).Field);
        Assert.Empty(told);
    }

    [Theory]
    [InlineData("nothing like it")]
    [InlineData("{\"version\": 2, \"decisions\": []}")]
    [InlineData("{\"version\": 1, \"decisions\": [{\"system\": \"dentes\"}]}")]
    public void Another_file_is_refused(string text)
    {
        File.WriteAllText(Learned, text);
        Assert.Equal("LearnedUnreadable", Assert.Throws<MigrationException>(() => LearnedFile.Spellings(Learned, "dentes", null)).Code);
    }

    [Fact]
    public void No_file_yet_is_nothing_learned_yet() => Assert.Empty(LearnedFile.Spellings(Learned, "dentes", null));

    public void Dispose()
    {
        _folder.Dispose();
        _export.Dispose();
    }

    private LearnedSpelling Only(List<string> told) =>
        Assert.Single(LearnedFile.Spellings(Learned, "dentes", told.Add), s => s.Header == "Sağlık Uyarısı");

    private async Task<MigrationMap> DecidedAsync(string scope, string field) => (await _export.ProposeAsync())
        .Decide("Hastalar.csv", "Sağlık Uyarısı", Decision.Accepted, field)
        .Decide("Hastalar.csv", "Kart Rengi", Decision.Custom) with { Scope = scope };

    private sealed class SteppedClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now = _now.AddMinutes(1);
    }
}
