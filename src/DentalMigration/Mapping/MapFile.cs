using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DentalMigration.Mapping;

/// <summary>Reads and writes map files.</summary>
public static class MapFile
{
    internal static readonly JsonSerializerOptions Compact = Options(indented: false);

    private static readonly JsonSerializerOptions Readable = Options(indented: true);

    /// <summary>Reads a map.</summary>
    /// <exception cref="MigrationException"><c>MapNotFound</c>, <c>MapUnreadable</c> (with line) or <c>MapVersion</c>.</exception>
    public static MigrationMap Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new MigrationException("MapNotFound", $"There is no map file '{path}'. Export one with Export-MigrationMap.");
        }

        return Parse(File.ReadAllText(path), Path.GetFileName(path));
    }

    /// <summary>Reads a map from its text.</summary>
    /// <param name="json">The map file's text.</param>
    /// <param name="name">What to call it in an error.</param>
    public static MigrationMap Parse(string json, string name)
    {
        MigrationMap map = Read<MigrationMap>(json, name);
        return map.Version == 1
            ? map
            : throw new MigrationException("MapVersion", $"Map '{name}' has version {map.Version}; this release reads version 1.");
    }

    internal static MapVariant ParseVariant(string json, string name) => Read<MapVariant>(json, name);

    /// <summary>Writes a map, indented, UTF-8.</summary>
    public static void Write(MigrationMap map, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, ToJson(map) + "\n");
    }

    /// <summary>The map as indented JSON.</summary>
    public static string ToJson(MigrationMap map) => JsonSerializer.Serialize(map, Readable);

    private static T Read<T>(string json, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Readable)!;
        }
        catch (JsonException e)
        {
            throw new MigrationException("MapUnreadable", $"Map '{name}' is not a map: line {e.LineNumber + 1}, at {e.Path}. Correct it there.", e);
        }
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
