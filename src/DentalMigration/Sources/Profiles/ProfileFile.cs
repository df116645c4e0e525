using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace DentalMigration.Sources.Profiles;

/// <summary>A source profile as the JSON file that people edit.</summary>
public static class ProfileFile
{
    /// <summary>Where the schema stands that ships beside the module.</summary>
    public const string SchemaName = "source-profile.schema.json";

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads and checks a profile. A relative folder of files is made a full one, beside the profile.</summary>
    /// <exception cref="MigrationException"><c>ProfileUnreadable</c>; <c>ProfileInvalid</c>.</exception>
    public static ProfileDocument Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new MigrationException("ProfileUnreadable", $"There is no source profile '{path}'. Propose one with New-MigrationSourceProfile.");
        }

        ProfileDocument profile = Parse(File.ReadAllText(path), Path.GetFileName(path));
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return profile.Files?.Folder is { } files ? profile with { Files = profile.Files with { Folder = Path.GetFullPath(files, folder) } } : profile;
    }

    /// <summary>Reads and checks a profile's text.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="name">The file's name, for the error.</param>
    /// <exception cref="MigrationException"><c>ProfileUnreadable</c>; <c>ProfileInvalid</c>.</exception>
    public static ProfileDocument Parse(string text, string name)
    {
        ProfileDocument profile;
        try
        {
            profile = JsonSerializer.Deserialize<ProfileDocument>(text, Json) ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is long line ? string.Create(CultureInfo.InvariantCulture, $" at line {line + 1} ({e.Path})") : string.Empty;
            throw new MigrationException(
                "ProfileUnreadable", $"'{name}' is no source profile{place}. Compare it with {SchemaName}, which an editor can check it against.", e);
        }

        ProfileChecker.Check(profile);
        return profile;
    }

    /// <summary>The JSON of a profile.</summary>
    public static string Text(ProfileDocument profile) => JsonSerializer.Serialize(profile, Json) + "\n";
}
