using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Emulator;
using DentalMigration.Hosting;
using DentalMigration.Hosting.Preflight;
using DentalMigration.Mapping;
using DentalMigration.Tests.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Hosting;

/// <summary>What in an organisation would spoil a load, each by itself in an organisation that is otherwise ready.</summary>
public sealed class PreflightTests : IDisposable
{
    private static readonly MigrationMap Map = DefaultMap.Create("dentes");

    private readonly TempFolder _folder = new();
    private readonly EmbeddedDataverse _dataverse;
    private readonly Wire _wire;

    public PreflightTests()
    {
        _dataverse = EmbeddedDataverse.Open(_folder.File("contoso.db"), new EmbeddedDataverseOptions
        {
            BaseCurrencyCode = "TRY",
            Languages = [1033, 1055],
            Roles = [new EmbeddedRole("Importer", ["prvOverrideCreatedOnCreatedBy", "prvBypassCustomBusinessLogic", "prvCreateEntity"])],
            Users = [new EmbeddedUser("Im Porter", "importer@contoso.com") { Role = "Importer" }],
        });
        _wire = new Wire { InnerHandler = new EmulatorHandler(_dataverse) };
    }

    public void Dispose()
    {
        _wire.Dispose();
        _dataverse.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_organisation_that_is_ready_has_no_findings()
    {
        using Target target = await ConnectAsync();
        Assert.Empty(await CheckAsync(target));
    }

    [Fact]
    public async Task A_user_without_the_privileges_is_told_which_it_lacks()
    {
        _wire.Tap = (request, _, pass) =>
        {
            request.Headers.Authorization = new global::System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", "importer@contoso.com");
            return pass();
        };
        using Target target = await ConnectAsync();
        List<TargetFinding> findings = await CheckAsync(target);
        Assert.Equal(
            [(TargetCodes.BypassNotAllowed, "prvBypassCustomBusinessLogic"), (TargetCodes.CreatedOnNotAllowed, "prvOverrideCreatedOnCreatedBy"), (TargetCodes.SchemaNotCreatable, "prvCreateEntity")],
            findings.Select(f => (f.Code, f.Place)).Order());
        Assert.All(findings, f => Assert.True(f.Stops));
    }

    [Theory]
    [InlineData(0, "", TargetCodes.WorkflowActive)]
    [InlineData(2, ",\"processtriggerscope\":2", TargetCodes.BusinessRuleActive)]
    [InlineData(5, "", TargetCodes.FlowActive)]
    public async Task What_runs_on_a_table_of_the_map_is_found_while_it_is_active(int category, string more, string code)
    {
        using Target target = await ConnectAsync();
        Guid id = await AddAsync(target, "workflows", $$"""{"name":"Remind","category":{{category}},"type":1,"mode":0,"scope":4,"primaryentity":"contact","xaml":"<Activity/>"{{more}}}""");
        Assert.Empty(await CheckAsync(target));
        await ChangeAsync(target, "workflows", id, """{"statecode":1,"statuscode":2}""");
        TargetFinding finding = Assert.Single(await CheckAsync(target));
        Assert.Equal((code, "contact", true), (finding.Code, finding.Place, finding.Stops));
        Assert.Contains("'Remind'", finding.Message);
    }

    [Fact]
    public async Task A_cloud_flow_is_known_by_the_trigger_in_its_definition()
    {
        using Target target = await ConnectAsync();
        string definition = JsonSerializer.Serialize("""{"properties":{"definition":{"triggers":{"t":{"inputs":{"parameters":{"subscriptionRequest/entityname":"appointment"}}}}}}}""");
        Guid id = await AddAsync(target, "workflows", $$"""{"name":"Mail","category":5,"type":1,"primaryentity":"none","clientdata":{{definition}}}""");
        await ChangeAsync(target, "workflows", id, """{"statecode":1,"statuscode":2}""");
        TargetFinding finding = Assert.Single(await CheckAsync(target));
        Assert.Equal((TargetCodes.FlowActive, "appointment"), (finding.Code, finding.Place));
    }

    [Theory]
    [InlineData(0, "opportunity", "")]
    [InlineData(2, "contact", ",\"processtriggerscope\":1")]
    [InlineData(3, "contact", "")]
    public async Task What_no_load_would_run_is_no_finding(int category, string table, string more)
    {
        using Target target = await ConnectAsync();
        Guid id = await AddAsync(target, "workflows", $$"""{"name":"Other","category":{{category}},"type":1,"mode":0,"scope":4,"primaryentity":"{{table}}","xaml":"<Activity/>"{{more}}}""");
        await ChangeAsync(target, "workflows", id, """{"statecode":1,"statuscode":2}""");
        Assert.Empty(await CheckAsync(target));
    }

    [Theory]
    [InlineData("contact", "Create", 1, true)]
    [InlineData("contact", "Create", 0, false)]
    [InlineData("contact", "Delete", 1, false)]
    [InlineData("opportunity", "Create", 1, false)]
    public async Task Custom_plug_ins_on_writes_to_a_table_of_the_map_are_found(string table, string message, int level, bool isFound)
    {
        using Target target = await ConnectAsync();
        JsonElement filter = await target.Client.QueryAsync(
            $"sdkmessagefilters?$select=sdkmessagefilterid,_sdkmessageid_value&$filter=primaryobjecttypecode eq '{table}' and sdkmessageid/name eq '{message}'", null, CancellationToken.None).FirstAsync();
        await AddAsync(target, "sdkmessageprocessingsteps", $$"""
            {"name":"Validate","stage":20,"mode":0,"rank":1,"supporteddeployment":0,"customizationlevel":{{level}},
             "sdkmessagefilterid@odata.bind":"/sdkmessagefilters({{filter.GetProperty("sdkmessagefilterid").GetGuid()}})",
             "sdkmessageid@odata.bind":"/sdkmessages({{filter.GetProperty("_sdkmessageid_value").GetGuid()}})"}
            """);
        List<TargetFinding> findings = await CheckAsync(target);
        Assert.Equal(isFound ? [(TargetCodes.PlugInActive, table)] : [], findings.Select(f => (f.Code, f.Place)));
    }

    [Fact]
    public async Task A_published_duplicate_rule_is_found()
    {
        using Target target = await ConnectAsync();
        Guid id = await AddAsync(target, "duplicaterules", """{"name":"Same e-mail","baseentityname":"contact","matchingentityname":"contact","uniquename":"new_x"}""");
        Assert.Empty(await CheckAsync(target));
        await ChangeAsync(target, "duplicaterules", id, """{"statecode":1,"statuscode":2}""");
        Assert.Equal(TargetCodes.DuplicateRuleActive, Assert.Single(await CheckAsync(target)).Code);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task Mailboxes_that_would_invite_patients_are_found(int delivery, bool isFound)
    {
        using Target target = await ConnectAsync();
        Guid user = await target.UserAsync("importer@contoso.com");
        Guid mailbox = await AddAsync(target, "mailboxes", $$"""
            {"name":"Im","emailaddress":"importer@contoso.com","actdeliverymethod":{{delivery}},"regardingobjectid@odata.bind":"/systemusers({{user}})"}
            """);
        await ChangeAsync(target, "mailboxes", mailbox, """{"enabledforact":true}""");
        Assert.Equal(isFound ? [TargetCodes.AppointmentSyncActive] : [], (await CheckAsync(target)).Select(f => f.Code));
    }

    [Fact]
    public async Task Files_that_are_not_let_in_are_counted_and_do_not_stop()
    {
        using Target target = await ConnectAsync();
        using var export = new ExportFolder();
        export.Write("Belgeler.csv", "Belge No;Hasta No;Dosya Adı;Dosya Yolu\n1;1;a.exe;a.exe\n2;1;b.txt;b.txt\n").Write("a.exe", "MZ").Write("b.txt", "text");
        TargetFinding finding = Assert.Single(await CheckAsync(target, q => q with { Source = SourceOpener.OpenFolder("dentes", export.Path) }));
        Assert.Equal((TargetCodes.AttachmentsBlocked, TargetSeverity.Warning, false), (finding.Code, finding.Severity, finding.Stops));
        Assert.StartsWith("1 files", finding.Message);
    }

    [Fact]
    public async Task Another_base_currency_and_languages_that_are_missing_are_found()
    {
        using Target dollars = await Target.OpenEmbeddedAsync(_folder.File("usd.db"), null, CancellationToken.None);
        Assert.Equal(
            [(TargetCodes.BaseCurrencyDiffers, true), (TargetCodes.LanguageMissing, false)],
            (await CheckAsync(dollars)).Select(f => (f.Code, f.Stops)));
    }

    [Fact]
    public async Task Tables_that_would_pass_the_licence_are_found()
    {
        using Target target = await ConnectAsync();
        for (int i = 0; i < 10; i++)
        {
            await target.Client.Metadata.CreateTableAsync(
                new TableDefinition
                {
                    SchemaName = $"new_Other{i}", DisplayName = $"Other {i}", DisplayCollectionName = $"Others {i}",
                    PrimaryName = new StringColumn { SchemaName = "new_Name", DisplayName = "Name", MaxLength = 100 },
                },
                CancellationToken.None);
        }

        TargetFinding finding = Assert.Single(await CheckAsync(target));
        Assert.Equal((TargetCodes.TableLimitPassed, true), (finding.Code, finding.Stops));
        Assert.Contains("10 custom tables and the map needs 6 more", finding.Message);
        Assert.Empty(await CheckAsync(target, q => q with { License = DentalMigration.Capacity.LicenseTier.SalesEnterprise }));
    }

    [Theory]
    [InlineData("contoso", true)]
    [InlineData("CONTOSO", true)]
    [InlineData("fabrikam", false)]
    public async Task The_organisation_is_told_by_its_name(string expected, bool isIt)
    {
        using Target target = await ConnectAsync();
        List<TargetFinding> findings = await CheckAsync(target, q => q with { ExpectedOrganization = expected });
        Assert.Equal(isIt ? [] : [TargetCodes.WrongOrganization], findings.Select(f => f.Code));
    }

    [Theory]
    [InlineData(404, "0x8006088a", TargetSeverity.Warning)]
    [InlineData(403, "0x80040220", TargetSeverity.Error)]
    public async Task What_the_organisation_does_not_tell_is_a_finding_and_no_crash(int status, string code, TargetSeverity severity)
    {
        using Target target = await ConnectAsync();
        _wire.Tap = (request, _, pass) => request.RequestUri!.AbsolutePath.EndsWith("/duplicaterules", StringComparison.Ordinal)
            ? Task.FromResult(new HttpResponseMessage((global::System.Net.HttpStatusCode)status)
            {
                RequestMessage = request,
                Content = new StringContent($$$"""{"error":{"code":"{{{code}}}","message":"no"}}""", global::System.Text.Encoding.UTF8, "application/json"),
            })
            : pass();
        TargetFinding finding = Assert.Single(await CheckAsync(target));
        Assert.Equal((TargetCodes.CouldNotCheck, "duplicate detection rules", severity), (finding.Code, finding.Place, finding.Severity));
    }

    [Fact]
    public async Task A_waiver_covers_the_findings_of_its_code()
    {
        using Target target = await ConnectAsync();
        Guid id = await AddAsync(target, "duplicaterules", """{"name":"Same e-mail","baseentityname":"contact","matchingentityname":"contact","uniquename":"new_x"}""");
        await ChangeAsync(target, "duplicaterules", id, """{"statecode":1,"statuscode":2}""");
        var waiver = new TargetWaiver(TargetCodes.DuplicateRuleActive, "not asked for", "ayse@contoso.com", DateTimeOffset.UnixEpoch);
        TargetFinding finding = Assert.Single(await CheckAsync(target, q => q with { Waivers = [waiver] }));
        Assert.Equal((false, waiver), (finding.Stops, finding.Waiver));
    }

    private static async Task<List<TargetFinding>> CheckAsync(Target target, Func<PreflightQuestion, PreflightQuestion>? with = null)
    {
        var question = new PreflightQuestion { Map = Map };
        return await TargetPreflight.CheckAsync(target, with?.Invoke(question) ?? question, CancellationToken.None).ToListAsync();
    }

    private Task<Target> ConnectAsync() => Target.ConnectAsync(
        new DataverseConnection { Url = new Uri("http://localhost/"), Handler = _wire, Clock = HastyClock.Instance }, CancellationToken.None);

    private static Task<Guid> AddAsync(Target target, string set, string row) =>
        target.Client.CreateAsync(set, global::System.Text.Encoding.UTF8.GetBytes(row), null, CancellationToken.None);

    private static Task ChangeAsync(Target target, string set, Guid id, string changes) =>
        target.Client.UpdateAsync(set, id, global::System.Text.Encoding.UTF8.GetBytes(changes), null, CancellationToken.None);
}
