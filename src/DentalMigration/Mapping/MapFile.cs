using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DentalMigration.Mapping.Csv;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Mapping.NamedValues;

namespace DentalMigration.Mapping;

/// <summary>Reads and writes map files.</summary>
public static class MapFile
{
    /// <summary>Name of the JSON schema that ships for maps.</summary>
    public const string SchemaName = "migration-map.schema.json";

    internal static readonly JsonSerializerOptions Compact = Options(indented: false);

    private static readonly JsonSerializerOptions Readable = Options(indented: true);

    /// <summary>Reads a map, JSON or CSV by its extension. One that a person decided on since it was written is settled.</summary>
    /// <exception cref="MigrationException"><c>MapNotFound</c>, <c>MapUnreadable</c> (with line) or <c>MapVersion</c>.</exception>
    public static MigrationMap Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new MigrationException("MapNotFound", $"There is no map file '{path}'. Export one with Export-MigrationMap.");
        }

        MigrationMap map = Parse(IsCsv(path) ? MapCsvReader.Read(path).ToJsonString(Compact) : File.ReadAllText(path), Path.GetFileName(path));
        return map.IsApproved ? map : MapSettler.Settle(map);
    }

    /// <summary>Reads a map from its text.</summary>
    /// <param name="json">The map file's text.</param>
    /// <param name="name">What to call it in an error.</param>
    public static MigrationMap Parse(string json, string name)
    {
        MigrationMap map = Read<MigrationMap>(json, name);
        return map.Version == 1
            ? ValueMapNames.Expand(map)
            : throw new MigrationException("MapVersion", $"Map '{name}' has version {map.Version}; this release reads version 1.");
    }

    internal static MapVariant ParseVariant(string json, string name) => Read<MapVariant>(json, name);

    /// <summary>Writes a map: a table for spreadsheets where the extension is .csv, JSON otherwise.</summary>
    /// <param name="map">The map.</param>
    /// <param name="path">The file; an existing one is written over.</param>
    /// <param name="delimiter">The sign between two cells of a table.</param>
    public static void Write(MigrationMap map, string path, char delimiter = ';')
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (IsCsv(path))
        {
            // With its mark, every Excel takes it for UTF-8.
            File.WriteAllText(path, MapCsvWriter.Write(map, delimiter), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }
        else
        {
            File.WriteAllText(path, ToJson(map) + "\n");
        }
    }

    /// <summary>The map as indented JSON.</summary>
    public static string ToJson(MigrationMap map) => JsonSerializer.Serialize(ValueMapNames.Fold(map), Readable);

    private static bool IsCsv(string path) => Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    private static T Read<T>(string json, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Readable)!;
        }
        catch (JsonException e)
        {
            string place = name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? string.Empty : $"line {e.LineNumber + 1}, ";
            throw new MigrationException("MapUnreadable", $"Map '{name}' is not a map: {place}at {e.Path}: {Why(json, e)}", e);
        }
    }

    /// <summary>What is wrong, without a word of what stands there: a map's texts are spellings of the practice.</summary>
    private static string Why(string json, JsonException e)
    {
        try
        {
            using JsonDocument whole = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException)
        {
            return "it is no JSON there, or ends too early. Correct it there, or take an unbroken copy.";
        }

        return e.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "a map has no such property. Take it out, or correct its name."
            : e.Message.Contains("missing required properties", StringComparison.Ordinal) ? "a property it needs is not there. Add it."
            : e.Path?.EndsWith(".decision", StringComparison.Ordinal) == true ? $"a decision is one of {string.Join(", ", Enum.GetNames<Decision>())}."
            : "such a value cannot stand there. Correct it there.";
    }

    private static JsonSerializerOptions Options(bool indented) => new(JsonSerializerDefaults.Web)
    {
        WriteIndented = indented,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };
}
