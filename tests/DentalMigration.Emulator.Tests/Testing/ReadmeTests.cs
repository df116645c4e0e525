using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Testing;

/// <summary>
/// What the emulator's README says is what is there. With <c>DENTALMIGRATION_UPDATE_README=1</c> the generated parts are written
/// anew, otherwise they are compared.
/// </summary>
public sealed class ReadmeTests
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("DENTALMIGRATION_UPDATE_README") == "1";

    private static string ReadmePath([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "DentalMigration.Emulator", "README.md"));

    private static string Readme()
    {
        Assert.SkipUnless(File.Exists(ReadmePath()), "The sources are not beside the tests.");
        return File.ReadAllText(ReadmePath()).ReplaceLineEndings("\n");
    }

    [Fact]
    public void Table_of_what_is_covered_is_generated_from_the_tests()
    {
        var rows = typeof(ReadmeTests).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .SelectMany(m => m.GetCustomAttributes<DocumentedAttribute>().Select(d => (d.Source, d.Behavior, Test: $"{m.DeclaringType!.Name}.{m.Name}")))
            .OrderBy(r => r.Source, StringComparer.Ordinal).ThenBy(r => r.Behavior, StringComparer.Ordinal).ToList();
        var table = new StringBuilder("| document | behaviour | test |\n| --- | --- | --- |\n");
        rows.ForEach(r => table.Append($"| {r.Source} | {r.Behavior.Replace("|", "\\|", StringComparison.Ordinal)} | `{r.Test}` |\n"));
        Compare("covered", table.ToString());
    }

    [Fact]
    public void List_of_what_is_from_memory_is_generated_from_the_code()
    {
        Type list = typeof(EmbeddedDataverse).Assembly.GetType("DentalMigration.Emulator.Errors.FromMemory", throwOnError: true)!;
        var text = new StringBuilder("| refusal | from memory |\n| --- | --- |\n");
        foreach (ITuple entry in (IEnumerable)list.GetField("All")!.GetValue(null)!)
        {
            text.Append($"| {entry[0]} | {entry[1]} |\n");
        }
        Compare("from-memory", text.ToString());
    }

    [Fact]
    public void Every_switch_is_described()
    {
        string readme = Readme();
        Assert.All(typeof(EmbeddedDataverseOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(p => p.CanWrite), p => Assert.Contains($"`{p.Name}`", readme, StringComparison.Ordinal));
    }

    private static void Compare(string part, string generated)
    {
        string readme = Readme();
        string begin = $"<!-- {part}: generated -->\n";
        string end = $"<!-- {part}: end -->";
        int start = readme.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int stop = readme.IndexOf(end, StringComparison.Ordinal);
        Assert.True(start >= begin.Length && stop >= start, $"The README has no place for '{part}'.");
        if (Update)
        {
            File.WriteAllText(ReadmePath(), readme[..start] + generated + readme[stop..]);
            return;
        }
        Assert.True(readme[start..stop] == generated, "The README is behind; run the tests with DENTALMIGRATION_UPDATE_README=1.");
    }
}
