using DentalMigration.Emulator.Tests.Harness;
using static DentalMigration.Emulator.Tests.Harness.UiBodies;

namespace DentalMigration.Emulator.Tests.Ui;

/// <summary>Views and charts.</summary>
public sealed class ViewTests : DataverseTest
{
    private const string Views = "learn:power-apps/developer/model-driven-apps/customize-entity-views";
    private const string Codes = "PD:reference/web-service-error-codes.md";
    private static readonly string People = Fetch("contact", "<attribute name=\"fullname\" /><order attribute=\"fullname\" />");
    private static readonly string Grid = Layout("contactid", "fullname", "fullname", "emailaddress1");

    private async Task<Guid> Id(string table, int type) =>
        Guid.Parse((await Get($"savedqueries?$select=savedqueryid&$filter=returnedtypecode eq '{table}' and querytype eq {type}&$orderby=name")).Value[0]!["savedqueryid"]!.ToString());

    [Fact]
    public async Task Tables_come_with_views_and_so_does_a_new_one()
    {
        (await Post("EntityDefinitions", Definitions.Table("new_Visit"))).Is(204);
        foreach (string table in (string[])["account", "contact", "new_visit"])
        {
            var views = (await Get($"savedqueries?$select=querytype,fetchxml,isdefault&$filter=returnedtypecode eq '{table}'&$orderby=querytype")).Value;
            Assert.Equal([0, 0, 1, 2, 4, 64], views.Select(v => v!["querytype"]!.GetValue<int>()));
            Assert.All(views, v => Assert.Contains($"<entity name=\"{table}\">", v!["fetchxml"]!.ToString(), StringComparison.Ordinal));
        }
        (await Get($"new_visits?savedQuery={await Id("new_visit", 0)}")).Is(501);
    }

    [Fact]
    [Documented(Views, "A public view can be made, changed and deleted; a change waits for publishing")]
    public async Task Public_views_come_and_go()
    {
        string before = await Digest();
        Guid id = await Create("savedqueries", View("Patients", "contact", People, Grid));
        (await Patch($"savedqueries({id})", """{"name":"People"}""")).Is(204);
        Assert.Equal("Patients", (await Row("savedqueries", id, "name"))["name"]!.ToString());
        (await Post("PublishXml", Json(("ParameterXml", "<importexportxml><entities><entity>contact</entity></entities></importexportxml>")))).Is(204);
        Assert.Equal("People", (await Row("savedqueries", id, "name"))["name"]!.ToString());
        (await Delete($"savedqueries({id})")).Is(204);
        Assert.Equal(before, await Digest());
    }

    [Theory]
    [InlineData(1, "0x80040203")]
    [InlineData(2, "0x80040203")]
    [InlineData(4, "0x8004853a")]
    [InlineData(64, "0x80040203")]
    [Documented(Views, "Advanced find, associated, quick find and lookup views occur once and are updated, not made or deleted")]
    public async Task Views_that_occur_once_are_updated(int type, string code)
    {
        (await Post("savedqueries", View("Mine", "contact", People, Grid, type))).Is(400, code);
        Guid id = await Id("contact", type);
        (await Delete($"savedqueries({id})")).Is(400, "0x8004022f");
        (await Patch($"savedqueries({id})", Json(("layoutxml", Grid)))).Is(204);
    }

    [Theory]
    [InlineData("<fetch", "0x80040201")]
    [InlineData("<fetch><entity name=\"account\" /></fetch>", "0x80041128")]
    [InlineData("<fetch><entity name=\"new_nosuch\" /></fetch>", "0x80041102")]
    [InlineData("<fetch><entity name=\"contact\"><attribute name=\"new_nosuch\" /></entity></fetch>", "0x80041103")]
    [InlineData("<fetch><entity name=\"contact\"><order attribute=\"new_nosuch\" /></entity></fetch>", "0x80041103")]
    [InlineData("<fetch><entity name=\"contact\"><filter><condition attribute=\"fullname\" operator=\"equals\" value=\"1\" /></filter></entity></fetch>", "0x80041120")]
    [InlineData("<fetch><entity name=\"contact\"><filter type=\"xor\" /></entity></fetch>", "0x80041122")]
    [InlineData("<fetch><entity name=\"contact\"><column name=\"fullname\" /></entity></fetch>", "0x8004111c")]
    [InlineData("<fetch><entity name=\"contact\"><link-entity name=\"account\" from=\"accountid\" to=\"new_nosuch\" /></entity></fetch>", "0x80041103")]
    [InlineData("<fetch><entity name=\"contact\"><filter><condition entityname=\"a\" attribute=\"name\" operator=\"null\" /></filter></entity></fetch>", "0x8004110a")]
    [Documented(Codes, "FetchXML that names what is not there is refused")]
    public async Task Broken_fetch_xml_is_refused(string fetch, string code) => (await Post("savedqueries", View("V", "contact", fetch, Grid))).Is(400, code);

    [Theory]
    [InlineData("<grid", "0x80040201")]
    [InlineData("<table />", "0x80040201")]
    [InlineData("<grid object=\"1\"><row id=\"contactid\"><cell name=\"fullname\" /></row></grid>", "0x80040201")]
    [InlineData("<grid><row id=\"accountid\"><cell name=\"fullname\" /></row></grid>", "0x80040201")]
    [InlineData("<grid><row id=\"contactid\"><cell name=\"fullname\" width=\"wide\" /></row></grid>", "0x80040201")]
    [InlineData("<grid><row id=\"contactid\"><cell name=\"new_nosuch\" /></row></grid>", "0x80041103")]
    [InlineData("<grid><row id=\"contactid\"><cell name=\"a.name\" /></row></grid>", "0x8004110a")]
    public async Task Broken_layout_xml_is_refused(string layout, string code) => (await Post("savedqueries", View("V", "contact", People, layout))).Is(400, code);

    [Fact]
    public async Task Columns_of_joined_tables_can_be_shown()
    {
        string joined = Fetch("contact", "<attribute name=\"fullname\" /><link-entity name=\"account\" from=\"accountid\" to=\"parentcustomerid\" alias=\"a\" link-type=\"outer\"><attribute name=\"name\" /></link-entity>");
        (await Post("savedqueries", View("V", "contact", joined, Layout("contactid", "fullname", "fullname", "a.name")))).Is(204);
        (await Post("savedqueries", View("V", "contact", joined, Layout("contactid", "fullname", "a.new_nosuch")))).Is(400, "0x80041103");
    }

    [Fact]
    public async Task The_table_of_a_view_stays_and_its_columns_cannot_be_deleted()
    {
        (await Post("EntityDefinitions(LogicalName='contact')/Attributes", Definitions.Column("String", "new_Tooth", ",\"MaxLength\":10"))).Is(204);
        Guid id = await Create("savedqueries", View("V", "contact", People, Layout("contactid", "fullname", "new_tooth")));
        (await Patch($"savedqueries({id})", """{"returnedtypecode":"account"}""")).Is(400, "0x80041100");
        (await Delete("EntityDefinitions(LogicalName='contact')/Attributes(LogicalName='new_tooth')")).Is(400, "0x8004f01f");
        (await Delete($"savedqueries({id})")).Is(204);
        (await Delete("EntityDefinitions(LogicalName='contact')/Attributes(LogicalName='new_tooth')")).Is(204);
    }

    [Fact]
    [Documented(Codes, "A default view cannot be deactivated (CannotDeactivateDefaultView, 0x8004027a)")]
    public async Task A_default_view_stays_active() => (await Patch($"savedqueries({await Id("contact", 0)})", """{"statecode":1,"statuscode":2}""")).Is(400, "0x8004027a");

    [Fact]
    [Documented(Views, "A public view that becomes the default takes that from the one that was")]
    public async Task There_is_one_default_view()
    {
        Guid old = await Id("contact", 0);
        Guid id = await Create("savedqueries", View("Patients", "contact", People, Grid));
        (await Patch($"savedqueries({id})", """{"isdefault":true}""")).Is(204);
        (await Post("PublishAllXml", "{}")).Is(204);
        var defaults = (await Get("savedqueries?$select=savedqueryid&$filter=returnedtypecode eq 'contact' and querytype eq 0 and isdefault eq true")).Value;
        Assert.Equal(id.ToString(), defaults.Single()!["savedqueryid"]!.ToString());
        (await Patch($"savedqueries({old})", """{"isdefault":true}""")).Is(204);
        (await Post("PublishAllXml", "{}")).Is(204);
        Assert.False((await Row("savedqueries", id, "isdefault"))["isdefault"]!.GetValue<bool>());
    }

    [Fact]
    [Documented(Codes, "Descriptions of charts are checked (0x8004e000, 0x8004e001, 0x8004e002)")]
    public async Task Charts()
    {
        string data = "<datadefinition><fetchcollection><fetch mapping=\"logical\" aggregate=\"true\"><entity name=\"contact\"><attribute name=\"contactid\" aggregate=\"count\" alias=\"n\" />" +
            "<attribute name=\"createdon\" groupby=\"true\" dategrouping=\"month\" alias=\"m\" /></entity></fetch></fetchcollection><categorycollection><category alias=\"m\"><measurecollection>" +
            "<measure alias=\"n\" /></measurecollection></category></categorycollection></datadefinition>";
        const string drawn = "<Chart><Series><Series ChartType=\"Column\" /></Series><ChartAreas><ChartArea /></ChartAreas></Chart>";
        string Chart(string d, string p) => Json(("name", "By month"), ("primaryentitytypecode", "contact"), ("datadescription", d), ("presentationdescription", p));
        Guid id = await Create("savedqueryvisualizations", Chart(data, drawn));
        (await Patch($"savedqueryvisualizations({id})", Json(("presentationdescription", "<Chart")))).Is(400, "0x8004e002");
        (await Post("savedqueryvisualizations", Chart("<datadefinition", drawn))).Is(400, "0x8004e000");
        (await Post("savedqueryvisualizations", Chart(data.Replace("measure alias=\"n\"", "measure alias=\"x\"", StringComparison.Ordinal), drawn))).Is(400, "0x8004e000");
        (await Post("savedqueryvisualizations", Chart(data.Replace("\"contact\"", "\"account\"", StringComparison.Ordinal), drawn))).Is(400, "0x8004e001");
        (await Post("savedqueryvisualizations", Chart(data, "<Chart><Series /></Chart>"))).Is(400, "0x8004e002");
        (await Post("savedqueryvisualizations", Chart(data.Replace("createdon", "new_nosuch", StringComparison.Ordinal), drawn))).Is(400, "0x80041103");
    }
}
