using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary>State and status: a status belongs to one state, and no row is created outside its default state.</summary>
internal static class States
{
    /// <summary>Checks the status of a new row, whose statecode was dropped already.</summary>
    public static void ForNew(RowDraft row, Guid id, bool appointmentIsScheduled)
    {
        if (row.Table.Column("statuscode") is not { } statusColumn || row.Table.Column("statecode") is not { } stateColumn)
        {
            return;
        }
        bool appointment = row.Table.Name == "appointment";
        if (!row.TryGet("statuscode", out Cell status) || status.IsNull)
        {
            row.Remove("statuscode");
            if (appointment && appointmentIsScheduled)
            {
                row.Set("statecode", Cell.Of(3));
                row.Set("statuscode", Cell.Of(5));
            }
            return;
        }
        int state = StateOf(statusColumn, (int)status.Integer) ?? 0;
        if (state != 0 && !(appointment && state == 3))
        {
            throw Bad(row, stateColumn, (int)status.Integer, 0, id);
        }
        row.Set("statecode", Cell.Of(state));
    }

    public static void ForUpdate(WriteScope scope, RowDraft row, Guid id)
    {
        bool hasState = row.TryGet("statecode", out Cell state) && !state.IsNull;
        bool hasStatus = row.TryGet("statuscode", out Cell status) && !status.IsNull;
        if ((!hasState && !hasStatus) || row.Table.Column("statuscode") is not { } statusColumn)
        {
            row.Remove("statecode");
            row.Remove("statuscode");
            return;
        }
        int wanted = hasState ? (int)state.Integer : (int)Rows.Value(scope.Connection, row.Table, id, "statecode").Integer;
        if (!hasStatus)
        {
            if (statusColumn.Options.FirstOrDefault(o => o.State == wanted) is { } first)
            {
                row.Set("statuscode", Cell.Of(first.Value));
            }
            return;
        }
        if (StateOf(statusColumn, (int)status.Integer) is { } belongs && belongs != wanted)
        {
            throw Bad(row, row.Table.Column("statecode")!, (int)status.Integer, wanted, id);
        }
    }

    private static int? StateOf(ColumnDef statusColumn, int status) => statusColumn.Options.FirstOrDefault(o => o.Value == status)?.State;

    private static DataverseFault Bad(RowDraft row, ColumnDef stateColumn, int status, int state, Guid id) =>
        Fault.BadStatus(status, row.Table.Name, row.Table.Definition.SchemaName,
            stateColumn.Options.FirstOrDefault(o => o.Value == state)?.Text
                ?? state.ToString(System.Globalization.CultureInfo.InvariantCulture), id);
}
