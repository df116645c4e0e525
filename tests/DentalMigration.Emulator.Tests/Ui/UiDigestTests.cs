using DentalMigration.Emulator.Tests.Harness;
using static DentalMigration.Emulator.Tests.Harness.UiBodies;

namespace DentalMigration.Emulator.Tests.Ui;

/// <summary>The content digest over forms, views and apps: ids of the server, type codes and the order of writing do not count.</summary>
public sealed class UiDigestTests : DataverseTest
{
    private sealed class Other : DataverseTest
    {
        public async Task<string> Make(params string[] tables)
        {
            foreach (string table in tables)
            {
                (await Post("EntityDefinitions", Definitions.Table(table))).Is(204);
            }
            foreach (string table in tables)
            {
                string name = table.ToLowerInvariant();
                string view = (await Get($"savedqueries?$select=savedqueryid&$filter=returnedtypecode eq '{name}' and querytype eq 2")).Value.Single()!["savedqueryid"]!.ToString();
                string code = (await Get($"EntityDefinitions(LogicalName='{name}')?$select=ObjectTypeCode")).Json["ObjectTypeCode"]!.ToString();
                await Create("systemforms", FormBody(table, null, SubgridXml(name, "", view), type: 0));
                await Create("savedqueries", View(table, name, Fetch(name, ""), Layout(name + "id", "new_name", "new_name").Replace("<grid ", $"<grid object=\"{code}\" ", StringComparison.Ordinal)));
            }
            return await Digest();
        }

        public async Task<string> Rename(string name)
        {
            string form = (await Get("systemforms?$select=formid&$filter=objecttypecode eq 'contact' and type eq 2")).Value.Single()!["formid"]!.ToString();
            (await Patch($"systemforms({form})", Json(("name", name)))).Is(204);
            return await Digest();
        }
    }

    [Fact]
    public async Task Order_of_making_does_not_matter()
    {
        using var first = new Other();
        using var second = new Other();
        Assert.Equal(await first.Make("new_A", "new_B"), await second.Make("new_B", "new_A"));
        Assert.NotEqual(await Digest(), await first.Make());
    }

    [Fact]
    public async Task What_waits_for_publishing_counts_only_where_it_differs()
    {
        using var other = new Other();
        string before = await Digest();
        Assert.NotEqual(before, await other.Rename("Person"));
        Assert.Equal(before, await other.Rename("Information"));
    }
}
