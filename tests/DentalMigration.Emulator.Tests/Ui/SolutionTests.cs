using DentalMigration.Emulator.Tests.Harness;
using static DentalMigration.Emulator.Tests.Harness.UiBodies;

namespace DentalMigration.Emulator.Tests.Ui;

/// <summary>Publishers, solutions, and what belongs to them.</summary>
public sealed class SolutionTests : DataverseTest
{
    private const string Solutions = "PD:webapi/create-update-entity-definitions-using-web-api.md";
    private static readonly (string, string) Ours = ("MSCRM.SolutionUniqueName", "DentalMigration");

    private static string Publisher(string unique = "dental", string prefix = "dent", int option = 72_700) =>
        Json(("uniquename", unique), ("friendlyname", "Dental"), ("customizationprefix", prefix), ("customizationoptionvalueprefix", option));

    private async Task<(Guid Publisher, Guid Solution)> Make()
    {
        Guid publisher = await Create("publishers", Publisher());
        Guid solution = await Create("solutions", Json(("uniquename", "DentalMigration"), ("friendlyname", "Dental"), ("version", "1.0.0.0"),
            ("publisherid@odata.bind", $"/publishers({publisher})")));
        return (publisher, solution);
    }

    private async Task<string[]> Components(Guid solution) => [.. (await Get($"solutioncomponents?$select=componenttype,rootcomponentbehavior&$filter=_solutionid_value eq {solution}&$orderby=componenttype"))
        .Value.Select(c => $"{c!["componenttype"]}/{c["rootcomponentbehavior"]}")];

    [Fact]
    [Documented(Solutions, "MSCRM.SolutionUniqueName, or ?SolutionUniqueName=, puts what is made into a solution; deleting the solution keeps it")]
    public async Task Components_go_into_the_solution_named()
    {
        string before = await Digest();
        (Guid publisher, Guid solution) = await Make();
        (await Post("EntityDefinitions", Definitions.Table("dent_Visit").Replace("new_Name", "dent_Name", StringComparison.Ordinal), Ours)).Is(204);
        (await Post("EntityDefinitions(LogicalName='dent_visit')/Attributes", Definitions.Column("String", "dent_A", ",\"MaxLength\":10"), Ours)).Is(204);
        Assert.Equal(["1/0"], await Components(solution));
        (await Post("EntityDefinitions(LogicalName='contact')/Attributes?SolutionUniqueName=DentalMigration", Definitions.Column("String", "dent_B", ",\"MaxLength\":10"))).Is(204);
        Guid view = (await Post("savedqueries", View("V", "contact", Fetch("contact", ""), Layout("contactid", "fullname", "fullname")), Ours)).Is(204).Id;
        Guid profile = (await Post("fieldsecurityprofiles", """{"name":"P"}""", Ours)).Is(204).Id;
        Assert.Equal(["1/0", "1/2", "2/", "26/", "70/"], await Components(solution));
        (await Delete($"savedqueries({view})")).Is(204);
        Assert.Equal(["1/0", "1/2", "2/", "70/"], await Components(solution));
        (await Delete($"publishers({publisher})")).Is(405);
        (await Delete($"solutions({solution})")).Is(204);
        (await Get("EntityDefinitions(LogicalName='dent_visit')")).Is(200);
        Assert.Empty((await Get("solutioncomponents")).Value);
        (await Delete($"fieldsecurityprofiles({profile})")).Is(204);
        (await Delete("EntityDefinitions(LogicalName='contact')/Attributes(LogicalName='dent_b')")).Is(204);
        (await Delete("EntityDefinitions(LogicalName='dent_visit')")).Is(204);
        (await Delete($"publishers({publisher})")).Is(204);
        Assert.Equal(before, await Digest());
    }

    [Fact]
    [Documented("learn:webapi/reference/addsolutioncomponent", "AddSolutionComponent and RemoveSolutionComponent put components in and take them out")]
    public async Task Components_are_added_and_removed()
    {
        (_, Guid solution) = await Make();
        string table = (await Get("EntityDefinitions(LogicalName='account')?$select=MetadataId")).Json["MetadataId"]!.ToString();
        string body = $$"""{"ComponentId":"{{table}}","ComponentType":1,"SolutionUniqueName":"DentalMigration","AddRequiredComponents":false,"DoNotIncludeSubcomponents":true}""";
        string id = (await Post("AddSolutionComponent", body)).Is(200).Json["id"]!.ToString();
        Assert.Equal(id, (await Post("AddSolutionComponent", body)).Is(200).Json["id"]!.ToString());
        Assert.Equal(["1/1"], await Components(solution));
        (await Post("AddSolutionComponent", body.Replace("Type\":1", "Type\":26", StringComparison.Ordinal))).Is(400, "0x8004f018");
        (await Post("AddSolutionComponent", body.Replace("DentalMigration", "Nosuch", StringComparison.Ordinal))).Is(400, "0x8004f002");
        (await Post("RemoveSolutionComponent", $$"""{"SolutionComponent":{"@odata.type":"Microsoft.Dynamics.CRM.solutioncomponent","solutioncomponentid":"{{table}}"},"ComponentType":1,"SolutionUniqueName":"DentalMigration"}""")).Is(200);
        Assert.Empty(await Components(solution));
    }

    [Fact]
    public async Task An_unknown_solution_refuses_what_names_it()
    {
        string before = await Digest(exact: true);
        (await Post("EntityDefinitions", Definitions.Table("new_Visit"), ("MSCRM.SolutionUniqueName", "Nosuch"))).Is(400, "0x8004f002");
        Assert.Equal(before, await Digest(exact: true));
        (await Post("EntityDefinitions", Definitions.Table("new_Visit"), ("MSCRM.SolutionUniqueName", "Default"))).Is(204);
    }

    [Fact]
    public async Task Publishers_and_solutions_are_checked()
    {
        (await Post("publishers", Publisher(prefix: "mscrmx"))).Is(400, "0x80044366");
        (await Post("publishers", Publisher(prefix: "1x"))).Is(400, "0x80044366");
        (await Post("publishers", Publisher(option: 9_999))).Is(400);
        (await Post("publishers", Publisher(unique: "a b"))).Is(400, "0x8004f002");
        (Guid publisher, Guid solution) = await Make();
        (await Post("publishers", Publisher())).Is(400, "0x8004f023");
        (await Post("solutions", Json(("uniquename", "X"), ("friendlyname", "X"), ("version", "one"), ("publisherid@odata.bind", $"/publishers({publisher})")))).Is(400, "0x8004f01e");
        (await Post("solutions", Json(("uniquename", "X"), ("friendlyname", "X"), ("version", "1.0")))).Is(400, "0x80040200");
        (await Patch($"solutions({solution})", """{"version":"1.1.0.0"}""")).Is(204);
        string standard = (await Get("solutions?$select=solutionid&$filter=uniquename eq 'Default'")).Value.Single()!["solutionid"]!.ToString();
        (await Delete($"solutions({standard})")).Is(400, "0x8004f00d");
    }
}
