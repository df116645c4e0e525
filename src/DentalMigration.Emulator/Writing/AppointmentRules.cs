using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary>What is special about appointments: both ends of the schedule must be set, and the duration follows.</summary>
internal static class AppointmentRules
{
    public static void Apply(WriteScope scope, RowDraft row, Guid? existing)
    {
        Table table = row.Table;
        if (table.Definition.IsActivity && existing is null && table.Has("activitytypecode"))
        {
            row.Set("activitytypecode", Cell.Of(table.Name));
        }
        if (table.Name != "appointment" || (existing is not null && !row.Has("scheduledstart") && !row.Has("scheduledend")))
        {
            return;
        }
        Cell start = Read(scope, row, existing, "scheduledstart");
        Cell end = Read(scope, row, existing, "scheduledend");
        if (start.IsNull || end.IsNull)
        {
            throw Fault.AppointmentNotScheduled();
        }
        if (end.Integer < start.Integer)
        {
            throw Fault.AppointmentEndsBeforeStart();
        }
        row.Set("scheduleddurationminutes", Cell.Of((end.Integer - start.Integer) / 60));
    }

    private static Cell Read(WriteScope scope, RowDraft row, Guid? existing, string column) =>
        row.TryGet(column, out Cell value) || existing is not { } id ? value : Rows.Value(scope.Connection, row.Table, id, column);
}
