using System.Text.Json;
using System.Text.RegularExpressions;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Derived.Recalls;

/// <summary>
/// How recalls are told from other tasks in a system that keeps them among its tasks: patterns in <c>recall-rules.json</c> beside its
/// catalog, matched without regard to case.
/// </summary>
/// <param name="Word">A word of recall; a task without one is none.</param>
/// <param name="Doubt">What makes a word of recall mean something else: a recall letter, a product recall.</param>
/// <param name="Interval">An interval; its group <c>n</c> is the number, <c>years</c> is matched where it counts years.</param>
/// <param name="Due">A due date; its group <c>date</c> is one.</param>
/// <param name="Last">A last visit; its group <c>date</c> is its date.</param>
/// <param name="TaskType">A task type that says so by itself.</param>
/// <param name="Types">Pattern → kind of recall; the first that matches counts.</param>
public sealed record RecallRules(Regex Word, Regex Doubt, Regex Interval, Regex Due, Regex Last, Regex TaskType, IReadOnlyList<(Regex Pattern, string Type)> Types)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>The rules that ship for a system.</summary>
    public static RecallRules Load(string system)
    {
        JsonElement json = JsonElement.Parse(SystemFile.Read(system, "recall-rules.json"));
        return new RecallRules(
            Read(json, "word"), Read(json, "doubt"), Read(json, "interval"), Read(json, "due"), Read(json, "last"), Read(json, "taskType"),
            [.. json.GetProperty("types").EnumerateObject().Select(t => (Pattern(t.Name), t.Value.GetString()!))]);
    }

    private static Regex Read(JsonElement json, string name) => Pattern(json.GetProperty(name).GetString()!);

    private static Regex Pattern(string text) => new(text, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Longest);
}
