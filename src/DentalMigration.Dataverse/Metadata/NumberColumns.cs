using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>A whole number of 32 bits.</summary>
public sealed record IntegerColumn : ColumnDefinition
{
    /// <summary>The smallest value.</summary>
    public int MinValue { get; init; } = int.MinValue;

    /// <summary>The greatest value.</summary>
    public int MaxValue { get; init; } = int.MaxValue;

    internal override string Type => "Integer";

    internal override void WriteOwn(Utf8JsonWriter json)
    {
        json.WriteString("Format", "None");
        json.WriteNumber(nameof(MinValue), MinValue);
        json.WriteNumber(nameof(MaxValue), MaxValue);
    }
}

/// <summary>An exact number.</summary>
public sealed record DecimalColumn : ColumnDefinition
{
    /// <summary>Digits after the point, 0 to 10.</summary>
    public int Precision { get; init; } = 2;

    /// <summary>The smallest value.</summary>
    public decimal MinValue { get; init; } = -100_000_000_000m;

    /// <summary>The greatest value.</summary>
    public decimal MaxValue { get; init; } = 100_000_000_000m;

    internal override string Type => "Decimal";

    internal override void WriteOwn(Utf8JsonWriter json)
    {
        json.WriteNumber(nameof(Precision), Precision);
        json.WriteNumber(nameof(MinValue), MinValue);
        json.WriteNumber(nameof(MaxValue), MaxValue);
    }
}

/// <summary>A floating-point number.</summary>
public sealed record DoubleColumn : ColumnDefinition
{
    /// <summary>Digits after the point, 0 to 5.</summary>
    public int Precision { get; init; } = 2;

    /// <summary>The smallest value.</summary>
    public double MinValue { get; init; } = -100_000_000_000d;

    /// <summary>The greatest value.</summary>
    public double MaxValue { get; init; } = 100_000_000_000d;

    internal override string Type => "Double";

    internal override void WriteOwn(Utf8JsonWriter json)
    {
        json.WriteNumber(nameof(Precision), Precision);
        json.WriteNumber(nameof(MinValue), MinValue);
        json.WriteNumber(nameof(MaxValue), MaxValue);
    }
}

/// <summary>An amount of money; the service adds <c>…_base</c> and, to a table's first, currency and exchange rate.</summary>
public sealed record MoneyColumn : ColumnDefinition
{
    /// <summary>Digits after the point, 0 to 4; for <see cref="PrecisionSource"/> 0.</summary>
    public int Precision { get; init; } = 2;

    /// <summary>Where the precision comes from: 0 this column, 1 the organisation, 2 the row's currency.</summary>
    public int PrecisionSource { get; init; } = 2;

    internal override string Type => "Money";

    internal override void WriteOwn(Utf8JsonWriter json)
    {
        json.WriteNumber(nameof(Precision), Precision);
        json.WriteNumber(nameof(PrecisionSource), PrecisionSource);
    }
}
