using System.Globalization;

namespace DentalMigration.Mapping.Rows;

/// <summary>
/// Finds the row a field refers to. A reference that leads nowhere, or to a record that was not written, holds the row; under
/// <see cref="FaultPolicy.Blank"/> it stays empty and the row gets a finding.
/// </summary>
internal sealed class LookupResolver(ReferencePath path, string target)
{
    /// <summary>The id of the row the first filled field refers to, or null when none is filled or the row is held.</summary>
    public Guid? Resolve(RowContext row, IReadOnlyList<string> fields, FaultPolicy onFault)
    {
        if (path.IsMention)
        {
            return path.Mentioned(row.Record) is { } mentioned ? Of(row, fields[0], Mentioned(row, mentioned), onFault) : null;
        }

        for (int i = 0; i < fields.Count; i++)
        {
            string field = fields[i];
            if (row.Read(field, onFault) is { } value)
            {
                string text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
                string? key = path.By(field) is { } by ? row.Shared.Directory.FindKey(target, by, text) : text;
                return Of(row, field, key is null ? default : row.Shared.Directory.Find(target, key), onFault);
            }
        }

        return null;
    }

    private RowEntry Mentioned(RowContext row, (string Key, string? Name) mentioned)
    {
        RowEntry entry = row.Shared.Directory.Find(target, mentioned.Key);
        return entry.Presence == RowPresence.Unknown && mentioned.Name is { } name && row.Shared.Directory.FindKey(target, path.NameField, name) is { } key
            ? row.Shared.Directory.Find(target, key)
            : entry;
    }

    private Guid? Of(RowContext row, string field, RowEntry entry, FaultPolicy onFault)
    {
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
