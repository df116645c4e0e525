namespace DentalMigration.Dataverse;

/// <summary>A label in one or more languages, by language code (1033 is English, 1055 Turkish).</summary>
public sealed record LocalizedText(IReadOnlyDictionary<int, string> Texts)
{
    /// <summary>English (United States), which every organisation has.</summary>
    public const int DefaultLanguage = 1033;

    /// <summary>A label in English.</summary>
    public static implicit operator LocalizedText(string text) => FromString(text);

    /// <summary>A label in one language.</summary>
    public static LocalizedText FromString(string text, int language = DefaultLanguage) =>
        new(new Dictionary<int, string> { [language] = text });
}
