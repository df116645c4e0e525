using System.Text.RegularExpressions;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Docs;

/// <summary>What the README promises is there: error ids, cmdlets, console options and files.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void Every_error_id_it_explains_is_one_of_ours()
    {
        string table = Readme[Readme.IndexOf("## Troubleshooting", StringComparison.Ordinal)..Readme.IndexOf("## Questions", StringComparison.Ordinal)];
        string[] ids = [.. from line in table.Split('\n')
            where line.StartsWith("| `", StringComparison.Ordinal)
            from Match id in Word().Matches(line.Split('|')[1])
            select id.Groups[1].Value];
        string code = Code();
        Assert.True(ids.Length >= 20);
        Assert.All(ids, id => Assert.Contains($"\"{id}\"", code, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_cmdlet_it_names_is_exported()
    {
        string manifest = File.ReadAllText(Path.Combine(Repository.Root, "module", "DentalMigration.psd1"));
        string[] foreign = ["Get-Help", "Import-Csv", "Import-Module", "Invoke-Pester", "Measure-Object", "Resume-Cutover", "Start-Cutover"];
        Assert.All(
            Cmdlet().Matches(Readme).Select(m => m.Value).Distinct().Except(foreign),
            name => Assert.Contains($"'{name}'", manifest, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_it_names_is_one_of_the_console()
    {
        string code = Code();
        Assert.All(
            Option().Matches(Readme).Select(m => m.Groups[1].Value).Distinct().Except(["--project"]),
            option => Assert.Contains($"\"{option}\"", code, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    public void Every_file_and_section_it_links_to_is_there(string document)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, document));
        string[] sections = [.. Heading().Matches(text).Select(m => "#" + NoWord().Replace(m.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'))];
        Assert.All(
            Link().Matches(text).Select(m => m.Groups[1].Value).Where(l => !l.StartsWith("http", StringComparison.Ordinal)),
            link => Assert.True(link[0] == '#' ? sections.Contains(link) : Path.Exists(Path.Combine(Repository.Root, link)), link));
    }

    private static string Code() => string.Concat(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

    [GeneratedRegex("`([A-Z][A-Za-z]+)`")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(Get|New|Connect|Disconnect|Test|Measure|Import|Export|Approve|Resolve|Update|Select|Invoke|Sync|Resume|Compare|Repair|Undo|Clear)-[A-Z][A-Za-z]+")]
    private static partial Regex Cmdlet();

    [GeneratedRegex(@"[ `(](--[a-z][a-z-]+)")]
    private static partial Regex Option();

    [GeneratedRegex(@"^#+ (.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} -]")]
    private static partial Regex NoWord();

    [GeneratedRegex(@"\]\(([^) ]+)\)")]
    private static partial Regex Link();
}
