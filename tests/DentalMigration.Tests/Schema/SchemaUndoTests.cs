using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;

namespace DentalMigration.Tests.Schema;

/// <summary>Taking a schema back: in reverse, to the letter, and never what is somebody else's.</summary>
public sealed class SchemaUndoTests : SchemaTest
{
    private static readonly MigrationMap Map = DefaultMap.Create("dentes");

    [Theory]
    [InlineData("new")]
    [InlineData("dnt")]
    public async Task Plan_create_and_undo_leave_the_content_as_it_was(string prefix)
    {
        string before = await Cutover.DigestAsync();
        await OpenAsync(DefaultMap.Create("dentes", prefix, "izmir", DefaultMap.Variants("dentes").Select(v => v.Name)));
        Assert.NotEqual(before, await Cutover.DigestAsync());
        UndoResult undone = await Cutover.UndoAsync();
        Assert.True(undone.IsComplete, string.Join("\n", undone.Components.Where(c => !c.Removed)));
        Assert.Equal(before, await Cutover.DigestAsync());
    }

    [Fact]
    public async Task Global_choices_and_many_to_many_relationships_go_too()
    {
        string before = await Cutover.DigestAsync();
        await OpenAsync(Joined());
        Assert.NotEmpty(await Client.Metadata.GetManyToManyAsync("new_treatmentplan", CancellationToken.None));
        Assert.True((await Cutover.UndoAsync()).IsComplete);
        Assert.Equal(before, await Cutover.DigestAsync());
    }

    [Fact]
    public async Task A_form_of_others_is_to_the_letter_what_it_was()
    {
        string[] before = await FormsAsync();
        await OpenAsync();
        Assert.NotEqual(before, await FormsAsync());
        await Cutover.UndoAsync();
        Assert.Equal(before, await FormsAsync());
    }

    [Fact]
    public async Task What_others_did_to_a_form_since_stays()
    {
        await OpenAsync();
        JsonElement form = (await RowsAsync("systemforms?$select=formid,formxml&$filter=objecttypecode eq 'contact' and type eq 2")).Single();
        const string Theirs = """<tab name="theirs" id="{11111111-2222-4333-8444-555555555555}"><labels><label description="Theirs" languagecode="1033" /></labels><columns><column width="100%"><sections /></column></columns></tab>""";

        // As an editor writes it: all anew, with its own spelling of our tabs.
        string edited = System.Xml.Linq.XElement.Parse(form.GetProperty("formxml").GetString()!).ToString();
        edited = edited.Replace("</tabs>", Theirs + "</tabs>", StringComparison.Ordinal);
        await Client.UpdateAsync("systemforms", form.GetProperty("formid").GetGuid(), JsonSerializer.SerializeToUtf8Bytes(new { formxml = edited }), null, CancellationToken.None);
        await Client.Metadata.PublishAsync(["contact"], CancellationToken.None);
        UndoResult undone = await Cutover.UndoAsync();
        Assert.True(undone.IsComplete, string.Join("\n", undone.Components.Where(c => !c.Removed)));
        string after = (await RowsAsync("systemforms?$select=formxml&$filter=objecttypecode eq 'contact' and type eq 2")).Single().GetProperty("formxml").GetString()!;
        Assert.Contains("Theirs", after, StringComparison.Ordinal);
        Assert.DoesNotContain("new_", after, StringComparison.Ordinal);
        Assert.Contains("emailaddress1", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_holds_rows_of_others_stays_until_they_are_gone()
    {
        string before = await Cutover.DigestAsync();
        await OpenAsync();
        Guid theirs = await Client.CreateAsync("new_treatmentplans", """{"new_name":"Theirs"}"""u8.ToArray(), null, CancellationToken.None);
        UndoResult first = await Cutover.UndoAsync();
        Assert.Contains(first.Components, c => c is { Kind: "table", Name: "new_treatmentplan", Removed: false });
        Assert.NotNull(await Client.RetrieveAsync("new_treatmentplans", theirs, "new_name", CancellationToken.None));
        await Client.DeleteAsync("new_treatmentplans", theirs, null, CancellationToken.None);
        UndoResult second = await Cutover.UndoAsync();
        Assert.True(second.IsComplete, string.Join("\n", second.Components.Where(c => !c.Removed)));
        Assert.Equal(before, await Cutover.DigestAsync());
    }

    [Fact]
    public async Task An_undo_that_is_broken_off_anywhere_is_finished_by_the_next()
    {
        string before = await Cutover.DigestAsync();
        await OpenAsync();
        for (int allowed = 0; allowed < 100; allowed += 9)
        {
            int writes = 0;
            Cutover.Wire.Tap = (request, _, pass) => request.Method != HttpMethod.Get && !request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal) && writes++ >= allowed
                ? throw new PowerCutException()
                : pass();
            try
            {
                await Cutover.UndoAsync();
                break;
            }
            catch (PowerCutException)
            {
                // on to the next attempt, which gets further
            }
        }

        Cutover.Wire.Tap = null;
        UndoResult last = await Cutover.UndoAsync();
        Assert.True(last.IsComplete, string.Join("\n", last.Components.Where(c => !c.Removed)));
        Assert.Equal(before, await Cutover.DigestAsync());
    }

    [Fact]
    public async Task A_relationship_that_others_use_stays()
    {
        await OpenAsync(Joined());
        ManyToManyMetadata joined = (await Client.Metadata.GetManyToManyAsync("account", CancellationToken.None)).Single(r => r.SchemaName == "new_practice_provider");
        Guid account = await Client.CreateAsync("accounts", """{"name":"Theirs"}"""u8.ToArray(), null, CancellationToken.None);
        Guid me = (await Client.WhoAmIAsync(CancellationToken.None)).UserId;
        await Client.AssociateAsync("accounts", account, joined.Entity1NavigationPropertyName!, "systemusers", me, CancellationToken.None);
        UndoResult undone = await Cutover.UndoAsync();
        Assert.Contains(undone.Components, c => c is { Kind: "manytomany", Name: "new_practice_provider", Removed: false });
    }

    private async Task<string[]> FormsAsync() =>
        [.. (await RowsAsync("systemforms?$select=formxml,objecttypecode&$filter=type eq 2")).Select(f => $"{f.GetProperty("objecttypecode")} {f.GetProperty("formxml")}").Order(StringComparer.Ordinal)];

    /// <summary>The default map with a choice in two tables, and with many-to-many relationships.</summary>
    private static MigrationMap Joined()
    {
        ColumnMap shared = Map.Find("treatment_plan")!.Columns.Single(c => c.Column == "new_planstatus");
        MigrationMap map = With(Map, "recall", o => o with { Columns = [.. o.Columns, shared] });
        map = With(map, "practice", o => o with { ManyToMany = [new ManyToManyCreation("new_practice_provider", "provider")] });
        return With(map, "treatment_plan", o => o with { ManyToMany = [new ManyToManyCreation("new_plan_provider", "provider")] });
    }
}
