using System.Globalization;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Metadata;

/// <summary>Turns a posted attribute definition into columns: itself and the companions the server adds.</summary>
internal static class ColumnReader
{
    private const decimal WholeLimit = 2_147_483_648m;

    public static ColumnDef Read(IRowSource source, IdSource ids, string table, MetadataInput input, Definitions all)
    {
        string schemaName = input.Required("SchemaName");
        string name = Prefixes.Check(source, schemaName);
        ColumnType type = TypeOf(input);
        var column = new ColumnDef
        {
            MetadataId = ids.Next(), Table = table, Name = name, SchemaName = schemaName, Type = type, IsCustom = true,
            Required = input.Wrapped("RequiredLevel")
                ?? "None", Label = input.Label("DisplayName"), Description = input.Label("Description"),
            IsPrimaryName = input.Flag("IsPrimaryName") ?? false, IsSecured = input.Flag("IsSecured") ?? false,
        };
        return Securable(Detail(column, input, all));
    }

    /// <summary>Takes over what an update may change.</summary>
    public static ColumnDef Update(ColumnDef column, MetadataInput input)
    {
        ColumnDef changed = column with
        {
            Required = input.Wrapped("RequiredLevel") ?? column.Required,
            Label = input.Has("DisplayName") ? input.Label("DisplayName") : column.Label,
            Description = input.Has("Description") ? input.Label("Description") : column.Description,
            IsSecured = input.Flag("IsSecured") ?? column.IsSecured, MaxLength = input.Whole("MaxLength") ?? column.MaxLength,
            Min = input.Number("MinValue") ?? column.Min, Max = input.Number("MaxValue") ?? column.Max,
        };
        Securable(changed);
        return changed.Type is ColumnType.Money or ColumnType.Decimal && input.Whole("Precision") is { } precision
            && precision != column.Precision
            ? throw Fault.Unsupported("changing the precision of a column") : changed;
    }

    /// <summary>Refuses security on columns that cannot have it: keys, names, owners, states and what the server keeps itself.</summary>
    private static ColumnDef Securable(ColumnDef column) => !column.IsSecured || CanBeSecured(column)
        ? column : throw Fault.NotSecurable(column.Table, column.Name);

    public static bool CanBeSecured(ColumnDef column) => !column.IsPrimaryId && !column.IsPrimaryName && column.PartOf is null
        && (column.ForCreate || column.ForUpdate || column.Type == ColumnType.File)
        && column.Type is not (ColumnType.Owner or ColumnType.State or ColumnType.Status or ColumnType.Virtual or ColumnType.Uniqueidentifier
            or ColumnType.PartyList or ColumnType.EntityName or ColumnType.ManagedProperty);

    private static ColumnType TypeOf(MetadataInput input) => input.Type.Replace("AttributeMetadata", "", StringComparison.Ordinal) switch
    {
        "UniqueIdentifier" => ColumnType.Uniqueidentifier,
        "Lookup" => throw Fault.InvalidMetadata("lookups are created through RelationshipDefinitions."),
        "State" or "Status" or "Owner" or "Customer" or "PartyList" or "Virtual" or "EntityName" or "ManagedProperty" =>
            throw Fault.InvalidMetadata($"columns of type {input.Type} cannot be created."),
        "" when input.Text("AttributeType") is { } named && Enum.TryParse(named, out ColumnType type) => type,
        var name when Enum.TryParse(name, out ColumnType type) => type,
        var name => throw Fault.InvalidMetadata($"'{name}' is not an attribute type."),
    };

    private static ColumnDef Detail(ColumnDef column, MetadataInput input, Definitions all)
    {
        switch (column.Type)
        {
            case ColumnType.String:
                return column with { MaxLength = Length(input, 100, 4_000), Format = input.Wrapped("FormatName") ?? input.Text("Format")
                    ?? "Text" };
            case ColumnType.Memo:
                return column with { MaxLength = Length(input, 2_000, 1_048_576), Format = input.Text("Format") ?? "TextArea" };
            case ColumnType.Integer:
                return column with { Min = input.Number("MinValue") ?? -WholeLimit, Max = input.Number("MaxValue")
                    ?? WholeLimit - 1, Format = input.Text("Format") ?? "None" };
            case ColumnType.Decimal:
                return column with { Precision = Between(input, 0, 10, 2), Min = input.Number("MinValue")
                    ?? -100_000_000_000m, Max = input.Number("MaxValue") ?? 100_000_000_000m };
            case ColumnType.Double:
                return column with { Precision = Between(input, 0, 5, 2), Min = input.Number("MinValue")
                    ?? -100_000_000_000m, Max = input.Number("MaxValue") ?? 100_000_000_000m };
            case ColumnType.Money:
                return column with
                {
                    Precision = Between(input, 0, 4, 2), PrecisionSource = input.Whole("PrecisionSource") ?? 2,
                    Min = input.Number("MinValue") ?? -922_337_203_685_477m, Max = input.Number("MaxValue") ?? 922_337_203_685_477m,
                };
            case ColumnType.DateTime:
                string format = input.Text("Format") ?? "DateAndTime";
                return column with { Format = format, Behavior = input.Wrapped("DateTimeBehavior") ?? "UserLocal" };
            case ColumnType.Boolean:
                return column with { Options = ChoiceReader.Boolean(input.Object("OptionSet")),
                    Default = input.Flag("DefaultValue") is true ? 1 : 0 };
            case ColumnType.Picklist or ColumnType.MultiSelectPicklist:
                return Choice(column, input, all);
            case ColumnType.File or ColumnType.Image:
                return column with { MaxSizeInKb = input.Whole("MaxSizeInKB") ?? (column.Type == ColumnType.File ? 32_768 : 10_240) };
            default:
                return column;
        }
    }

    private static ColumnDef Choice(ColumnDef column, MetadataInput input, Definitions all)
    {
        int? initial = input.Whole("DefaultFormValue") is { } value and >= 0 ? value : null;
        string? bind = input.Text("GlobalOptionSet@odata.bind");
        string? name = bind is not null ? ChoiceReader.Reference(bind, all)
            : input.Object("OptionSet") is { } set && set.Flag("IsGlobal") is true ? set.Text("Name") : null;
        if (name is not null)
        {
            ChoiceDef choice = all.Choices.GetValueOrDefault(name) ?? throw Fault.NoSuchComponent("an OptionSet", name);
            return column with { GlobalChoice = choice.Name, Options = choice.Options, Default = initial };
        }
        return bind is not null ? throw Fault.NoSuchComponent("an OptionSet", bind)
            : column with { Options =
                ChoiceReader.Options(input.Object("OptionSet") ?? throw Fault.InvalidMetadata("'OptionSet' is missing.")),
                Default = initial };
    }

    private static int Length(MetadataInput input, int initial, int limit) => input.Whole("MaxLength") is not { } length ? initial
        : length > 0 && length <= limit ? length
            : throw Fault.InvalidMetadata(string.Create(CultureInfo.InvariantCulture, $"MaxLength must be between 1 and {limit}."));

    private static int Between(MetadataInput input, int min, int max, int initial) => input.Whole("Precision") is not { } value ? initial
        : value >= min && value <= max ? value
            : throw Fault.InvalidMetadata(string.Create(CultureInfo.InvariantCulture, $"Precision must be between {min} and {max}."));

    /// <summary>Columns that the server adds beside a new one.</summary>
    public static IEnumerable<ColumnDef> Companions(ColumnDef column, IdSource ids)
    {
        ColumnDef part = new()
        {
            MetadataId = ids.Next(), Table = column.Table, Name = column.Name + "name", SchemaName = column.SchemaName + "Name",
                Type = ColumnType.Virtual,
            IsCustom = true, PartOf = column.Name, ForCreate = false, ForUpdate = false,
        };
        return column.Type switch
        {
            ColumnType.Money => [part with
            {
                Name = column.Name + "_base", SchemaName = column.SchemaName + "_Base", Type = ColumnType.Money, Precision = 4,
                Min = -922_337_203_685_477m, Max = 922_337_203_685_477m,
            }],
            ColumnType.Boolean or ColumnType.Picklist or ColumnType.MultiSelectPicklist => [part],
            ColumnType.Lookup => [part with { Type = ColumnType.String, MaxLength = 100 }],
            ColumnType.File => [part
                with { Name = column.Name + "_name", SchemaName = column.SchemaName + "_Name", Type = ColumnType.String, MaxLength = 256 }],
            _ => [],
        };
    }
}
