using System.Globalization;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using ColumnType = DentalMigration.Mapping.ColumnType;
using SourceProfile = DentalMigration.Profiling.SourceProfile;

namespace DentalMigration.Schema;

/// <summary>What a column of the map needs: to be made, to change, or a person's decision.</summary>
internal static class ColumnPlan
{
    public static SchemaItem Item(MigrationMap map, ObjectMap o, ColumnMap column, TableMetadata? table, SourceProfile? profile)
    {
        (ColumnCreation create, string? note) = LengthPlan.Grow(o, column, profile) is { } grown ? (grown.Create, grown.Note) : (column.Create!, (string?)null);
        string? target = column.Lookup is null ? null : map.Find(column.Lookup)?.Table;
        ColumnMetadata? existing = table?.Column(column.Column);
        var item = new SchemaItem
        {
            Kind = create.Type == ColumnType.Lookup ? SchemaKind.Lookup : SchemaKind.Column,
            Table = o.Table,
            Name = column.Column,
            Status = existing is null ? SchemaStatus.Missing : SchemaStatus.Exists,
            Description = note ?? Describe(create, target),
            Object = o,
            Column = column with { Create = create },
            TargetTable = target,
        };
        if (create.Secured && IsKey(map, o, column, table))
        {
            return Conflict(item, "Keys and names of rows cannot be secured. Take 'secured' from the column in the map.");
        }

        return existing is null ? item : Compare(item, create, existing);
    }

    private static SchemaItem Compare(SchemaItem item, ColumnCreation create, ColumnMetadata existing)
    {
        if (!Fits(create, existing))
        {
            return Conflict(item, $"The column exists as {existing.AttributeType}; the map wants {Wanted(create)}. Change the map's column name or the column.");
        }

        if (create.Type == ColumnType.Lookup && item.TargetTable is { } target && existing.Targets.Count > 0 && !existing.Targets.Contains(target))
        {
            return Conflict(item, $"The lookup exists and points to {string.Join(", ", existing.Targets)}, not to {target}. Change the map's column name or the column.");
        }

        bool isOurs = SchemaMarker.IsOurs(existing.Description);
        if (create.Secured && !existing.IsSecured)
        {
            return isOurs
                ? item with { Status = SchemaStatus.Missing, Description = "Exists, will be secured", Change = new ColumnChange { IsSecured = true } }
                : Conflict(item, "The column exists and anybody may read it; the map wants it secured. Secure the column, or take 'secured' from it in the map.");
        }

        if (existing.MaxLength < create.MaxLength && create.Type is ColumnType.String or ColumnType.Memo && existing.AttributeType == Wanted(create))
        {
            string change = string.Create(CultureInfo.InvariantCulture, $"from {existing.MaxLength} to {create.MaxLength} characters");
            return isOurs
                ? item with { Status = SchemaStatus.Missing, Description = $"Exists, grows {change}", Change = new ColumnChange { MaxLength = create.MaxLength } }
                : item with { Description = $"Exists with {existing.MaxLength} characters; longer values are held. An admin can let it grow {change}." };
        }

        return item;
    }

    private static bool IsKey(MigrationMap map, ObjectMap o, ColumnMap column, TableMetadata? table) =>
        (o.SourceKey is not null && ScopeColumn.Key(map, o).Contains(column.Column))
        || table?.PrimaryNameAttribute == column.Column
        || table?.Keys.Any(k => k.KeyAttributes.Contains(column.Column)) == true;

    /// <summary>A text that became a memo since an export was measured still takes the text.</summary>
    private static bool Fits(ColumnCreation create, ColumnMetadata existing) => create.Type switch
    {
        ColumnType.File => existing.AttributeTypeName == "FileType",
        ColumnType.String => existing.AttributeType is "String" or "Memo",
        _ => existing.AttributeType == Wanted(create),
    };

    private static string Wanted(ColumnCreation create) => create.Type switch
    {
        ColumnType.DateOnly or ColumnType.DateTime => "DateTime",
        ColumnType.File => "File",
        _ => create.Type.ToString(),
    };

    private static string Describe(ColumnCreation create, string? target)
    {
        string description = create.Type switch
        {
            ColumnType.String or ColumnType.Memo => string.Create(CultureInfo.InvariantCulture, $"{create.Type}, {create.MaxLength} characters"),
            ColumnType.Picklist => string.Create(CultureInfo.InvariantCulture, $"Choice, {create.Options?.Count ?? 0} options"),
            ColumnType.Lookup => RelationshipPlan.Describe(create, target),
            _ => create.Type.ToString(),
        };
        return create.Secured ? $"{description}, secured" : description;
    }

    private static SchemaItem Conflict(SchemaItem item, string description) => item with { Status = SchemaStatus.Conflict, Description = description };
}
