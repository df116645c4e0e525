using System.Net;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Schema;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Schema;

/// <summary>Making a schema: once, whole, in a solution, and seen by all only when it is published.</summary>
public sealed class SchemaWriterTests : SchemaTest
{
    private static readonly MigrationMap Map = DefaultMap.Create("dentes");

    [Fact]
    public async Task What_is_there_is_not_made_again()
    {
        Assert.NotEmpty(await MakeAsync(Map));
        string before = await Cutover.DigestAsync(exact: true);
        SchemaPlan again = await PlanAsync(Map);
        Assert.All(again.Items, i => Assert.Equal(SchemaStatus.Exists, i.Status));
        Assert.Empty(await MakeAsync(Map));
        Assert.Equal(before, await Cutover.DigestAsync(exact: true));
    }

    [Fact]
    public async Task Everything_is_published_by_one_request()
    {
        int publications = 0;
        Cutover.Wire.Tap = (request, _, pass) =>
        {
            publications += request.RequestUri!.AbsolutePath.EndsWith("PublishXml", StringComparison.Ordinal) ? 1 : 0;
            return pass();
        };
        await MakeAsync(Map);
        Assert.Equal(1, publications);
        JsonElement app = Assert.Single(await RowsAsync("appmodules?$select=name,componentstate"));
        Assert.Equal(0, app.GetProperty("componentstate").GetInt32());
    }

    [Fact]
    public async Task A_run_broken_off_before_it_could_publish_is_finished_by_the_next()
    {
        Cutover.Wire.Tap = (request, _, pass) =>
            request.RequestUri!.AbsolutePath.EndsWith("PublishXml", StringComparison.Ordinal) ? throw new PowerCutException() : pass();
        await Assert.ThrowsAsync<PowerCutException>(() => MakeAsync(Map));
        Cutover.Wire.Tap = null;
        SchemaPlan half = await PlanAsync(Map);
        Assert.Contains(half.Missing, i => i.Kind == SchemaKind.App && i.Description.EndsWith("not published yet", StringComparison.Ordinal));
        Assert.DoesNotContain(half.Missing, i => i.Kind == SchemaKind.Table);
        await MakeAsync(Map);
        Assert.Empty((await PlanAsync(Map)).Missing);
    }

    [Fact]
    public async Task An_answer_that_is_lost_makes_nothing_twice()
    {
        await MakeAsync(Map, new SchemaOptions { Exclude = Interface });
        bool isLost = false;
        Cutover.Wire.Tap = async (request, body, pass) =>
        {
            HttpResponseMessage answer = await pass();
            if (!isLost && body.Contains("POST /api/data/v9.2/savedqueries", StringComparison.Ordinal))
            {
                isLost = true;
                answer.Dispose();
                throw new HttpRequestException("The connection was closed.");
            }

            return answer;
        };
        await MakeAsync(Map);
        Assert.True(isLost);
        Assert.Empty((await PlanAsync(Map)).Missing);
        Assert.Single(await RowsAsync("savedqueries?$select=name&$filter=name eq 'Completed Procedures'"));
    }

    [Fact]
    public async Task A_kind_that_is_excluded_is_neither_planned_nor_made()
    {
        string forms = JsonSerializer.Serialize(await RowsAsync("systemforms?$select=formxml&$filter=objecttypecode eq 'contact'"));
        IReadOnlyList<SchemaItem> made = await MakeAsync(Map, new SchemaOptions { Exclude = Interface });
        Assert.DoesNotContain(made, i => SchemaKinds.IsInterface(i.Kind));
        Assert.Empty(await RowsAsync("appmodules?$select=name"));
        Assert.Equal(forms, JsonSerializer.Serialize(await RowsAsync("systemforms?$select=formxml&$filter=objecttypecode eq 'contact'")));
        Assert.DoesNotContain((await PlanAsync(Map with { Interface = false })).Items, i => SchemaKinds.IsInterface(i.Kind));
        Assert.All((await PlanAsync(Map, new SchemaOptions { Kinds = [SchemaKind.Chart] })).Items, i => Assert.Equal(SchemaKind.Chart, i.Kind));
    }

    [Fact]
    public async Task A_prefix_nobody_has_gets_a_publisher_and_everything_stands_in_a_solution_of_it()
    {
        MigrationMap map = DefaultMap.Create("dentes", "dnt");
        await MakeAsync(map);
        JsonElement publisher = Assert.Single(await RowsAsync("publishers?$select=publisherid&$filter=customizationprefix eq 'dnt'"));
        JsonElement solution = Assert.Single(await RowsAsync($"solutions?$select=solutionid,uniquename&$filter=_publisherid_value eq {publisher.GetProperty("publisherid").GetGuid()}"));
        List<JsonElement> components = await RowsAsync($"solutioncomponents?$select=objectid,componenttype&$filter=_solutionid_value eq {solution.GetProperty("solutionid").GetGuid()}");
        HashSet<Guid> ids = [.. components.Select(c => c.GetProperty("objectid").GetGuid())];
        foreach (ObjectMap o in map.Objects.Where(o => o.Create is not null))
        {
            Assert.Contains((await Client.Metadata.GetTableAsync(o.Table, CancellationToken.None))!.MetadataId, ids);
        }

        Assert.Contains(components, c => c.GetProperty("componenttype").GetInt32() == 80);
    }

    [Fact]
    public async Task The_app_holds_all_that_is_shown_and_Dataverse_finds_nothing_wrong_with_it()
    {
        await MakeAsync(Map);
        JsonElement app = Assert.Single(await RowsAsync("appmodules?$select=appmoduleid"));
        Assert.Empty(await Client.ValidateAppAsync(app.GetProperty("appmoduleid").GetGuid(), CancellationToken.None));
    }

    [Fact]
    public async Task The_views_Dataverse_makes_with_a_table_become_ours_and_are_not_doubled()
    {
        await MakeAsync(Map);
        foreach (int type in new[] { 2, 4, 64 })
        {
            JsonElement view = Assert.Single(await RowsAsync($"savedqueries?$select=description&$filter=returnedtypecode eq 'new_treatmentplan' and querytype eq {type}"));
            Assert.Contains("Made by DentalMigration", view.GetProperty("description").GetString()!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_patient_with_records_cannot_be_deleted_and_a_merge_is_followed()
    {
        await MakeAsync(Map);
        OneToManyMetadata lookup = (await Client.Metadata.GetOneToManyAsync("contact", CancellationToken.None)).Single(r => r.SchemaName == "new_new_treatmentplan_new_contactid");
        Assert.Equal(("Restrict", "Cascade", "NoCascade"), (lookup.Cascade.Delete, lookup.Cascade.Merge, lookup.Cascade.Assign));
        Guid patient = await Client.CreateAsync("contacts", """{"lastname":"Test"}"""u8.ToArray(), null, CancellationToken.None);
        await Client.CreateAsync("new_treatmentplans", JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["new_ContactId@odata.bind"] = $"/contacts({patient})" }), null, CancellationToken.None);
        await Assert.ThrowsAsync<DataverseException>(() => Client.DeleteAsync("contacts", patient, null, CancellationToken.None));
    }

    [Fact]
    public async Task A_refusal_names_the_component_and_a_way_on()
    {
        await MakeAsync(Map, new SchemaOptions { Exclude = Interface });
        Cutover.Wire.Tap = async (request, body, pass) =>
        {
            HttpResponseMessage answer = await pass();
            if (!body.Contains("POST /api/data/v9.2/savedqueryvisualizations", StringComparison.Ordinal))
            {
                return answer;
            }

            string text = await answer.Content.ReadAsStringAsync();
            int last = text.LastIndexOf("HTTP/1.1 204", StringComparison.Ordinal);
            string refusal = """HTTP/1.1 403 Forbidden""" + "\r\nContent-Type: application/json; odata.metadata=minimal\r\nOData-Version: 4.0\r\n\r\n"
                + """{"error":{"code":"0x80040220","message":"missing prvCreateAppModule privilege"}}""";
            int end = text.IndexOf("--batchresponse", last, StringComparison.Ordinal);
            var changed = new StringContent(text[..last] + refusal + "\r\n" + text[end..]);
            changed.Headers.ContentType = answer.Content.Headers.ContentType;
            return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = changed };
        };
        MigrationException refused = await Assert.ThrowsAsync<MigrationException>(() => MakeAsync(Map));
        Assert.Equal("SchemaRefused", refused.Code);
        Assert.Contains("-Exclude", refused.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<SchemaKind> Interface => [.. Enum.GetValues<SchemaKind>().Where(SchemaKinds.IsInterface)];
}
