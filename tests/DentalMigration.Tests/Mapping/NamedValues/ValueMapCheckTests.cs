using DentalMigration.Mapping;
using DentalMigration.Mapping.NamedValues;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Mapping.NamedValues;

/// <summary>What of value maps cannot work, and what there is of them.</summary>
public sealed class ValueMapCheckTests
{
    [Fact]
    public void A_value_map_that_is_there_is_sound() => Assert.Empty(MapChecker.Check(NamedMaps.Named()));

    [Fact]
    public void A_name_that_is_not_there_is_found_with_those_that_are()
    {
        MapProblem problem = Only(NamedMaps.Gender, "\"valueMap\": \"sex\"");
        Assert.Equal(("ValueMapUnknown", "patient.gendercode"), (problem.Code, problem.Place));
        Assert.Contains("'sex'", problem.Message);
        Assert.Contains("There are: gender, yes or no.", problem.Message);
    }

    [Fact]
    public void A_name_in_a_map_that_has_none_is_found() =>
        Assert.Contains("The map has none", Only("", "\"valueMap\": \"gender\"").Message);

    [Theory]
    [InlineData("{\"Erkek\": 1, \"Kadın\": 2}")]
    [InlineData("{\"Erkek\": 2}")]
    public void Values_and_a_name_are_one_too_many(string values)
    {
        MapProblem problem = Only(NamedMaps.Gender, $"\"valueMap\": \"gender\", \"values\": {values}");
        Assert.Equal("ValuesTwice", problem.Code);
        Assert.Contains("'gender'", problem.Message);
    }

    [Fact]
    public void A_word_that_is_there_twice_is_found_once_for_all_columns()
    {
        MapProblem problem = Only("\"valueMaps\": {\"gender\": {\"KADIN\": 2, \"kadın\": 1}},", "\"valueMap\": \"gender\"");
        Assert.Equal(("WordTwice", "valueMaps.gender"), (problem.Code, problem.Place));
        Assert.Contains("'kadın'", problem.Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_value_map_has_words(string words) => Assert.Equal("ValuesMissing", Only($"\"valueMaps\": {{\"gender\": {words}}},", "\"onFault\": \"Blank\"").Code);

    [Fact]
    public void A_choice_writes_only_options_it_has_by_name_too()
    {
        var create = new ColumnCreation { Type = ColumnType.Picklist, Label = "Gender", SchemaName = "new_Gender", Options = new Dictionary<int, string> { [1] = "Male" } };
        MigrationMap map = NamedMaps.Named();
        map = map with { Objects = [map.Objects[0] with { Columns = [map.Column() with { Column = "new_gender", Create = create }] }] };
        Assert.Equal("OptionUnknown", Assert.Single(MapChecker.Check(map)).Code);
    }

    [Fact]
    public void A_load_does_not_guess_what_a_name_stands_for()
    {
        var column = new ColumnMap { Column = "new_gender", From = ["gender"], ValueMap = "gender" };
        Assert.Equal("ValueMapUnknown", Assert.Throws<MigrationException>(() => MappedColumn.Of("dentes", "patient", column, "Picklist", ("gender", "Erkek"))).Code);
    }

    [Fact]
    public void The_list_has_the_named_and_those_of_a_single_column()
    {
        IReadOnlyList<ValueMapUse> all = ValueMapList.Of(DefaultMap.Create("dental-exec"));
        ValueMapUse specialty = Assert.Single(all, m => m.IsNamed);
        Assert.Equal("specialty", specialty.Name);
        Assert.Equal(["provider_contact.new_specialty", "referral.new_specialty"], specialty.Columns);
        Assert.Equal("Endodontics", specialty.Labels[specialty.Values["Endodontist"]]);
        ValueMapUse gender = Assert.Single(all, m => m.Name == "gendercode");
        Assert.Equal(["patient.gendercode"], gender.Columns);
        Assert.Equal(2, gender.Values["Kadın"]);
        Assert.Empty(gender.Labels);
    }

    [Fact]
    public void The_list_has_what_no_column_uses()
    {
        ValueMapUse[] all = [.. ValueMapList.Of(NamedMaps.Named())];
        Assert.Equal(["gender", "yes or no"], all.Select(m => m.Name));
        Assert.Empty(all[1].Columns);
    }

    private static MapProblem Only(string maps, string column) => Assert.Single(MapChecker.Check(NamedMaps.Read(maps, column)));
}
