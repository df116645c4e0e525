using System.Runtime.CompilerServices;
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
    private readonly PlannedColumn[] _early = [.. columns.Where(c => c.Meter.IsEarly)];
    private readonly PlannedColumn[] _late = [.. columns.Where(c => !c.Meter.IsEarly)];
    private readonly FieldMeter[] _absentEarly = [.. absent.Where(m => m.IsEarly)];
    private readonly FieldMeter[] _absentLate = [.. absent.Where(m => !m.IsEarly)];

    /// <summary>True where the record is of that file.</summary>
    public bool IsFor(SourceRecord record) => ReferenceEquals(record.Layout, layout);

    /// <summary>Measures the columns that are measured where they are read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddEarly(SourceRecord record, long place)
    {
        ReadOnlySpan<object?> cells = record.Cells;
        foreach (ref readonly PlannedColumn column in _early.AsSpan())
        {
            if ((uint)column.Ordinal < (uint)cells.Length && cells[column.Ordinal] is object cell)
            {
                column.Meter.Add(cell, column.Reader, place);
            }
            else
            {
                column.Meter.AddNothing();
            }
        }

        Array.ForEach(_absentEarly, m => m.AddNothing());
    }

    /// <summary>Measures the other columns, and puts values in their slots that checks ask for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddLate(SourceRecord record, RowValues row, long place)
    {
        ReadOnlySpan<object?> cells = record.Cells;
        foreach (ref readonly PlannedColumn column in _late.AsSpan())
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

        Array.ForEach(_absentLate, m => m.AddNothing());
    }
}

/// <summary>A column that is measured.</summary>
/// <param name="Ordinal">Its place in the file.</param>
/// <param name="Meter">What measures it.</param>
/// <param name="Reader">What reads its cells.</param>
/// <param name="Slot">Where its value goes for checks across fields; -1 where none asks for it.</param>
internal readonly record struct PlannedColumn(int Ordinal, FieldMeter Meter, FieldReader Reader, int Slot);
