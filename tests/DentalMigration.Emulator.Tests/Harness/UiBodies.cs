using System.Text.Json.Nodes;

namespace DentalMigration.Emulator.Tests.Harness;

/// <summary>XML of forms, views and charts, and the bodies that carry it.</summary>
internal static class UiBodies
{
    private const string Text = "{4273EDBD-AC1D-40D3-9FB2-095C621B552D}";
    private const string Subgrid = "{E7A81278-8635-4D9E-8D4D-59480B391C5B}";

    public static string FormXml(params string[] columns) => Form(string.Concat(columns.Select((c, i) => Cell(i, $"<control id=\"{c}\" classid=\"{Text}\" datafieldname=\"{c}\" />"))));

    public static string SubgridXml(string target, string relationship, string view) => Form(Cell(0, $"<control id=\"grid\" classid=\"{Subgrid}\"><parameters>" +
        $"<ViewId>{view}</ViewId><IsUserView>false</IsUserView><RelationshipName>{relationship}</RelationshipName><TargetEntityType>{target}</TargetEntityType></parameters></control>"));

    public static string Fetch(string table, string inner) => $"<fetch version=\"1.0\" mapping=\"logical\"><entity name=\"{table}\">{inner}</entity></fetch>";

    public static string Layout(string id, string jump, params string[] columns) => $"<grid name=\"resultset\" jump=\"{jump}\" select=\"1\" icon=\"1\" preview=\"1\"><row name=\"result\" id=\"{id}\">" +
        $"{string.Concat(columns.Select(c => $"<cell name=\"{c}\" width=\"150\" />"))}</row></grid>";

    public static string View(string name, string table, string fetch, string layout, int type = 0, Guid? id = null) => Json(("name", name), ("returnedtypecode", table),
        ("querytype", type), ("fetchxml", fetch), ("layoutxml", layout), ("savedqueryid", id?.ToString()));

    public static string FormBody(string name, string? table, string xml, int type = 2, Guid? id = null) =>
        Json(("name", name), ("objecttypecode", table), ("type", type), ("formxml", xml), ("formid", id?.ToString()));

    public static string Json(params (string Name, JsonNode? Value)[] values) =>
        new JsonObject(values.Where(v => v.Value is not null).Select(v => new KeyValuePair<string, JsonNode?>(v.Name, v.Value))).ToJsonString();

    private static string Form(string rows) => "<form><tabs><tab id=\"{00000000-0000-0000-0000-0000000000a1}\"><labels><label description=\"General\" languagecode=\"1033\" /></labels>" +
        "<columns><column width=\"100%\"><sections><section id=\"{00000000-0000-0000-0000-0000000000a2}\"><rows>" + rows + "</rows></section></sections></column></columns></tab></tabs></form>";

    private static string Cell(int index, string control) => $"<row><cell id=\"{{00000000-0000-0000-0000-0000000000{index + 16:x2}}}\">{control}</cell></row>";
}
