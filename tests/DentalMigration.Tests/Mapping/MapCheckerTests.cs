using DentalMigration.Mapping;

namespace DentalMigration.Tests.Mapping;

public sealed class MapCheckerTests
{
    private static readonly MigrationMap Shipped = DefaultMap.Create("dentes");

    [Fact]
    public void Finds_a_field_the_system_does_not_have() =>
        Assert.Equal("UnknownField", Only(Patient(p => p with { From = ["shoe_size"] })).Code);

    [Fact]
    public void Finds_a_transform_that_does_not_exist() =>
        Assert.Equal("UnknownTransform", Only(Patient(p => p with { Transform = "guess" })).Code);

    [Fact]
    public void Finds_children_before_their_parents() =>
        Assert.Contains(MapChecker.Check(Shipped with { Objects = [.. Shipped.Objects.Reverse()] }), p => p.Code == "LookupOutOfOrder");

    [Fact]
    public void Finds_an_object_the_system_does_not_have() =>
        Assert.Contains(
            MapChecker.Check(Shipped with { Objects = [.. Shipped.Objects, Shipped.Objects[0] with { Object = "parrot" }] }),
            p => p.Code == "UnknownObject" && p.Place == "parrot");

    [Fact]
    public void Says_which_column_of_which_object_it_is()
    {
        MapProblem problem = Only(Patient(p => p with { From = ["shoe_size"] }));
        Assert.Equal("patient.firstname", problem.Place);
        Assert.Contains("'firstname'", problem.Message);
        Assert.Contains("'patient'", problem.Message);
    }

    [Theory]
    [InlineData("patient", "new_balance", "note", "TransformDoesNotFit")]
    [InlineData("patient", "new_consentdate", "moment", null)]
    [InlineData("patient", "new_balance", null, null)]
    [InlineData("patient", "gendercode", "percent", "TransformDoesNotFit")]
    public void A_transform_must_give_what_the_column_takes(string o, string column, string? transform, string? code) =>
        Assert.Equal(code is null ? [] : [code], Codes(o, column, c => c with { Transform = transform }));

    [Theory]
    [InlineData("new_balance", "notes")]
    [InlineData("new_consentkvkk", "consent_date")]
    [InlineData("new_bloodtype", "balance")]
    [InlineData("gendercode", "is_active")]
    public void A_field_must_be_what_the_column_takes(string column, string field) =>
        Assert.Equal(["FieldDoesNotFit"], Codes("patient", column, c => c with { From = [field] }));

    [Fact]
    public void A_choice_writes_only_options_it_has_and_knows_each_word_once()
    {
        Assert.Equal(["OptionUnknown"], Codes("treatment_plan", "new_planstatus", c => c with { Values = new Dictionary<string, int> { ["Yeni"] = 7 } }));
        Assert.Equal(["WordTwice"], Codes("patient", "gendercode", c => c with { Values = new Dictionary<string, int> { ["KADIN"] = 2, ["kadın"] = 1 } }));
        Assert.Equal(["ValuesMissing"], Codes("treatment_plan", "new_planstatus", c => c with { Values = null }));
        Assert.Equal(["OptionValueTooLow"], Codes("practice", "name", c => c with { InsertOptions = new Dictionary<int, string> { [34] = "Dental" } }));
    }

    [Fact]
    public void A_lookup_is_one_in_the_map_and_in_the_schema() =>
        Assert.Equal(["LookupDoesNotFit"], Codes("patient", "new_payerid", c => c with { Create = c.Create! with { Type = ColumnType.String } }));

    [Fact]
    public void A_column_must_come_from_somewhere() => Assert.Equal(["NothingToWrite"], Codes("patient", "firstname", c => c with { From = [] }));

    [Fact]
    public void A_file_must_be_a_file_and_go_where_files_go()
    {
        Assert.Equal(["FieldDoesNotFit"], Codes("document", o => o with { Content = o.Content! with { From = ["description"] } }));
        Assert.Equal(["UnknownField"], Codes("document", o => o with { Content = o.Content! with { MimeType = ["mime"] } }));
        Assert.Equal(["ContentColumnMissing"], Codes("document", o => o with { Content = o.Content! with { Column = "new_file" } }));
        Assert.Equal(["FileWithoutContent"], Codes("large_document", o => o with { Content = null }));
    }

    [Fact]
    public void What_else_an_object_names_must_be_there()
    {
        Assert.Equal(["UnknownField"], Codes("ledger", o => o with { CurrencyFrom = "money" }));
        Assert.Equal(["UnknownField"], Codes("patient", o => o with { State = o.State! with { Otherwise = ["alive"] } }));
        Assert.Equal(["SourceKeyMissing"], Codes("patient", o => o with { SourceKey = "new_key" }));
        Assert.Equal(["LookupOutOfOrder"], Codes("appointment", o => o with { Parties = [new PartyMap("patient_id", "referral", 5)] }));
    }

    [Fact]
    public void A_transform_of_dates_needs_one() =>
        Assert.Equal(["TransformDoesNotFit"], Codes("patient", "lastname", c => c with { Transform = "moment" }));

    [Fact]
    public void A_currency_has_three_letters_and_a_rate() =>
        Assert.Equal("CurrencyInvalid", Only(Shipped with { Currencies = new Dictionary<string, decimal> { ["usd"] = 0 } }).Code);

    [Fact]
    public void Two_objects_of_one_table_make_a_column_in_one_way() => Assert.Equal(
        "ColumnDiffers",
        Only(Change("payer", o => o with { Columns = [.. o.Columns.Select(c => c.Column == "new_accountrole" ? c with { Create = c.Create! with { Secured = true } } : c)] })).Code);

    [Fact]
    public void A_column_does_not_take_a_name_that_comes_with_another() => Assert.Equal(
        ["ColumnNameTaken"],
        Codes("patient", "new_education", c => c with { Column = "new_consentsmsname", Create = c.Create! with { SchemaName = "new_ConsentSmsName" } }));

    [Fact]
    public void Only_a_connection_has_roles() =>
        Assert.Equal(["RoleDoesNotFit"], Codes("patient", o => o with { Roles = new Dictionary<string, string> { ["record1roleid"] = "Patient" } }));

    [Fact]
    public void What_is_handed_over_as_a_reference_is_not_mapped() => Assert.Contains(
        MapChecker.Check(Shipped with { Objects = [.. Shipped.Objects, new ObjectMap { Object = "workflow", Table = "new_workflow", Columns = [new ColumnMap { Column = "new_name", From = ["name"] }] }] }),
        p => p.Code == "ObjectIsReference");

    private static MapProblem Only(MigrationMap map) => Assert.Single(MapChecker.Check(map));

    private static IEnumerable<string> Codes(string objectName, string column, Func<ColumnMap, ColumnMap> change) =>
        Codes(objectName, o => o with { Columns = [.. o.Columns.Select(c => c.Column == column ? change(c) : c)] });

    private static IEnumerable<string> Codes(string objectName, Func<ObjectMap, ObjectMap> change) =>
        MapChecker.Check(Change(objectName, change)).Select(p => p.Code);

    private static MigrationMap Change(string objectName, Func<ObjectMap, ObjectMap> change) =>
        Shipped with { Objects = [.. Shipped.Objects.Select(o => o.Object == objectName ? change(o) : o)] };

    private static MigrationMap Patient(Func<ColumnMap, ColumnMap> change) =>
        Change("patient", o => o with { Columns = [.. o.Columns.Select(c => c.Column == "firstname" ? change(c) : c)] });
}
