using DentalMigration.Emulator.Tests.Harness;
using static DentalMigration.Emulator.Tests.Harness.UiBodies;

namespace DentalMigration.Emulator.Tests.Ui;

/// <summary>Forms and dashboards: those every table has, their two layers, and what is refused.</summary>
public sealed class FormTests : DataverseTest
{
    private const string Publishing = "learn:power-apps/developer/model-driven-apps/publish-customizations";
    private const string Codes = "PD:reference/web-service-error-codes.md";

    private async Task<Guid> MainForm(string table) =>
        Guid.Parse((await Get($"systemforms?$select=formid&$filter=objecttypecode eq '{table}' and type eq 2")).Value.Single()!["formid"]!.ToString());

    private static string Publish(string table) => Json(("ParameterXml", $"<importexportxml><entities><entity>{table}</entity></entities></importexportxml>"));

    [Fact]
    public async Task Tables_come_with_forms_and_so_does_a_new_one()
    {
        (await Post("EntityDefinitions", Definitions.Table("new_Visit"))).Is(204);
        foreach (string table in (string[])["account", "contact", "appointment", "new_visit"])
        {
            var types = (await Get($"systemforms?$select=type,formxml&$filter=objecttypecode eq '{table}'&$orderby=type")).Value;
            Assert.Equal([2, 6, 11], types.Select(t => t!["type"]!.GetValue<int>()));
            Assert.All(types, t => Assert.StartsWith("<form>", t!["formxml"]!.ToString(), StringComparison.Ordinal));
        }
    }

    [Fact]
    [Documented(Publishing, "A change of a form waits for PublishXml that names its table; RetrieveUnpublished shows it before")]
    public async Task Changes_wait_for_publishing()
    {
        Guid form = await MainForm("contact");
        string before = (await Row("systemforms", form, "formxml"))["formxml"]!.ToString();
        (await Patch($"systemforms({form})", Json(("formxml", FormXml("lastname", "emailaddress1"))))).Is(204);
        Assert.Equal(before, (await Row("systemforms", form, "formxml"))["formxml"]!.ToString());
        Assert.Contains("emailaddress1", (await Get($"systemforms({form})/Microsoft.Dynamics.CRM.RetrieveUnpublished()?$select=formxml")).Is(200).Json["formxml"]!.ToString(), StringComparison.Ordinal);
        (await Post("PublishXml", Publish("account"))).Is(204);
        Assert.Equal(before, (await Row("systemforms", form, "formxml"))["formxml"]!.ToString());
        (await Post("PublishXml", Publish("contact"))).Is(204);
        Assert.Equal(FormXml("lastname", "emailaddress1"), (await Row("systemforms", form, "formxml"))["formxml"]!.ToString());
    }

    [Fact]
    [Documented(Publishing, "New forms are published at once, deleted ones are gone at once")]
    public async Task New_forms_need_no_publishing()
    {
        Guid id = Guid.Parse("0a0b0c0d-1111-4222-9333-4444555500f1");
        Assert.Equal(id, await Create("systemforms", FormBody("Patient", "contact", FormXml("lastname"), id: id)));
        var row = await Row("systemforms", id, "name,componentstate,formactivationstate");
        Assert.Equal((0, 1), (row["componentstate"]!.GetValue<int>(), row["formactivationstate"]!.GetValue<int>()));
        (await Delete($"systemforms({id})")).Is(204);
        (await Get($"systemforms({id})")).Is(404);
    }

    [Fact]
    public async Task Unpublished_rows_are_listed_with_those_that_are_as_published()
    {
        Guid form = await MainForm("account");
        (await Patch($"systemforms({form})", """{"description":"changed"}""")).Is(204);
        const string query = "$filter=objecttypecode eq 'account' and type eq 2&$select=description";
        Assert.Null((await Get($"systemforms?{query}")).Value.Single()!["description"]);
        Assert.Equal("changed", (await Get($"systemforms/Microsoft.Dynamics.CRM.RetrieveUnpublishedMultiple()?{query}")).Is(200).Value.Single()!["description"]!.ToString());
        (await Post("PublishAllXml", "{}")).Is(204);
        Assert.Equal("changed", (await Get($"systemforms?{query}")).Value.Single()!["description"]!.ToString());
    }

    [Theory]
    [InlineData("<form><tabs>", "0x8004801a")]
    [InlineData("<form />", "0x8004801a")]
    [InlineData("<grid />", "0x8004801a")]
    [InlineData("<form><tabs><tab id=\"{00000000-0000-0000-0000-0000000000a1}\" /></tabs></form>", "0x8004801a")]
    [InlineData("<form><tabs><tab id=\"x\"><columns><column width=\"1\" /></columns></tab></tabs></form>", "0x8004801a")]
    [InlineData("<form><tabs><tab id=\"{00000000-0000-0000-0000-0000000000a1}\"><columns><column width=\"1\"><rows /></column></columns></tab></tabs></form>", "0x8004801a")]
    public async Task Broken_form_xml_is_refused(string xml, string code)
    {
        string before = await Digest(exact: true);
        (await Post("systemforms", FormBody("F", "contact", xml))).Is(400, code);
        (await Patch($"systemforms({await MainForm("contact")})", Json(("formxml", xml)))).Is(400, code);
        Assert.Equal(before, await Digest(exact: true));
    }

    [Fact]
    [Documented(Codes, "A form that names a column that is not there is refused (InvalidDependency, 0x8004f036)")]
    public async Task Missing_columns_views_and_relationships_are_refused()
    {
        (await Post("systemforms", FormBody("F", "contact", FormXml("lastname", "new_nosuch")))).Is(400, "0x8004f036");
        string view = (await Get("savedqueries?$select=savedqueryid&$filter=returnedtypecode eq 'contact' and querytype eq 2")).Value.Single()!["savedqueryid"]!.ToString();
        (await Post("systemforms", FormBody("F", "account", SubgridXml("contact", "contact_customer_accounts", $"{{{view.ToUpperInvariant()}}}")))).Is(204);
        (await Post("systemforms", FormBody("F", "account", SubgridXml("contact", "contact_customer_accounts", Guid.Empty.ToString())))).Is(400, "0x8004f036");
        (await Post("systemforms", FormBody("F", "account", SubgridXml("contact", "no_such", view)))).Is(400, "0x8004f036");
        (await Post("systemforms", FormBody("F", "account", SubgridXml("new_nosuch", "contact_customer_accounts", view)))).Is(400, "0x8004f036");
    }

    [Fact]
    [Documented(Codes, "A dashboard has no table (EntityTypeSpecifiedForDashboard, 0x8004e30b)")]
    public async Task Dashboards_have_no_table()
    {
        string view = (await Get("savedqueries?$select=savedqueryid&$filter=returnedtypecode eq 'contact' and querytype eq 0")).Value[0]!["savedqueryid"]!.ToString();
        string xml = SubgridXml("contact", "", view);
        (await Post("systemforms", FormBody("Board", "contact", xml, type: 0))).Is(400, "0x8004e30b");
        Guid id = await Create("systemforms", FormBody("Board", null, xml, type: 0));
        Assert.Equal("none", (await Row("systemforms", id, "objecttypecode"))["objecttypecode"]!.ToString());
    }

    [Fact]
    public async Task Type_and_table_of_a_form_stay()
    {
        Guid form = await MainForm("contact");
        (await Patch($"systemforms({form})", """{"type":7}""")).Is(400, "0x80041100");
        (await Patch($"systemforms({form})", """{"objecttypecode":"account"}""")).Is(400, "0x80041100");
        (await Patch($"systemforms({form})", """{"type":2,"objecttypecode":"contact","name":"Person"}""")).Is(204);
        (await Post("systemforms", FormBody("F", "contact", FormXml("lastname"), type: 8))).Is(400, "0x80060874");
        (await Post("systemforms", Json(("name", "F"), ("type", 2), ("objecttypecode", "contact")))).Is(400, "0x80040200");
    }

    [Fact]
    [Documented(Codes, "The only main form of a table cannot be deleted (FallbackFormDeletion, 0x8004f654)")]
    public async Task The_last_main_form_stays() => (await Delete($"systemforms({await MainForm("contact")})")).Is(400, "0x8004f654");

    [Fact]
    [Documented(Codes, "A column that a form shows cannot be deleted (CannotDeleteInUseComponent, 0x8004f01f), published or not")]
    public async Task A_column_on_a_form_cannot_be_deleted()
    {
        (await Post("EntityDefinitions(LogicalName='contact')/Attributes", Definitions.Column("String", "new_Tooth", ",\"MaxLength\":10"))).Is(204);
        Guid form = await MainForm("contact");
        (await Patch($"systemforms({form})", Json(("formxml", FormXml("lastname", "new_tooth"))))).Is(204);
        (await Delete("EntityDefinitions(LogicalName='contact')/Attributes(LogicalName='new_tooth')")).Is(400, "0x8004f01f");
        (await Patch($"systemforms({form})", Json(("formxml", FormXml("lastname"))))).Is(204);
        (await Delete("EntityDefinitions(LogicalName='contact')/Attributes(LogicalName='new_tooth')")).Is(204);
    }

    [Fact]
    public async Task A_table_takes_its_forms_and_views_along_unless_another_form_shows_it()
    {
        string before = await Digest();
        (await Post("EntityDefinitions", Definitions.Table("new_Visit"))).Is(204);
        (await Post("RelationshipDefinitions", Definitions.Lookup("new_contact_visit", "new_visit", "contact", "new_Contact"))).Is(204);
        string view = (await Get("savedqueries?$select=savedqueryid&$filter=returnedtypecode eq 'new_visit' and querytype eq 2")).Value.Single()!["savedqueryid"]!.ToString();
        Guid form = await Create("systemforms", FormBody("F", "contact", SubgridXml("new_visit", "new_contact_visit", view)));
        (await Delete("RelationshipDefinitions(SchemaName='new_contact_visit')")).Is(400, "0x8004f01f");
        (await Delete("EntityDefinitions(LogicalName='new_visit')")).Is(400, "0x8004f01f");
        (await Delete($"systemforms({form})")).Is(204);
        (await Delete("EntityDefinitions(LogicalName='new_visit')")).Is(204);
        Assert.Empty((await Get("systemforms?$filter=objecttypecode eq 'new_visit'")).Value);
        Assert.Empty((await Get("savedqueries?$filter=returnedtypecode eq 'new_visit'")).Value);
        Assert.Equal(before, await Digest());
    }
}
