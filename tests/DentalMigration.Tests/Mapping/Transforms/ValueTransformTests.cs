using DentalMigration.Mapping;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Mapping.Transforms;

public sealed class ValueTransformTests
{
    [Theory]
    [InlineData("MOD", "MOD")]
    [InlineData("D,O,M", "MOD")]
    [InlineData("o-m-d", "MOD")]
    [InlineData("Mezial Okluzal", "MO")]
    [InlineData("Vestibül / Palatinal", "BL")]
    [InlineData("İnsizal", "I")]
    [InlineData("M M O", "MO")]
    public void Surfaces_are_a_set_in_one_order(string cell, string surfaces)
    {
        MappedColumn mapped = Map("dentes", "procedure", "surfaces", "String", [("surface", cell)]);
        Assert.Equal(surfaces, mapped.Value);
        Assert.Empty(mapped.Findings);
    }

    [Fact]
    public void A_record_without_a_last_name_is_reported()
    {
        MappedColumn mapped = Map("dentes", "patient", "lastname", "String", [("last_name", null), ("full_name", null)]);
        Assert.Null(mapped.Value);
        Assert.Equal(["NameMissing"], mapped.Findings);
    }

    [Theory]
    [InlineData("6 mo recall", "Recall")]
    [InlineData("talk about recall", "Unsure", "RecallUnsure")]
    [InlineData("order gloves", "Not a recall")]
    public void A_task_says_what_it_was_taken_for(string subject, string verdict, params string[] findings)
    {
        MappedColumn mapped = Map("dental-exec", "task", "recallverdict", "String", [("subject", subject)]);
        Assert.Equal(verdict, mapped.Value);
        Assert.Equal(findings, mapped.Findings);
    }

    [Fact]
    public void What_is_no_surface_is_kept_as_written()
    {
        MappedColumn mapped = Map("dentes", "procedure", "surfaces", "String", [("surface", "kök")]);
        Assert.Equal("kök", mapped.Value);
        Assert.Equal(["SurfaceUnknown"], mapped.Findings);
    }

    [Theory]
    [InlineData("212.555.0123", "+1 (212) 555-0123")]
    [InlineData("(212) 555-0123", "+1 (212) 555-0123")]
    [InlineData("12125550123", "+1 (212) 555-0123")]
    [InlineData("+1 212 555 0123 ext. 45", "+1 (212) 555-0123 x45")]
    [InlineData("555-0123", "555-0123")]
    [InlineData("112-555-0123", "112-555-0123")]
    [InlineData("call mother", "call mother")]
    [InlineData("0532 555 01 23", "0532 555 01 23")]
    public void American_numbers_have_one_spelling(string cell, string phone) =>
        Assert.Equal(phone, Map("dental-exec", "patient", "phone", "String", [("mobile_phone", cell)], ("country", "US")).Value);

    [Theory]
    [InlineData("532 555 01 23", "+90 532 555 01 23")]
    [InlineData("0090(532)5550123", "+90 532 555 01 23")]
    [InlineData("212-555-0123", "+90 212 555 01 23")] // Istanbul, where the map says nothing else
    public void Turkish_numbers_have_theirs(string cell, string phone) =>
        Assert.Equal(phone, Map("dentes", "patient", "phone", "String", [("mobile_phone", cell)]).Value);

    [Theory]
    [InlineData("Ayşe Nur Çelik", "Ayşe Nur", "Çelik")]
    [InlineData("Uzm. Dt. İlker Şahin", "İlker", "Şahin")]
    [InlineData("Smith, Alan J.", "Alan J.", "Smith")]
    [InlineData("Dr. Alan Smith DDS", "Alan", "Smith")]
    [InlineData("Alan Smith, DMD", "Alan", "Smith")]
    [InlineData("Çelik", null, "Çelik")]
    public void A_whole_name_is_taken_apart_where_there_is_no_other(string whole, string? first, string last)
    {
        Assert.Equal(first, Map("dental-exec", "patient", "firstname", "String", [("first_name", null), ("full_name", whole)]).Value);
        Assert.Equal(last, Map("dental-exec", "patient", "lastname", "String", [("last_name", null), ("full_name", whole)]).Value);
    }

    [Fact]
    public void A_name_in_fields_of_its_own_is_not_touched() =>
        Assert.Equal("Dr Ann", Map("dental-exec", "patient", "firstname", "String", [("first_name", "Dr Ann"), ("full_name", "Other Person")]).Value);

    [Fact]
    public void A_whole_name_is_put_together_where_there_is_none() =>
        Assert.Equal("Ann Miller", Map("dental-exec", "insurance", "fullname", "String", [("subscriber_name", null), ("subscriber_first_name", "Ann"), ("subscriber_last_name", "Miller")]).Value);

    [Theory]
    [InlineData("Y", "true", null)]
    [InlineData("hayır", "false", null)]
    [InlineData("0", "false", null)]
    [InlineData("penicillin", null, "FlagUnclear")] // says that something is there, and no flag says what
    [InlineData(null, null, null)] // no answer is not a no
    public void A_flag_is_yes_or_no_and_nothing_more(string? cell, string? value, string? finding)
    {
        MappedColumn flag = Map("dental-exec", "patient", "flag", "Boolean", [("medical_alert", cell)]);
        Assert.Equal(value, flag.Value);
        Assert.Equal(finding is null ? [] : [finding], flag.Findings);
    }

    [Fact]
    public void A_flag_can_be_turned_round() =>
        Assert.Equal("false", Map("dental-exec", "provider", "flag", "Boolean", [("is_inactive", "Y")], ("not", "true")).Value);

    [Theory]
    [InlineData("80%", "80", null, null)]
    [InlineData("12.5", "12.5", null, null)]
    [InlineData("0.8", "80.0", "PercentFraction", null)]
    [InlineData("120", null, null, "PercentOutOfRange")]
    public void A_percentage_lies_between_0_and_100(string cell, string? value, string? finding, string? problem)
    {
        MappedColumn percent = Map("dental-exec", "insurance", "percent", "Decimal", [("policy_id", "1"), ("coverage_percent", cell)]);
        Assert.Equal(value, percent.Value);
        Assert.Equal(finding is null ? [] : [finding], percent.Findings);
        Assert.Equal(problem, percent.Problem);
    }

    [Theory]
    [InlineData("D2740", "CDT")]
    [InlineData("02391", "CDT")]
    [InlineData("402.010", "SUT")]
    [InlineData("1-7", "TDB")]
    [InlineData("K02.1", "ICD-10")]
    [InlineData("CROWN1", null)]
    public void A_code_says_by_its_shape_which_list_it_is_from(string cell, string? list) =>
        Assert.Equal(list, Map("dental-exec", "procedure", "codesystem", "String", [("procedure_code", cell)]).Value);

    [Theory]
    [InlineData("Payment", null, "-50", "5")] // money received that is negative was given back
    [InlineData("Payment", "50", null, "1")]
    [InlineData("Cash Payment", null, null, "1")]
    [InlineData(null, null, "50", "1")]
    [InlineData(null, "50", null, "0")]
    [InlineData("Charge", "50", null, "0")]
    [InlineData("Refund", null, "50", "5")]
    [InlineData("Ins Payment", null, "50", "2")]
    public void A_ledger_entry_is_told_by_its_word_or_by_the_amount_that_is_filled(string? word, string? charge, string? payment, string option)
    {
        ColumnMap column = DefaultMap.Create("dental-exec").Find("ledger")!.Columns.Single(c => c.Column == "new_entrytype");
        MappedColumn mapped = MappedColumn.Of(
            "dental-exec", "ledger", column, "Picklist", ("entry_type", word), ("charge_amount", charge), ("payment_amount", payment));
        Assert.Equal($"10000000{option}", mapped.Value);
    }

    [Fact]
    public void A_key_longer_than_its_column_is_its_start_and_a_hash()
    {
        ColumnMap column = new() { Column = "", From = ["carrier_name"], Transform = "key", Create = new ColumnCreation { Type = ColumnType.String, Label = "Key", SchemaName = "new_Key", MaxLength = 40 } };
        string Key(string name) => MappedColumn.Of("dentes", "payer", column, "String", ("carrier_name", name)).Value!;
        string one = Key(new string('a', 60));
        Assert.Equal(40, one.Length);
        Assert.StartsWith("aaa", one);
        Assert.NotEqual(one, Key(new string('a', 61)));
        Assert.Equal("anadolu", Key("Anadolu")); // payers go by their folded names
    }

    [Theory]
    [InlineData("https://contoso.sharepoint.com/sites/a/x.pdf", null, "https://contoso.sharepoint.com/sites/a/x.pdf", null)]
    [InlineData(null, "http://files.example.com/x 1.pdf", "http://files.example.com/x%201.pdf", null)]
    [InlineData(null, "Documents/x.pdf", null, "UrlMissing")]
    [InlineData("file:///c:/x.pdf", null, null, "UrlMissing")]
    public void What_is_referred_to_has_a_web_address(string? url, string? path, string? value, string? problem)
    {
        MappedColumn mapped = Map("dental-exec", "document", "url", "String", [("url", url), ("file_path", path)]);
        Assert.Equal(value, mapped.Value);
        Assert.Equal(problem, mapped.Problem);
    }

    private static MappedColumn Map(string system, string objectName, string transform, string type, (string Field, string? Cell)[] cells, params (string Name, string Value)[] with) =>
        MappedColumn.Of(
            system,
            objectName,
            new ColumnMap { Column = "", From = [.. cells.Where(c => c.Field != "policy_id").Select(c => c.Field)], Transform = transform, With = with.ToDictionary(w => w.Name, w => w.Value) },
            type,
            cells);
}
