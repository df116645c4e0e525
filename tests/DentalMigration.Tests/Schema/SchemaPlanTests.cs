using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Profiling;
using DentalMigration.Schema;
using DentalMigration.Systems;
using ColumnType = DentalMigration.Mapping.ColumnType;

namespace DentalMigration.Tests.Schema;

/// <summary>What a plan says of what is there, and which choices it leaves to a person.</summary>
public sealed class SchemaPlanTests : SchemaTest
{
    private static readonly MigrationMap Map = DefaultMap.Create("dentes");

    [Fact]
    public async Task A_column_of_another_type_is_a_conflict_and_nothing_is_made()
    {
        await Client.Metadata.CreateColumnAsync("contact", new IntegerColumn { SchemaName = "new_BloodType", DisplayName = "Blood" }, CancellationToken.None);
        string before = await Cutover.DigestAsync(exact: true);
        SchemaItem conflict = Assert.Single((await PlanAsync(Map)).Conflicts);
        Assert.Equal(("contact", "new_bloodtype"), (conflict.Table, conflict.Name));
        Assert.Contains("Change the map's column name or the column", conflict.Description, StringComparison.Ordinal);
        Assert.Equal("SchemaConflict", (await Assert.ThrowsAsync<MigrationException>(() => MakeAsync(Map))).Code);
        Assert.Equal(before, await Cutover.DigestAsync(exact: true));
    }

    [Fact]
    public async Task A_key_is_never_secured()
    {
        MigrationMap map = With(Map, "patient", "new_sourcepatientid", c => c with { Create = c.Create! with { Secured = true } });
        SchemaItem conflict = Assert.Single((await PlanAsync(map)).Conflicts);
        Assert.Contains("Take 'secured' from the column", conflict.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_column_of_others_that_the_map_wants_secured_is_for_a_person_to_decide()
    {
        await Client.Metadata.CreateColumnAsync("contact", new StringColumn { SchemaName = "new_NationalId", DisplayName = "National id" }, CancellationToken.None);
        Assert.Equal("new_nationalid", Assert.Single((await PlanAsync(Map)).Conflicts).Name);
    }

    [Fact]
    public async Task A_column_of_ours_is_secured_when_the_map_asks_for_it_later()
    {
        static MigrationMap Secured(bool value) => With(Map, "patient", "new_bloodtype", c => c with { Create = c.Create! with { Secured = value } });
        await MakeAsync(Secured(false));
        Assert.Equal(
            new HashSet<SchemaKind> { SchemaKind.Column, SchemaKind.Permission }, (await PlanAsync(Secured(true))).Missing.Select(i => i.Kind).ToHashSet());
        await MakeAsync(Secured(true));
        Assert.True((await Client.Metadata.GetTableAsync("contact", CancellationToken.None))!.Column("new_bloodtype")!.IsSecured);
        Assert.Empty((await PlanAsync(Secured(true))).Missing);
    }

    [Theory]
    [InlineData(90, ColumnType.String, 150)]
    [InlineData(3_600, ColumnType.String, 4_000)]
    [InlineData(4_001, ColumnType.Memo, 5_050)]
    public async Task Text_grows_to_what_the_export_holds_and_the_plan_says_so(int longest, ColumnType type, int length)
    {
        SchemaOptions measured = new() { Profile = Profile("patient", "blood_type", longest) };
        SchemaItem planned = (await PlanAsync(Map, measured)).Items.Single(i => i is { Kind: SchemaKind.Column, Name: "new_bloodtype" });
        Assert.StartsWith($"{type}, {length} characters: the export's longest value has {longest}, the map foresaw 20", planned.Description, StringComparison.Ordinal);
        await MakeAsync(Map, measured);
        ColumnMetadata made = (await Client.Metadata.GetTableAsync("contact", CancellationToken.None))!.Column("new_bloodtype")!;
        Assert.Equal((type.ToString(), length), (made.AttributeType, made.MaxLength));
        Assert.Empty((await PlanAsync(Map)).Missing);
    }

    [Fact]
    public async Task A_text_column_of_ours_that_is_there_grows_in_place()
    {
        await MakeAsync(Map);
        SchemaOptions measured = new() { Profile = Profile("patient", "blood_type", 90) };
        SchemaItem grows = Assert.Single((await PlanAsync(Map, measured)).Missing);
        Assert.Equal("Exists, grows from 20 to 150 characters", grows.Description);
        await MakeAsync(Map, measured);
        Assert.Equal(150, (await Client.Metadata.GetTableAsync("contact", CancellationToken.None))!.Column("new_bloodtype")!.MaxLength);
    }

    [Fact]
    public async Task A_key_grows_no_further_than_an_index_takes()
    {
        SchemaItem key = (await PlanAsync(Map, new SchemaOptions { Profile = Profile("patient", "patient_id", 600) })).Items.Single(i => i is { Kind: SchemaKind.Column, Name: "new_sourcepatientid" });
        Assert.StartsWith("String, 350 characters", key.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_of_several_tables_is_one_global_choice()
    {
        ColumnMap shared = Map.Find("treatment_plan")!.Columns.Single(c => c.Column == "new_planstatus");
        MigrationMap map = With(Map, "recall", o => o with { Columns = [.. o.Columns, shared] });
        Assert.Equal("new_planstatus", Assert.Single((await PlanAsync(map)).Items, i => i.Kind == SchemaKind.Choice).Name);
        await MakeAsync(map);
        foreach (string table in new[] { "new_treatmentplan", "new_patientrecall" })
        {
            Assert.Equal("new_planstatus", (await Client.Metadata.GetTableAsync(table, CancellationToken.None))!.Column("new_planstatus")!.GlobalChoice);
        }

        Assert.Empty((await PlanAsync(map)).Missing);
        MigrationMap other = With(map, "recall", "new_planstatus", c => c with { Create = c.Create! with { GlobalChoice = "new_planstatus", Options = new Dictionary<int, string> { [7] = "Else" } } });
        Assert.Contains((await PlanAsync(other)).Conflicts, c => c.Kind == SchemaKind.Choice || c.Kind == SchemaKind.Option);
    }

    [Fact]
    public async Task An_option_the_map_gained_since_is_added()
    {
        await MakeAsync(Map);
        MigrationMap map = With(Map, "recall", "new_recallstatus", c => c with { Create = c.Create! with { Options = new Dictionary<int, string>(c.Create.Options!) { [100000077] = "Lost" } } });
        Assert.Equal((SchemaKind.Option, "new_recallstatus:100000077"), Assert.Single((await PlanAsync(map)).Missing) is var i ? (i.Kind, i.Name) : default);
        await MakeAsync(map);
        Assert.Empty((await PlanAsync(map)).Missing);
    }

    [Fact]
    public async Task Members_of_the_profile_are_named_and_who_is_unknown_is_a_conflict()
    {
        MigrationMap map = Map with { SecuredFor = ["zeynep.kilic@example.com", "contoso"] };
        await MakeAsync(map);
        Guid profile = (await RowsAsync("fieldsecurityprofiles?$select=fieldsecurityprofileid,name")).Single(p => p.GetProperty("name").GetString()!.StartsWith("Dr.DENTES", StringComparison.Ordinal)).GetProperty("fieldsecurityprofileid").GetGuid();
        Guid me = (await Client.WhoAmIAsync(CancellationToken.None)).UserId;
        HashSet<Guid> users = [.. (await RowsAsync($"fieldsecurityprofiles({profile})/systemuserprofiles_association?$select=systemuserid")).Select(u => u.GetProperty("systemuserid").GetGuid())];
        Assert.Equal(2, users.Count);
        Assert.Contains(me, users);
        Assert.Single(await RowsAsync($"fieldsecurityprofiles({profile})/teamprofiles_association?$select=teamid"));
        Assert.Empty((await PlanAsync(map)).Missing);
        SchemaItem unknown = Assert.Single((await PlanAsync(Map with { SecuredFor = ["nobody@example.com"] })).Conflicts);
        Assert.Contains("'securedFor'", unknown.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_in_the_profile_reads_what_is_secured_and_who_is_not_reads_nothing()
    {
        await MakeAsync(Map with { SecuredFor = ["zeynep.kilic@example.com"] });
        Guid patient = await Client.CreateAsync("contacts", """{"lastname":"Test","new_nationalid":"10000000146"}"""u8.ToArray(), null, CancellationToken.None);
        async Task<string?> ReadAsync(string email)
        {
            Guid user = (await RowsAsync($"systemusers?$select=systemuserid&$filter=internalemailaddress eq '{email}'")).Single().GetProperty("systemuserid").GetGuid();
            DataverseResponse row = await Client.SendAsync(
                new DataverseRequest(HttpMethod.Get, $"contacts({patient:D})?$select=new_nationalid") { Options = new WriteOptions { CallerId = user } }, CancellationToken.None);
            return row.Json().GetProperty("new_nationalid").GetString();
        }

        Assert.Equal("10000000146", await ReadAsync("zeynep.kilic@example.com"));
        Assert.Null(await ReadAsync("mehmet.demir@example.com"));
    }

    [Fact]
    public async Task Two_practices_share_tables_and_views_but_not_the_app()
    {
        await MakeAsync(Map);
        MigrationMap other = Map with { Scope = "ankara" };
        SchemaPlan plan = await PlanAsync(other);
        Assert.Empty(plan.Conflicts);
        Assert.DoesNotContain(plan.Missing, i => i.Kind is SchemaKind.Table or SchemaKind.Column or SchemaKind.Lookup or SchemaKind.Key);
        await MakeAsync(other);
        Assert.Empty((await PlanAsync(other)).Missing);
        Assert.Empty((await PlanAsync(Map)).Missing);
    }

    private static SourceProfile Profile(string objectName, string field, int longest) => new("dentes", "export", [], [
        new ObjectProfile(objectName, objectName, true, 1, 0, 0, null, [], null, null, true, [
            new FieldProfile(objectName, field, field, FieldType.Text, false, 1, 0, 0, 1, 0, 1, longest, null, null, null, null, []),
        ], [], []),
    ]);
}
