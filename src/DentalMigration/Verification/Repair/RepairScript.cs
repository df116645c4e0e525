using System.Globalization;
using System.Text;

namespace DentalMigration.Verification.Repair;

/// <summary>
/// Says a repair as a script of Repair-Migration calls that a person reads, shortens and runs. Rows are named by id, and no value of a record stands
/// in it; a comment over each call tells object, columns and cause.
/// </summary>
public static class RepairScript
{
    private const int RowsInACall = 50;

    /// <summary>Writes the script.</summary>
    /// <param name="path">The file.</param>
    /// <param name="actions">What is to be done.</param>
    /// <param name="migration">What is repaired, for the heading.</param>
    public static void Write(string path, IEnumerable<RepairAction> actions, string migration) => File.WriteAllText(path, Of(actions, migration, Path.GetFileName(path)), new UTF8Encoding(true));

    /// <summary>The script's text.</summary>
    /// <param name="actions">What is to be done.</param>
    /// <param name="migration">What is repaired, for the heading.</param>
    /// <param name="name">What the script is called.</param>
    public static string Of(IEnumerable<RepairAction> actions, string migration, string name = "corrections.ps1")
    {
        var text = new StringBuilder();
        text.AppendLine("#Requires -Modules DentalMigration");
        text.AppendLine("# Corrections of " + migration.ReplaceLineEndings(" ") + ". Read it, take out what is not to be corrected, then run it with the migration:");
        text.AppendLine(CultureInfo.InvariantCulture, $"#   ./{name} $run -WhatIf");
        text.AppendLine("[CmdletBinding(SupportsShouldProcess)]");
        text.AppendLine("param([Parameter(Mandatory, Position = 0)] $Migration)");
        foreach (var group in actions.Where(a => a.Outcome == RepairOutcome.Planned).GroupBy(a => (a.Object, a.Action, a.Columns, a.Cause)))
        {
            foreach (RepairAction[] rows in group.Chunk(RowsInACall))
            {
                text.AppendLine();
                text.AppendLine(CultureInfo.InvariantCulture, $"# {group.Key.Object}: {What(group.Key.Action, group.Key.Columns)} ({group.Key.Cause}), {rows.Length} row(s)");
                text.Append("Repair-Migration $Migration -Object ").Append(Quoted(group.Key.Object));
                text.Append(" -Id ").AppendJoin(", ", rows.Select(r => Quoted(r.Id.ToString("D"))));
                if (group.Key.Columns.Length > 0)
                {
                    text.Append(" -Column ").AppendJoin(", ", group.Key.Columns.Split(", ").Select(Quoted));
                }

                text.AppendLine();
            }
        }

        return text.ToString();
    }

    private static string What(string action, string columns) => action == "create" ? "make the row again" : columns;

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
