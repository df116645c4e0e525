using System.Collections.Frozen;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>What the words of a custom field's definition mean, in English and Turkish.</summary>
internal static class CustomFieldWords
{
    private static readonly FrozenDictionary<string, FieldType> Types = new (FieldType Type, string[] Words)[]
    {
        (FieldType.Text, [
            "text", "string", "single line", "metin", "yazı", "tek satır", "list", "pick list", "drop down", "choice", "option set", "combo box",
            "lookup list", "liste", "seçim", "seçenek", "seçmeli", "açılır liste"]),
        (FieldType.Multiline, ["memo", "multiline", "long text", "note", "text area", "uzun metin", "çok satır", "çok satırlı", "not"]),
        (FieldType.Integer, ["integer", "int", "whole number", "tamsayı"]),
        (FieldType.Decimal, ["decimal", "number", "numeric", "float", "double", "percent", "sayı", "ondalık", "ondalıklı", "rakam", "yüzde"]),
        (FieldType.Money, ["money", "currency", "amount", "para", "tutar", "para birimi"]),
        (FieldType.Boolean, ["boolean", "bool", "yes/no", "check box", "flag", "evet/hayır", "onay kutusu", "var/yok", "mantıksal"]),
        (FieldType.Date, ["date", "tarih"]),
        (FieldType.DateTime, ["date time", "date and time", "timestamp", "tarih saat", "tarih ve saat"]),
        (FieldType.Time, ["time", "saat"]),
        (FieldType.Phone, ["phone", "telephone", "telefon"]),
        (FieldType.Email, ["email", "e-posta"]),
    }.SelectMany(t => t.Words.Select(w => (Word: HeaderFold.Fold(w), t.Type))).ToFrozenDictionary(w => w.Word, w => w.Type, StringComparer.Ordinal);

    /// <summary>The type a word means, or null where it is not known.</summary>
    public static FieldType? Type(string? word) => word is not null && Types.TryGetValue(HeaderFold.Fold(word), out FieldType type) ? type : null;

    /// <summary>The object a word means: by its name, its label or what its files are called; null where it is none.</summary>
    public static CatalogObject? Object(SystemCatalog catalog, string word)
    {
        string folded = HeaderFold.Fold(word);
        return catalog.Objects.FirstOrDefault(o => HeaderFold.Fold(o.Name) == folded || HeaderFold.Fold(o.Label) == folded) ?? FilePattern.Find(catalog, word);
    }

    /// <summary>The values of a choice, as they are listed in one cell.</summary>
    public static IReadOnlyList<string> Choices(string? text) =>
        text is null ? [] : [.. text.Split([';', '|', '\n', '\r', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
}
