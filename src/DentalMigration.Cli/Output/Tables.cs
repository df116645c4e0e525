using System.Globalization;
using DentalMigration.Ledger;
using DentalMigration.Undo;
using DentalMigration.Verification;
using DentalMigration.Verification.Repair;
using Spectre.Console;

namespace DentalMigration.Cli.Output;

/// <summary>The tables a run prints.</summary>
internal static class Tables
{
    /// <summary>The conservation lines.</summary>
    public static void Conservation(IReadOnlyList<ObjectCounts> objects)
    {
        Table table = Make("Conservation", "object", "read", "created", "updated", "unchanged", "merged", "held", "rejected", "filtered", "conserved");
        foreach (ObjectCounts o in objects)
        {
            table.AddRow(
                o.Object, N(o.Read), N(o.Created), N(o.Updated), N(o.Unchanged), N(o.Merged), N(o.Held), N(o.Rejected), N(o.Filtered), o.IsConserved ? "yes" : "[red]NO[/]");
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Held and rejected rows with their reasons, findings by number.</summary>
    public static void Problems(IEnumerable<LedgerProblem> problems, int limit)
    {
        Table table = Make("Held and rejected rows", "where", "object", "key", "what", "field", "why, and what to do");
        long more = 0;
        foreach (LedgerProblem p in problems)
        {
            if (limit-- > 0)
            {
                string colour = p.Kind == Mapping.Rows.ProblemKind.Rejected ? "red" : "yellow";
                table.AddRow(
                    Markup.Escape(p.Line > 0 ? $"{p.File}:{p.Line}" : p.File), p.Object, Markup.Escape(p.Key), $"[{colour}]{p.Code}[/]", p.Field, Markup.Escape(ConsoleWords.Of(p.Reason)));
            }
            else
            {
                more++;
            }
        }

        AnsiConsole.Write(table);
        if (more > 0)
        {
            AnsiConsole.WriteLine($"… and {N(more)} more, in the ledger.");
        }
    }

    /// <summary>Findings by code.</summary>
    public static void Findings(IEnumerable<LedgerProblem> findings)
    {
        Table table = Make("Findings (rows were written; look at these)", "what", "object", "rows", "meaning");
        foreach (var group in findings.CountBy(f => (f.Code, f.Object, f.Reason)).OrderByDescending(g => g.Value))
        {
            table.AddRow(group.Key.Code, group.Key.Object, N(group.Value), Markup.Escape(ConsoleWords.Of(group.Key.Reason)));
        }

        AnsiConsole.Write(table);
    }

    /// <summary>The reconciliation: rows, sums and files of whole objects, and whatever does not agree.</summary>
    public static void Reconciliation(IEnumerable<ReconciliationLine> lines)
    {
        Table table = Make("Reconciliation", "object", "practice", "measure", "source", "Dataverse", "lost", "appeared", "");
        long values = 0;
        foreach (ReconciliationLine line in lines)
        {
            bool same = line.Verdict == Verdict.Same;
            values += line.Measure == "values" && same ? 1 : 0;
            if (same && (line.Practice is not null || line.Measure is "values" or "missing" or "extra"))
            {
                continue;
            }

            table.AddRow(
                line.Object,
                Markup.Escape(line.Practice ?? ""),
                $"{line.Measure} {line.Column}".Trim(),
                N(line.Source),
                N(line.Target),
                line.Lost > 0 ? N(line.Lost) : "",
                line.Appeared > 0 ? N(line.Appeared) : "",
                same ? "[green]same[/]" : "[red]DIFFERENT[/]");
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"{N(values)} columns, by object and practice, agree in every cell by checksum.");
    }

    /// <summary>The field-level comparison by column: those that differ.</summary>
    public static void Differences(IEnumerable<DifferenceSummary> columns)
    {
        Table table = Make("Columns that differ", "object", "column", "compared", "different", "missing", "extra", "changed since", "row missing");
        foreach (DifferenceSummary c in columns.Where(c => c.Same < c.Compared))
        {
            table.AddRow(c.Object, Markup.Escape(c.Column), N(c.Compared), N(c.Different), N(c.Missing), N(c.Extra), N(c.ChangedSince), N(c.RowMissing));
        }

        AnsiConsole.Write(table);
    }

    /// <summary>What a repair did row by row.</summary>
    public static void Repaired(IEnumerable<RepairAction> rows, int limit)
    {
        Table table = Make("Repair", "object", "row", "what", "columns", "outcome", "why, and what to do");
        int more = 0;
        foreach (RepairAction row in rows)
        {
            if (limit-- > 0)
            {
                table.AddRow(row.Object, row.Id.ToString("D"), row.Action, Markup.Escape(row.Columns), row.Outcome.ToString(), Markup.Escape(ConsoleWords.Of(row.Reason)));
            }
            else
            {
                more++;
            }
        }

        AnsiConsole.Write(table);
        if (more > 0)
        {
            AnsiConsole.WriteLine($"… and {N(more)} more.");
        }
    }

    /// <summary>What an undo did.</summary>
    public static void Undone(UndoResult result)
    {
        Table table = Make("Undo", "object", "table", "deleted", "restored", "kept", "why");
        foreach (UndoneObject o in result.Objects)
        {
            string why = string.Join(", ", o.Reasons.Select(r => $"{r.Key} {N(r.Value)}"));
            table.AddRow(o.Object, o.Table, N(o.Deleted), N(o.Restored), N(o.Kept), why);
        }

        AnsiConsole.Write(table);
        UndoVerification v = result.Verification;
        AnsiConsole.WriteLine(v.IsClean
            ? $"Looked at afterwards: nothing is left that was to go ({N(v.Found)} rows of ours stay), {N(v.Restored)} rows read as before."
            : $"Looked at afterwards: {N(v.Unexpected)} rows are left that were to go, {N(v.Differing)} rows do not read as before.");
        if (result.Components.Count == 0)
        {
            return;
        }

        int removed = result.Components.Count(c => c.Removed);
        AnsiConsole.WriteLine($"Schema: {removed} components removed (a table takes its own columns along), {result.Components.Count - removed} kept.");
        foreach (UndoneComponent kept in result.Components.Where(c => !c.Removed))
        {
            AnsiConsole.WriteLine($"  kept {kept.Kind} {kept.Table} {kept.Name}: {kept.Reason}");
        }
    }

    /// <summary>What an undo would do.</summary>
    public static void WouldUndo(IReadOnlyList<UndoneObject> plan)
    {
        Table table = Make("Would undo (what people did since is not known yet)", "object", "table", "delete", "restore");
        foreach (UndoneObject o in plan)
        {
            table.AddRow(o.Object, o.Table, N(o.Deleted), N(o.Restored));
        }

        AnsiConsole.Write(table);
    }

    internal static Table Make(string title, params string[] columns)
    {
        var table = new Table().Title(title).Border(TableBorder.Simple);
        foreach (string column in columns)
        {
            bool isText = column is "why, and what to do" or "meaning";
            table.AddColumn(new TableColumn(column) { NoWrap = !isText, Padding = new Padding(0, 0, 1, 0) });
        }

        return table;
    }

    internal static string N(decimal number) => number.ToString(number == decimal.Truncate(number) ? "N0" : "N2", CultureInfo.InvariantCulture);
}
