using DentalMigration.Mapping;
using DentalMigration.Mapping.Checks;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Mapping.Transforms;
using DentalMigration.Sources;
using DentalMigration.Tests.Mapping.Decisions;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Mapping;

/// <summary>What of decisions, names, parameters and exports cannot work, and is said of a map all at once.</summary>
public sealed class MapDecisionCheckTests : IDisposable
{
    private readonly ExportFolder _folder = new ExportFolder().Write("Hastalar.csv", "Hasta No;Adı;Soyadı;Kart Rengi;Tıbbi Not\n1;Ayşe;Çelik;mavi;Astım\n");

    [Fact]
    public async Task A_proposed_map_has_no_problems() => Assert.Empty(MapChecker.Check(await _folder.ProposeAsync()));

    [Fact]
    public async Task Two_headers_of_one_field_are_found() => Assert.Equal(["FieldTwice"], Codes(
        (await _folder.ProposeAsync()).Decide("Hastalar.csv", "Kart Rengi", Decision.Accepted, "first_name")));

    [Fact]
    public async Task A_field_that_is_none_and_a_header_without_one_are_found() => Assert.Equal(["FieldMissing", "UnknownField"], Codes(
        (await _folder.ProposeAsync()).Decide("Hastalar.csv", "Kart Rengi", Decision.Accepted, "shoe_size")
            .Decide("Hastalar.csv", p => p with { Headers = [.. p.Headers.Select(h => h.Header == "Tıbbi Not" ? h with { Decision = Decision.Accepted, Field = null } : h)] })).Order());

    [Fact]
    public async Task A_key_nobody_reads_is_found() => Assert.Equal(["KeyMissing"], Codes(
        OpenDecisions.LeaveOut((await _folder.ProposeAsync()).Decide("Hastalar.csv", "Hasta No", Decision.Ignored))));

    [Fact]
    public async Task An_object_that_is_none_is_found() => Assert.Equal(["UnknownObject"], Codes(
        (await _folder.ProposeAsync()).Decide("Hastalar.csv", p => p with { Object = "parrot" })));

    [Fact]
    public async Task A_column_of_its_own_that_nothing_makes_is_found()
    {
        MigrationMap map = (await _folder.ProposeAsync()).Decide("Hastalar.csv", "Kart Rengi", Decision.Custom);
        Assert.Empty(MapChecker.Check(map));
        Assert.Equal(["CustomColumnMissing"], Codes(map with { Objects = [.. map.Objects.Select(o => o with { Proposed = null })] }));
    }

    [Fact]
    public async Task A_place_or_header_twice_is_found()
    {
        MigrationMap map = await _folder.ProposeAsync();
        Assert.Equal(["DuplicatePlace"], Codes(map with { Places = [.. map.Places!, map.Places![^1]] }));
        Assert.Equal(["DuplicateHeader"], Codes(map.Decide("Hastalar.csv", p => p with { Headers = [.. p.Headers, p.Headers[^1]] })));
    }

    [Fact]
    public async Task An_edited_map_under_an_old_approval_is_found()
    {
        MigrationMap approved = (await _folder.ProposeAsync()).Approve(ignoreOpen: true);
        Assert.Empty(MapChecker.Check(approved));
        Assert.Equal(["MapEdited"], Codes(approved with { Currency = "EUR" }));
    }

    [Theory]
    [InlineData("New_Colour", "New_Colour", "Colour", 100, "NameInvalid")]
    [InlineData("new_a234567890123456789012345678901234567890123456789", "new_A234567890123456789012345678901234567890123456789", "Colour", 100, "NameInvalid")]
    [InlineData("cts_colour", "cts_Colour", "Colour", 100, "NameInvalid")]
    [InlineData("new_colour", "new_Color", "Colour", 100, "NameInvalid")]
    [InlineData("new_colour", "new_Colour", " ", 100, "NameInvalid")]
    [InlineData("new_colour", "new_Colour", "Colour", 4001, "LengthInvalid")]
    [InlineData("new_colour", "new_Colour", "Colour", 0, "LengthInvalid")]
    [InlineData("new_colour", "new_Colour", "Colour", 4000, null)]
    public void Names_and_lengths_Dataverse_refuses_are_found(string column, string schemaName, string label, int length, string? code)
    {
        var made = new ColumnMap
        {
            Column = column, From = ["notes"], Create = new ColumnCreation { Type = ColumnType.String, Label = label, SchemaName = schemaName, MaxLength = length },
        };
        Assert.Equal(code is null ? [] : [code], Codes(With(made)));
    }

    [Theory]
    [InlineData("phone", "country", "TR", null)]
    [InlineData("phone", "part", "2", null)]
    [InlineData("phone", "colour", "red", "UnknownParameter")]
    [InlineData("phone", "country", "DE", "ParameterInvalid")]
    [InlineData("phone", "part", "0", "ParameterInvalid")]
    [InlineData("email", "country", "TR", "UnknownParameter")]
    [InlineData("when", "colour", "red", "ParameterMissing,UnknownParameter")]
    [InlineData("note", "notes", "Note", null)]
    [InlineData("note", "shoe_size", "Shoe", "UnknownParameter")]
    public void Parameters_a_transform_does_not_take_are_found(string transform, string name, string value, string? codes) => Assert.Equal(
        codes?.Split(',') ?? [],
        Codes(With(new ColumnMap { Column = "description2", From = ["notes"], Transform = transform, With = new Dictionary<string, string> { [name] = value } })).Order());

    [Fact]
    public void Every_transform_says_what_it_does_and_knows_the_parameters_that_ship() =>
        Assert.All(TransformList.Transforms, t => Assert.True(t.Description.Length > 10 && t.Parameters.All(p => p.Description.Length > 5), t.Name));

    [Fact]
    public async Task What_a_map_reads_and_an_export_lacks_is_found_and_what_it_is_silent_about()
    {
        MigrationMap map = (await _folder.ProposeAsync()).Decide("Hastalar.csv", "Tıbbi Not", Decision.Accepted, "notes").Decide("Hastalar.csv", "Kart Rengi", Decision.Custom);
        using (ISource same = _folder.OpenAll())
        {
            Assert.Empty(await MapSourceChecks.OfAsync(map, same, CancellationToken.None));
        }

        File.Delete(_folder.File("Hekimler.csv"));
        _folder.Write("Hastalar.csv", "Hasta No;Adı;Soyadı;Puan\n1;Ayşe;Çelik;4\n");
        using ISource source = _folder.OpenAll();
        IReadOnlyList<MapProblem> problems = await MapSourceChecks.OfAsync(map, source, CancellationToken.None);
        Assert.Equal(["DecisionMissing", "HeaderMissing", "HeaderMissing", "PlaceMissing", "SourceObjectMissing"], problems.Select(p => p.Code).Order());
        Assert.Equal("MapForAnotherSystem", Assert.Single(await MapSourceChecks.OfAsync(DefaultMap.Create("dental-exec"), source, CancellationToken.None)).Code);
    }

    public void Dispose() => _folder.Dispose();

    private static MigrationMap With(ColumnMap column)
    {
        MigrationMap map = DefaultMap.Create("dentes");
        return map with { Objects = [.. map.Objects.Select(o => o.Object == "patient" ? o with { Columns = [.. o.Columns, column] } : o)] };
    }

    private static IEnumerable<string> Codes(MigrationMap map) => MapChecker.Check(map).Select(p => p.Code);
}
