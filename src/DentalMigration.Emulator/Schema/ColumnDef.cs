using System.Text.Json.Serialization;

namespace DentalMigration.Emulator.Schema;

/// <summary>A column as declared; values derived from the declaration are not stored.</summary>
internal sealed record ColumnDef
{
    public required Guid MetadataId { get; init; }
    public required string Table { get; init; }
    public required string Name { get; init; }
    public required string SchemaName { get; init; }
    public required ColumnType Type { get; init; }
    public int? MaxLength { get; init; }
    public int? Precision { get; init; }
    public int? PrecisionSource { get; init; }
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }
    public string Format { get; init; } = "";
    public string Behavior { get; init; } = "";
    public string Required { get; init; } = "None";
    public bool ForCreate { get; init; } = true;
    public bool ForUpdate { get; init; } = true;
    public bool Readable { get; init; } = true;
    public bool IsPrimaryId { get; init; }
    public bool IsPrimaryName { get; init; }
    public bool IsCustom { get; init; }
    public bool IsSecured { get; init; }
    public IReadOnlyList<string> Targets { get; init; } = [];
    public IReadOnlyList<ChoiceOption> Options { get; init; } = [];
    public string? GlobalChoice { get; init; }
    public string? PartOf { get; init; }
    public int? Default { get; init; }
    public int? MaxSizeInKb { get; init; }
    public IReadOnlyList<LocalText> Label { get; init; } = [];
    public IReadOnlyList<LocalText> Description { get; init; } = [];

    [JsonIgnore]
    public bool IsLookup => Type is ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner;

    [JsonIgnore]
    public bool IsPolymorphic => IsLookup && (Targets.Count > 1 || Type is not ColumnType.Lookup);

    /// <summary>Whether the value lives in a SQL column.</summary>
    [JsonIgnore]
    public bool IsStored =>
        Type is not (ColumnType.Virtual or ColumnType.PartyList or ColumnType.ManagedProperty) && !(Type == ColumnType.File && !Readable)
        && !(Type == ColumnType.EntityName && PartOf is not null)
        && !(Type == ColumnType.String && PartOf is not null && !ForCreate && !IsPrimaryName && !IsFileName);

    /// <summary>The column beside a file column that holds the file's name.</summary>
    [JsonIgnore]
    public bool IsFileName => Type == ColumnType.String && PartOf is not null && Name == PartOf + "_name";

    /// <summary>Whether the value is an id.</summary>
    [JsonIgnore]
    public bool IsId => IsLookup || Type is ColumnType.Uniqueidentifier or ColumnType.File;

    /// <summary>Whether reads and queries see it.</summary>
    [JsonIgnore]
    public bool IsVisible =>
        IsStored && Readable
        && (PartOf is null || IsPrimaryName || IsFileName || Type is ColumnType.Money or ColumnType.BigInt or ColumnType.Uniqueidentifier);

    [JsonIgnore]
    public bool IsDateOnly => Type == ColumnType.DateTime && (Behavior == "DateOnly" || (Behavior.Length == 0 && Format == "DateOnly"));

    [JsonIgnore]
    public bool IsChoice => Type is ColumnType.Picklist or ColumnType.State or ColumnType.Status;

    [JsonIgnore]
    public bool IsText => Type is ColumnType.String or ColumnType.Memo or ColumnType.EntityName or ColumnType.MultiSelectPicklist;

    /// <summary>Decimal places in storage: money and decimals are integers scaled by ten to this power.</summary>
    [JsonIgnore]
    public int Scale => Type == ColumnType.Money ? 4 : Precision ?? 2;

    /// <summary>SQL column holding the logical name of a polymorphic lookup's target.</summary>
    [JsonIgnore]
    public string TypeColumn => Name + "#";

    /// <summary>Name of the property in JSON and queries.</summary>
    [JsonIgnore]
    public string PropertyName => IsLookup ? $"_{Name}_value" : Name;
}
