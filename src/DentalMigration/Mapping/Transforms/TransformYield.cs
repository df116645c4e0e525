using DentalMigration.Systems;

namespace DentalMigration.Mapping.Transforms;

/// <summary>The kinds of value a transform gives, for checking it against the column.</summary>
public enum TransformYield
{
    /// <summary>What its fields hold.</summary>
    AsRead,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A number or an amount.</summary>
    Number,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A moment.</summary>
    Moment,

    /// <summary>Yes or no.</summary>
    Flag,
}

/// <summary>What fits where.</summary>
internal static class YieldFit
{
    /// <summary>What a field holds.</summary>
    public static TransformYield Of(FieldType type) => type switch
    {
        FieldType.Date => TransformYield.Day,
        FieldType.DateTime => TransformYield.Moment,
        FieldType.Money or FieldType.Decimal or FieldType.Integer => TransformYield.Number,
        FieldType.Boolean => TransformYield.Flag,
        _ => TransformYield.Text,
    };

    /// <summary>True where a column of that type takes the value.</summary>
    public static bool Fit(TransformYield value, ColumnType column) => column switch
    {
        ColumnType.String or ColumnType.Memo or ColumnType.Picklist => value == TransformYield.Text,
        ColumnType.Integer or ColumnType.Decimal or ColumnType.Money => value == TransformYield.Number,
        ColumnType.DateOnly or ColumnType.DateTime => value is TransformYield.Day or TransformYield.Moment,
        ColumnType.Boolean => value == TransformYield.Flag,
        _ => false,
    };
}
