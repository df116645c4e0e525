using DentalMigration.Profiling.Checks;
using DentalMigration.Profiling.Values;
using DentalMigration.Sources;
using DentalMigration.Sources.Reading;

namespace DentalMigration.Profiling;

/// <summary>How the columns of one file are measured, worked out once for all its records.</summary>
/// <param name="layout">The file's columns.</param>
/// <param name="columns">The columns that are measured.</param>
/// <param name="absent">Meters of columns that other files of the object have and this one lacks.</param>
internal sealed class ColumnPlan(SourceLayout layout, PlannedColumn[] columns, FieldMeter[] absent)
{
    /// <summary>True where the record is of that file.</summary>
    public bool IsFor(SourceRecord record) => ReferenceEquals(record.Layout, layout);

    /// <summary>Measures a record's cells, and puts those in their slots that checks ask for.</summary>
    public void Add(SourceRecord record, RowValues row, long place)
    {
        ReadOnlySpan<object?> cells = record.Cells;
        foreach (ref readonly PlannedColumn column in columns.AsSpan())
        {
            object? cell = (uint)column.Ordinal < (uint)cells.Length ? cells[column.Ordinal] : null;
            if (cell is null)
            {
                column.Meter.AddNothing();
                continue;
            }

            ref readonly ValueEntry entry = ref column.Meter.Add(cell, column.Reader, place);
            if (column.Slot >= 0)
            {
                row.Set(column.Slot, entry.Reading.Value, entry.Link);
            }
        }

        foreach (FieldMeter meter in absent)
        {
            meter.AddNothing();
        }
    }
}

/// <summary>A column that is measured.</summary>
/// <param name="Ordinal">Its place in the file.</param>
/// <param name="Meter">What measures it.</param>
/// <param name="Reader">What reads its cells.</param>
/// <param name="Slot">Where its value goes for checks across fields; -1 where none asks for it.</param>
internal readonly record struct PlannedColumn(int Ordinal, FieldMeter Meter, FieldReader Reader, int Slot);
