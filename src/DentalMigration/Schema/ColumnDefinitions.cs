using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Schema;

/// <summary>A map's column creation as the client's definition.</summary>
internal static class ColumnDefinitions
{
    public static ColumnDefinition Of(ColumnCreation c, string description, MigrationMap map) =>
        Typed(c, SchemaMarker.Describe(description, map)) with { IsSecured = c.Secured };

    private static ColumnDefinition Typed(ColumnCreation c, LocalizedText text)
    {
        return c.Type switch
        {
            ColumnType.String => new StringColumn { SchemaName = c.SchemaName, DisplayName = c.Label, Description = text, MaxLength = c.MaxLength },
            ColumnType.Memo => new MemoColumn { SchemaName = c.SchemaName, DisplayName = c.Label, Description = text, MaxLength = c.MaxLength },
            ColumnType.Integer => new IntegerColumn { SchemaName = c.SchemaName, DisplayName = c.Label, Description = text },
            ColumnType.Decimal => new DecimalColumn { SchemaName = c.SchemaName, DisplayName = c.Label, Description = text },
            ColumnType.Money => new MoneyColumn { SchemaName = c.SchemaName, DisplayName = c.Label, Description = text },
            ColumnType.DateOnly => new DateTimeColumn { SchemaName = c.SchemaName, DisplayName = c.Label, Description = text },
            ColumnType.DateTime => new DateTimeColumn
            {
                SchemaName = c.SchemaName, DisplayName = c.Label, Description = text, Format = "DateAndTime", Behavior = "UserLocal",
            },
            ColumnType.Boolean => new BooleanColumn { SchemaName = c.SchemaName, DisplayName = c.Label, Description = text },
            ColumnType.File => new FileColumn { SchemaName = c.SchemaName, DisplayName = c.Label, Description = text, MaxSizeInKB = c.MaxSizeInKB },
            ColumnType.Picklist => new ChoiceColumn
            {
                SchemaName = c.SchemaName,
                DisplayName = c.Label,
                Description = text,
                Options = [.. (c.Options ?? new Dictionary<int, string>()).Select(o => new ChoiceOption(o.Key, o.Value))],
            },
            _ => throw new InvalidOperationException($"A {c.Type} is made through its relationship."),
        };
    }
}
