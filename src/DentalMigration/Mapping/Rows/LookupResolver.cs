using DentalMigration.Systems;

namespace DentalMigration.Mapping.Rows;

/// <summary>
/// Finds the row a field refers to. A reference that leads nowhere, or to a record that was not written, holds the row; under
/// <see cref="FaultPolicy.Blank"/> it stays empty and the row gets a finding.
/// </summary>
internal sealed class LookupResolver(CatalogObject from, string target)
{
    /// <summary>The id of the row the first filled field refers to, or null when none is filled or the row is held.</summary>
    public Guid? Resolve(RowContext row, IReadOnlyList<string> fields, FaultPolicy onFault)
    {
        foreach (string field in fields)
        {
            if (row.Read(field, onFault) is not { } value)
            {
                continue;
            }

            string text = Convert.ToString(value, global::System.Globalization.CultureInfo.InvariantCulture)!;
            string? by = from.References.FirstOrDefault(r => r.Field == field && r.Object == target)?.By;
            string? key = by is null ? text : row.Shared.Directory.FindKey(target, by, text);
            RowEntry entry = key is null ? default : row.Shared.Directory.Find(target, key);
            switch (entry.Presence)
            {
                case RowPresence.Written:
                    return entry.Id;
                case RowPresence.NotWritten:
                    Miss(row, "ParentNotWritten", field, $"The {target} it belongs to was held or rejected. Solve that first; this row follows.", onFault);
                    return null;
                default:
                    Miss(row, "OrphanReference", field, $"There is no such {target} in the export. Export it too, or correct the reference.", onFault);
                    return null;
            }
        }

        return null;
    }

    private static void Miss(RowContext row, string code, string field, string reason, FaultPolicy onFault)
    {
        if (onFault == FaultPolicy.Blank)
        {
            row.Find(code, field, reason);
        }
        else
        {
            row.Hold(code, field, reason);
        }
    }
}
