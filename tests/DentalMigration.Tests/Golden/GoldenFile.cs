using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Golden;

/// <summary>An approved text under <c>Golden/</c>. With <c>DENTALMIGRATION_APPROVE=1</c> it is written anew, otherwise compared.</summary>
internal static class GoldenFile
{
    private static readonly bool Approve = Environment.GetEnvironmentVariable("DENTALMIGRATION_APPROVE") == "1";

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "DentalMigration.Tests", "Golden");

    /// <summary>Names of the approved files of a system.</summary>
    public static IEnumerable<string> Approved(string system) =>
        Directory.EnumerateFiles(Path.Combine(Folder, system), "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)!);

    public static void Verify(string system, string name, string text)
    {
        string path = Path.Combine(Folder, system, name + ".txt");
        string expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (Approve)
        {
            File.WriteAllText(path, text);
        }
        else if (expected != text)
        {
            Assert.Fail($"{system}/{name}.txt is not what was approved:\n{Difference(expected.Split('\n'), text.Split('\n'))}\nIf it is right now, run the test with DENTALMIGRATION_APPROVE=1 and commit the file.");
        }
    }

    /// <summary>The lines that only one of the two has, each with its line number, between what both begin and end with.</summary>
    private static string Difference(string[] expected, string[] actual)
    {
        int start = 0;
        while (start < Math.Min(expected.Length, actual.Length) && expected[start] == actual[start])
        {
            start++;
        }

        int end = 0;
        while (end < Math.Min(expected.Length, actual.Length) - start && expected[^(end + 1)] == actual[^(end + 1)])
        {
            end++;
        }

        IEnumerable<string> Lines(string[] lines, char sign) => lines[start..^end].Take(40).Select((line, i) => $"{sign} {start + i + 1,4} {line}");
        return string.Join('\n', [.. Lines(expected, '-'), .. Lines(actual, '+')]);
    }
}
