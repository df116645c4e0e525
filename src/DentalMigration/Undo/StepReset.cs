using System.Globalization;
using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Undo;

/// <summary>
/// Brings the journaled second step behind a column to what the column holds again, so that a later run that wants the step does it anew, and
/// one that no longer wants the link cuts it.
/// </summary>
internal static class StepReset
{
    public static async Task ApplyAsync(
        UndoContext context, int number, LedgerRecord record, ColumnImage column, LookupNames lookups, CancellationToken cancellationToken)
    {
        if (column.Property == "statecode")
        {
            foreach (string kind in (string[])["state", VanishedRecords.Gone, VanishedRecords.Back])
            {
                context.Ledger.Steps.Forget(number, record.Key, kind);
            }
        }
        else if (column.Property.EndsWith(ColumnImage.Bind, StringComparison.Ordinal) && column.ReadName.StartsWith('_'))
        {
            string kind = string.Create(CultureInfo.InvariantCulture, $"link:{column.Column}");
            if (!context.Ledger.Steps.Has(number, record.Key, kind))
            {
                return;
            }

            context.Ledger.Steps.Forget(number, record.Key, kind);
            if (column.Before is { ValueKind: JsonValueKind.String } before)
            {
                (string property, string value) = await lookups.BindAsync(column.Property[..^ColumnImage.Bind.Length], before.GetGuid(), cancellationToken);
                Done(context, number, record, new RowStep(
                    kind, $$"""{"{{property}}":"{{value}}"}""", new Dictionary<string, string> { [column.ReadName] = before.GetGuid().ToString("D") }));
            }
        }
    }

    private static void Done(UndoContext context, int number, LedgerRecord record, RowStep step)
    {
        context.Ledger.Steps.Plan(number, record.Key, step);
        context.Ledger.Steps.Set(number, new LedgerStep(record.Key, record.Id, step.Kind, step.Body, step.Expected, false), 2);
    }
}
