using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Schema;

/// <summary>A map's column creation as the client's definition.</summary>
internal static class ColumnDefinitions
{
    public static ColumnDefinition Of(ColumnMap column, string? globalChoice, MigrationMap map, SchemaLanguage language)
    {
        ColumnCreation create = column.Create!;
        return Typed(create, globalChoice, language) with
        {
            Description = language.Text(Origin(column, map)), IsSecured = create.Secured,
        };
    }

    /// <summary>A column's description: the fields it comes from, and the mark.</summary>
    public static string Origin(ColumnMap column, MigrationMap map) => SchemaMarker.Describe(
        column.From.Count == 0 ? "Kept by the migration itself." : $"Migrated from {map.System}: {string.Join(", ", column.From)}.", map);

    private static ColumnDefinition Typed(ColumnCreation c, string? globalChoice, SchemaLanguage language)
    {
        LocalizedText label = language.Text(c.Label, c.Labels);
        return c.Type switch
        {
            ColumnType.String => new StringColumn { SchemaName = c.SchemaName, DisplayName = label, MaxLength = c.MaxLength },
            ColumnType.Memo => new MemoColumn { SchemaName = c.SchemaName, DisplayName = label, MaxLength = c.MaxLength },
            ColumnType.Integer => new IntegerColumn { SchemaName = c.SchemaName, DisplayName = label },
            ColumnType.Decimal => new DecimalColumn { SchemaName = c.SchemaName, DisplayName = label },
            ColumnType.Money => new MoneyColumn { SchemaName = c.SchemaName, DisplayName = label },
            ColumnType.DateOnly => new DateTimeColumn { SchemaName = c.SchemaName, DisplayName = label },
            ColumnType.DateTime => new DateTimeColumn { SchemaName = c.SchemaName, DisplayName = label, Format = "DateAndTime", Behavior = "UserLocal" },
            ColumnType.Boolean => new BooleanColumn
            {
                SchemaName = c.SchemaName, DisplayName = label, TrueLabel = language.Text("Yes"), FalseLabel = language.Text("No"),
            },
            ColumnType.File => new FileColumn { SchemaName = c.SchemaName, DisplayName = label, MaxSizeInKB = c.MaxSizeInKB },
            ColumnType.Picklist => new ChoiceColumn
            {
                SchemaName = c.SchemaName,
                DisplayName = label,
                GlobalChoice = globalChoice,
                Options = [.. (c.Options ?? new Dictionary<int, string>()).Select(o => new ChoiceOption(o.Key, language.Text(o.Value)))],
            },
            _ => throw new InvalidOperationException($"A {c.Type} is made through its relationship."),
        };
    }
}
