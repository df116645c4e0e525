using System.Text.Json;
using System.Xml.Linq;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Tests.Schema;

/// <summary>
/// What people see of a migration: every form, view, chart, dashboard and site map of both systems' maps, with and without their variants,
/// as an organisation has it published, held against the structure the documents give.
/// </summary>
public sealed class InterfaceXmlTests
{
    public static TheoryData<string, bool> Maps => new() { { "dentes", false }, { "dentes", true }, { "dental-exec", false }, { "dental-exec", true } };

    [Theory]
    [MemberData(nameof(Maps))]
    public async Task Forms_and_the_dashboard_are_built_as_the_documents_say(string system, bool variants)
    {
        PublishedSchema schema = await PublishedSchema.OfAsync(system, variants);
        foreach ((string name, XElement form) in schema.Xml("systemforms", "formxml").Where(f => IsOurs(schema, f.Xml)))
        {
            Assert.Empty(InterfaceRules.Form.Broken(form).Select(b => $"{name}: {b}"));
            string?[] ids = [.. form.Descendants().Where(e => e.Name.LocalName is "tab" or "section" or "cell").Select(e => e.Attribute("id")?.Value)];
            Assert.Equal(ids.Length, ids.Distinct().Count());
        }
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public async Task Views_show_columns_that_are_there_and_asked_for(string system, bool variants)
    {
        PublishedSchema schema = await PublishedSchema.OfAsync(system, variants);
        JsonElement[] ours = [.. schema.Rows["savedqueries"].Where(v => v.GetProperty("description").GetString()?.Contains("Made by DentalMigration", StringComparison.Ordinal) == true)];
        Assert.NotEmpty(ours);
        foreach (JsonElement view in ours)
        {
            XElement fetch = XElement.Parse(view.GetProperty("fetchxml").GetString()!);
            XElement layout = XElement.Parse(view.GetProperty("layoutxml").GetString()!);
            Assert.Empty(InterfaceRules.Fetch.Broken(fetch).Concat(InterfaceRules.Layout.Broken(layout)));
            TableMetadata table = schema.Tables[view.GetProperty("returnedtypecode").GetString()!];
            HashSet<string> asked = [.. fetch.Descendants("attribute").Select(a => a.Attribute("name")!.Value)];
            Assert.All(asked, name => Assert.NotNull(table.Column(name)));
            Assert.Subset(asked, layout.Descendants("cell").Select(c => c.Attribute("name")!.Value).ToHashSet());
            Assert.Equal(table.ObjectTypeCode.ToString(), layout.Attribute("object")!.Value);
            Assert.Equal(table.PrimaryIdAttribute, layout.Element("row")!.Attribute("id")!.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public async Task Every_custom_table_has_its_form_its_views_and_its_place_in_the_navigation(string system, bool variants)
    {
        PublishedSchema schema = await PublishedSchema.OfAsync(system, variants);
        XElement siteMap = schema.Xml("sitemaps", "sitemapxml").Select(s => s.Xml).Last(s => s.ToString().Contains("new_practice", StringComparison.Ordinal));
        Assert.Empty(InterfaceRules.SiteMap.Broken(siteMap));
        foreach (ObjectMap o in schema.Map.Objects.Where(o => o.Create is not null))
        {
            JsonElement[] views = [.. schema.Rows["savedqueries"].Where(v => v.GetProperty("returnedtypecode").GetString() == o.Table)];
            Assert.Superset(new HashSet<int> { 0, 2, 4, 64 }, views.Where(IsOurs).Select(v => v.GetProperty("querytype").GetInt32()).ToHashSet());
            Assert.Contains(views, v => v.GetProperty("name").GetString() == $"{o.Create!.Plural} by Patient");
            Assert.Contains(siteMap.Descendants("SubArea"), s => s.Attribute("Entity")?.Value == o.Table);

            XElement form = schema.Rows["systemforms"].Where(f => f.GetProperty("objecttypecode").GetString() == o.Table && f.GetProperty("type").GetInt32() == 2)
                .Select(f => XElement.Parse(f.GetProperty("formxml").GetString()!)).Single(f => IsOurs(schema, f));
            HashSet<string?> shown = [.. form.Descendants("control").Select(c => c.Attribute("datafieldname")?.Value)];
            Assert.Superset(o.Columns.Where(c => c.Create is not null).Select(c => (string?)c.Column).Append("ownerid").Append("new_name").ToHashSet(), shown);
        }
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public async Task A_patient_shows_what_belongs_to_it(string system, bool variants)
    {
        PublishedSchema schema = await PublishedSchema.OfAsync(system, variants);
        XElement contact = schema.Rows["systemforms"].Where(f => f.GetProperty("objecttypecode").GetString() == "contact" && f.GetProperty("type").GetInt32() == 2)
            .Select(f => XElement.Parse(f.GetProperty("formxml").GetString()!)).Single(f => IsOurs(schema, f));
        string[] grids = [.. contact.Descendants("TargetEntityType").Select(t => t.Value)];
        Assert.Superset(
            schema.Map.Objects.Where(o => o.Create is not null && o.Columns.Any(c => c.Lookup == "patient")).Select(o => o.Table).ToHashSet(), grids.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public async Task Production_is_charted_by_provider_and_month_and_stands_on_the_dashboard(string system, bool variants)
    {
        PublishedSchema schema = await PublishedSchema.OfAsync(system, variants);
        Assert.Equal(3, schema.Rows["savedqueryvisualizations"].Count);
        Assert.All(schema.Xml("savedqueryvisualizations", "datadescription"), c => Assert.Empty(InterfaceRules.ChartData.Broken(c.Xml)));
        Assert.All(schema.Xml("savedqueryvisualizations", "presentationdescription"), c => Assert.Empty(InterfaceRules.ChartLook.Broken(c.Xml)));
        XElement both = schema.Xml("savedqueryvisualizations", "datadescription").Single(c => c.Name == "Production by provider and month").Xml;
        Assert.Equal(["new_proceduredate", "new_providerid", "new_fee"], both.Descendants("attribute").Select(a => a.Attribute("name")!.Value));
        Assert.Equal("month", both.Descendants("attribute").First().Attribute("dategrouping")!.Value);

        XElement dashboard = XElement.Parse(schema.Rows["systemforms"].Single(f => f.GetProperty("type").GetInt32() == 0 && IsOurs(f)).GetProperty("formxml").GetString()!);
        Assert.Equal(
            schema.Rows["savedqueryvisualizations"].Select(c => c.GetProperty("savedqueryvisualizationid").GetGuid()).ToHashSet(),
            dashboard.Descendants("VisualizationId").Select(v => Guid.Parse(v.Value)).ToHashSet());
        HashSet<Guid> completed = [.. schema.Rows["savedqueries"].Where(v => v.GetProperty("name").GetString() == "Completed Procedures").Select(v => v.GetProperty("savedqueryid").GetGuid())];
        Assert.Equal(completed, dashboard.Descendants("ViewId").Select(v => Guid.Parse(v.Value)).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public async Task Every_secured_column_has_a_permission_and_no_key_is_secured(string system, bool variants)
    {
        PublishedSchema schema = await PublishedSchema.OfAsync(system, variants);
        HashSet<string> secured = [.. from t in schema.Tables.Values from c in t.Attributes where c.IsSecured select $"{t.LogicalName}.{c.LogicalName}"];
        Assert.Contains("contact.new_nationalid", secured);
        Assert.Equal(secured, schema.Rows["fieldpermissions"].Select(p => $"{p.GetProperty("entityname").GetString()}.{p.GetProperty("attributelogicalname").GetString()}").ToHashSet());
        Assert.All(schema.Tables.Values.SelectMany(t => t.Keys.SelectMany(k => k.KeyAttributes).Append(t.PrimaryNameAttribute!).Select(c => $"{t.LogicalName}.{c}")), key => Assert.DoesNotContain(key, secured));
    }

    private static bool IsOurs(JsonElement row) => row.GetProperty("description").GetString()?.Contains("Made by DentalMigration", StringComparison.Ordinal) == true;

    private static bool IsOurs(PublishedSchema schema, XElement form) =>
        form.Descendants().Any(e => e.Name.LocalName is "tab" && e.Attribute("name")?.Value.StartsWith($"{schema.Map.Prefix}_", StringComparison.Ordinal) == true);
}
