using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>Reads definitions from the service's JSON. Members that an answer leaves out read as absent.</summary>
internal static partial class MetadataReader
{
    public static TableMetadata Table(JsonElement json, IEnumerable<JsonElement> columns, ILookup<string, JsonElement> details) => new()
    {
        LogicalName = Required(json, "LogicalName"),
        SchemaName = Required(json, "SchemaName"),
        EntitySetName = Text(json, "EntitySetName") ?? string.Empty,
        PrimaryIdAttribute = Text(json, "PrimaryIdAttribute") ?? string.Empty,
        PrimaryNameAttribute = Text(json, "PrimaryNameAttribute"),
        IsCustomEntity = Flag(json, "IsCustomEntity"),
        Description = Localized(json, "Description"),
        MetadataId = Id(json),
        ObjectTypeCode = Whole(json, "ObjectTypeCode"),
        IsActivity = Flag(json, "IsActivity"),
        HasNotes = Flag(json, "HasNotes"),
        OwnershipType = Text(json, "OwnershipType"),
        Attributes = [.. columns.Select(column => Column(column, details[Required(column, "LogicalName")]))],
        Keys = [.. Items(json, "Keys").Select(Key)],
        ManyToOne = [.. Items(json, "ManyToOneRelationships").Select(ManyToOne)],
    };

    public static KeyMetadata Key(JsonElement json) => new()
    {
        LogicalName = Required(json, "LogicalName"),
        SchemaName = Required(json, "SchemaName"),
        KeyAttributes = Texts(json, "KeyAttributes"),
        EntityKeyIndexStatus = Text(json, "EntityKeyIndexStatus"),
        MetadataId = Id(json),
    };

    public static Dictionary<string, string> EntitySets(IEnumerable<JsonElement> tables) => tables
        .Where(table => Text(table, "EntitySetName") is { Length: > 0 })
        .ToDictionary(table => Required(table, "LogicalName"), table => Required(table, "EntitySetName"), StringComparer.Ordinal);

    public static ChoiceMetadata Choice(JsonElement json) => new(Required(json, "Name"), Id(json), Options(json))
    {
        Description = Localized(json, "Description"),
    };

    /// <summary>A column from what all columns have, and from the answers to the casts that list it.</summary>
    private static ColumnMetadata Column(JsonElement json, IEnumerable<JsonElement> details)
    {
        JsonElement own = details.FirstOrDefault(json);
        JsonElement choice = Member(own, "OptionSet") ?? Member(own, "GlobalOptionSet") ?? default;
        return new ColumnMetadata
        {
            LogicalName = Required(json, "LogicalName"),
            SchemaName = Required(json, "SchemaName"),
            AttributeType = Text(json, "AttributeType") ?? string.Empty,
            AttributeTypeName = Text(json, "AttributeTypeName"),
            Description = Localized(json, "Description"),
            MetadataId = Id(json),
            IsValidForCreate = Flag(json, "IsValidForCreate"),
            IsValidForUpdate = Flag(json, "IsValidForUpdate"),
            IsCustomAttribute = Flag(json, "IsCustomAttribute"),
            IsSecured = Flag(json, "IsSecured"),
            RequiredLevel = Text(json, "RequiredLevel"),
            MaxLength = Whole(own, "MaxLength"),
            Precision = Whole(own, "Precision"),
            MinValue = Number(own, "MinValue"),
            MaxValue = Number(own, "MaxValue"),
            MaxSizeInKB = Whole(own, "MaxSizeInKB"),
            Format = Text(own, "FormatName") ?? Text(own, "Format"),
            DateTimeBehavior = Text(own, "DateTimeBehavior"),
            Targets = Texts(own, "Targets"),
            Options = Options(choice),
            GlobalChoice = Flag(choice, "IsGlobal") ? Text(choice, "Name") : null,
        };
    }

    private static OptionMetadata[] Options(JsonElement choice)
    {
        JsonElement[] yesNo = [.. new[] { Member(choice, "TrueOption"), Member(choice, "FalseOption") }.OfType<JsonElement>()];
        return [.. Items(choice, "Options").Concat(yesNo)
            .Select(option => new OptionMetadata(Whole(option, "Value") ?? 0, Label(option), Whole(option, "State"), Localized(option, "Description")))];
    }

    private static string? Label(JsonElement option)
    {
        JsonElement? label = Member(option, "Label");
        return label is not { } found ? null
            : Member(found, "UserLocalizedLabel") is { } own ? Text(own, "Label")
            : Items(found, "LocalizedLabels").Select(text => Text(text, "Label")).FirstOrDefault();
    }

    /// <summary>A label in all its languages; <see langword="null"/> when it has none.</summary>
    private static LocalizedText? Localized(JsonElement json, string name)
    {
        Dictionary<int, string> texts = [];
        foreach (JsonElement text in Member(json, name) is { } label ? Items(label, "LocalizedLabels") : [])
        {
            if (Whole(text, "LanguageCode") is { } language && Text(text, "Label") is { } words)
            {
                texts[language] = words;
            }
        }
        return texts.Count == 0 ? null : new LocalizedText(texts);
    }

    private static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A text, or the text within <c>{"Value":…}</c>.</summary>
    private static string? Text(JsonElement json, string name) => Member(json, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } managed => Text(managed, "Value"),
        _ => null,
    };

    private static string Required(JsonElement json, string name) => Text(json, name)
        ?? throw new DataverseException(DataverseErrorCodes.InvalidResponse, $"A definition lacks its {name}.");

    private static bool Flag(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.True };

    private static int? Whole(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int value) ? value : null;

    private static decimal? Number(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out decimal value) ? value : null;

    private static Guid Id(JsonElement json) => Guid.TryParse(Text(json, "MetadataId"), out Guid id) ? id : Guid.Empty;

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    private static string[] Texts(JsonElement json, string name) => [.. Items(json, name).Select(item => item.GetString()).OfType<string>()];
}
