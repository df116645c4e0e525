using DentalMigration.Emulator.Tests.Harness;
using static DentalMigration.Emulator.Tests.Harness.UiBodies;

namespace DentalMigration.Emulator.Tests.Ui;

/// <summary>Site maps and apps.</summary>
public sealed class AppTests : DataverseTest
{
    private const string Apps = "learn:power-apps/developer/model-driven-apps/create-manage-model-driven-apps-using-code";
    private const string Codes = "PD:reference/web-service-error-codes.md";
    private const string Icon = "953b9fac-1e5e-e611-80d6-00155ded156f";
    private static readonly Guid App = Guid.Parse("0a0b0c0d-1111-4222-9333-44445555aa01");
    private static readonly Guid Map = Guid.Parse("0a0b0c0d-1111-4222-9333-44445555aa02");

    private static string MapXml(string subArea) => $"<SiteMap><Area Id=\"Dental\"><Group Id=\"Patients\">{subArea}</Group></Area></SiteMap>";

    private static string MapBody(string xml, string unique = "new_dental") =>
        Json(("sitemapid", Map.ToString()), ("sitemapname", "Dental"), ("sitemapnameunique", unique), ("sitemapxml", xml));

    private static string AppBody(string unique = "dental", string icon = Icon) =>
        Json(("appmoduleid", App.ToString()), ("name", "Dental"), ("uniquename", unique), ("webresourceid", icon));

    private static string Components(params string[] items) => $$"""{"AppId":"{{App}}","Components":[{{string.Join(",", items)}}]}""";

    private static string Row(string table, string key, object id) => $$"""{"@odata.type":"Microsoft.Dynamics.CRM.{{table}}","{{key}}":"{{id}}"}""";

    private static string Publish(string xml) => Json(("ParameterXml", $"<importexportxml>{xml}</importexportxml>"));

    private async Task MakeApp()
    {
        Assert.Equal(Map, await Create("sitemaps", MapBody(MapXml("<SubArea Id=\"contacts\" Entity=\"contact\" />"))));
        Assert.Equal(App, await Create("appmodules", AppBody()));
    }

    [Fact]
    [Documented(Apps, "An app takes components, is validated, and is there once it is published")]
    public async Task An_app_from_creation_to_publishing()
    {
        string before = await Digest();
        await MakeApp();
        (await Get($"appmodules({App})")).Is(404);
        (await Get($"sitemaps({Map})")).Is(404);
        Assert.Equal("dental", (await Get($"appmodules({App})/Microsoft.Dynamics.CRM.RetrieveUnpublished()?$select=uniquename")).Is(200).Json["uniquename"]!.ToString());
        Reply invalid = (await Get($"ValidateApp(AppModuleId={App})")).Is(200);
        Assert.False(invalid.Json["AppValidationResponse"]!["ValidationSuccess"]!.GetValue<bool>());
        (await Post("PublishXml", Publish($"<appmodules><appmodule>{App}</appmodule></appmodules>"))).Is(400, "0x80050114");

        string table = (await Get("EntityDefinitions(LogicalName='contact')?$select=MetadataId")).Json["MetadataId"]!.ToString();
        string view = (await Get("savedqueries?$select=savedqueryid&$filter=returnedtypecode eq 'contact' and querytype eq 0")).Value[0]!["savedqueryid"]!.ToString();
        string[] items = [Row("sitemap", "sitemapid", Map), Row("entity", "entityid", table), Row("savedquery", "savedqueryid", view)];
        (await Post("AddAppComponents", Components(items))).Is(204);
        (await Post("AddAppComponents", Components(items))).Is(204);
        Assert.True((await Get($"ValidateApp(AppModuleId={App})")).Is(200).Json["AppValidationResponse"]!["ValidationSuccess"]!.GetValue<bool>());
        (await Post("PublishXml", Publish($"<sitemaps><sitemap>{Map}</sitemap></sitemaps><appmodules><appmodule>{App}</appmodule></appmodules>"))).Is(204);

        string unique = (await Row("appmodules", App, "appmoduleidunique,publishedon"))["appmoduleidunique"]!.ToString();
        Assert.NotEqual(App.ToString(), unique);
        var types = (await Get($"appmodulecomponents?$select=componenttype&$filter=_appmoduleidunique_value eq {unique}&$orderby=componenttype")).Value;
        Assert.Equal([1, 26, 62], types.Select(t => t!["componenttype"]!.GetValue<int>()));
        (await Post("RemoveAppComponents", Components(items[2]))).Is(204);
        Assert.Equal(2, (await Get("appmodulecomponents")).Value.Count);

        (await Delete($"appmodules({App})")).Is(204);
        (await Delete($"sitemaps({Map})")).Is(204);
        Assert.Empty((await Get("appmodulecomponents")).Value);
        Assert.Equal(before, await Digest());
    }

    [Theory]
    [InlineData("0123456789012345678901234567890123456789x")]
    [InlineData("new_dental")]
    [InlineData("diş")]
    [Documented(Codes, "A unique name of an app has at most 40 letters and digits (InvalidAppModuleUniqueName, 0x8005011e)")]
    public async Task Unique_names_of_apps(string name) => (await Post("appmodules", AppBody(name))).Is(400, "0x8005011e");

    [Fact]
    public async Task Apps_need_an_icon_and_a_name_of_their_own()
    {
        (await Post("appmodules", Json(("name", "A"), ("uniquename", "a")))).Is(400, "0x80040200");
        (await Post("appmodules", AppBody(icon: Guid.NewGuid().ToString()))).Is(404);
        await Create("appmodules", AppBody());
        (await Post("appmodules", Json(("name", "B"), ("uniquename", "Dental"), ("webresourceid", Icon)))).Is(400, "0x8005011f");
        (await Patch($"appmodules({App})", """{"uniquename":"other"}""")).Is(400, "0x80050119");
        (await Post("appmodules", AppBody("again"))).Is(412, "0x80040237");
    }

    [Fact]
    [Documented(Codes, "An app refuses components that are not there (0x80050113), of other types (0x80050112), and a second site map (0x80050111)")]
    public async Task Components_are_checked()
    {
        await MakeApp();
        (await Post("AddAppComponents", Components())).Is(400, "0x8005011b");
        (await Post("AddAppComponents", Components(Row("contact", "contactid", Guid.NewGuid())))).Is(400, "0x80050112");
        (await Post("AddAppComponents", Components(Row("savedquery", "savedqueryid", Guid.NewGuid())))).Is(400, "0x80050113");
        (await Post("AddAppComponents", Components(Row("sitemap", "sitemapid", Map)).Replace(App.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal))).Is(400, "0x80050116");
        Guid second = await Create("sitemaps", Json(("sitemapname", "Other"), ("sitemapnameunique", "new_other"), ("sitemapxml", MapXml(""))));
        (await Post("AddAppComponents", Components(Row("sitemap", "sitemapid", Map)))).Is(204);
        (await Post("AddAppComponents", Components(Row("sitemap", "sitemapid", second)))).Is(400, "0x80050111");
    }

    [Theory]
    [InlineData("", "0x8004f402")]
    [InlineData("<SiteMap>", "0x8004f401")]
    [InlineData("<Map />", "0x8004f401")]
    [InlineData("<SiteMap><Group Id=\"g\" /></SiteMap>", "0x8004f401")]
    [InlineData("<SiteMap><Area Id=\"a\"><Group><SubArea Id=\"s\" /></Group></Area></SiteMap>", "0x8004f401")]
    [InlineData("<SiteMap><Area Id=\"a\"><Group Id=\"g\"><SubArea Id=\"s\" /><SubArea Id=\"s\" /></Group></Area></SiteMap>", "0x8004f401")]
    [InlineData("<SiteMap><Area Id=\"a\"><Group Id=\"g\"><SubArea Id=\"s\" Entity=\"new_nosuch\" /></Group></Area></SiteMap>", "0x8004f041")]
    [Documented(Codes, "Broken site maps are refused")]
    public async Task Broken_site_maps_are_refused(string xml, string code)
    {
        (await Post("sitemaps", MapBody(xml))).Is(400, code);
        await Create("sitemaps", MapBody(MapXml("")));
        (await Patch($"sitemaps({Map})", Json(("sitemapxml", xml)))).Is(400, code);
    }

    [Fact]
    public async Task A_change_of_a_site_map_waits_for_publishing()
    {
        await Create("sitemaps", MapBody(MapXml("")));
        (await Post("PublishXml", Publish($"<sitemaps><sitemap>{Map}</sitemap></sitemaps>"))).Is(204);
        string changed = MapXml("<SubArea Id=\"contacts\" Entity=\"contact\" />");
        (await Patch($"sitemaps({Map})", Json(("sitemapxml", changed)))).Is(204);
        Assert.Equal(MapXml(""), (await Row("sitemaps", Map, "sitemapxml"))["sitemapxml"]!.ToString());
        (await Post("PublishAllXml", "{}")).Is(204);
        Assert.Equal(changed, (await Row("sitemaps", Map, "sitemapxml"))["sitemapxml"]!.ToString());
    }

    [Fact]
    public async Task A_table_in_a_site_map_cannot_be_deleted()
    {
        (await Post("EntityDefinitions", Definitions.Table("new_Visit"))).Is(204);
        await Create("sitemaps", MapBody(MapXml("<SubArea Id=\"visits\" Entity=\"new_visit\" />")));
        (await Delete("EntityDefinitions(LogicalName='new_visit')")).Is(400, "0x8004f01f");
        (await Delete($"sitemaps({Map})")).Is(204);
        (await Delete("EntityDefinitions(LogicalName='new_visit')")).Is(204);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"ParameterXml\":\"<importexportxml\"}")]
    [InlineData("{\"ParameterXml\":\"<publish />\"}")]
    [InlineData("{\"ParameterXml\":\"<importexportxml><sitemaps><sitemap>x</sitemap></sitemaps></importexportxml>\"}")]
    public async Task Publishing_needs_a_request_that_can_be_read(string body) => (await Post("PublishXml", body)).Is(400);
}
