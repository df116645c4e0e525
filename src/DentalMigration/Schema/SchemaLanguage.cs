using System.Text.Json;
using DentalMigration.Dataverse;

namespace DentalMigration.Schema;

/// <summary>The organisation's base language, which every label must have.</summary>
/// <param name="Code">Its language code: 1033 is English, 1055 Turkish.</param>
internal sealed record SchemaLanguage(int Code)
{
    public static async Task<SchemaLanguage> ReadAsync(DataverseClient client, CancellationToken cancellationToken)
    {
        await foreach (JsonElement row in client.QueryAsync("organizations?$select=languagecode", null, cancellationToken))
        {
            if (row.TryGetProperty("languagecode", out JsonElement code) && code.TryGetInt32(out int language))
            {
                return new SchemaLanguage(language);
            }
        }

        return new SchemaLanguage(LocalizedText.DefaultLanguage);
    }

    /// <summary>The label in the base language where the map gives it, otherwise as it is.</summary>
    public string Word(string label, IReadOnlyDictionary<int, string>? labels) => labels?.GetValueOrDefault(Code) ?? label;

    public LocalizedText Text(string label, IReadOnlyDictionary<int, string>? labels = null) => LocalizedText.FromString(Word(label, labels), Code);
}
