using System.Text.Json;
using System.Text.Json.Serialization;
using DentalMigration.Sources;

namespace DentalMigration.Systems;

/// <summary>What a source system is declared to hold. Data, not code: one <c>catalog.json</c> per system under <c>Systems/</c>.</summary>
/// <param name="System">Short name: <c>dentes</c>, <c>dental-exec</c>.</param>
/// <param name="Label">Name for people: <c>Dr.DENTES</c>.</param>
/// <param name="TimeZone">IANA zone of its practices unless the admin says otherwise.</param>
/// <param name="Empty">Texts that mean "no value" in any field: <c>-</c>, <c>yok</c>, <c>NULL</c>.</param>
/// <param name="True">Words for yes.</param>
/// <param name="False">Words for no.</param>
/// <param name="Totals">First-cell words of a totals row, which is not a record: <c>Toplam</c>.</param>
/// <param name="Objects">Its objects, parents before children.</param>
/// <param name="DateOrder">The order its dates are written in, where a column's values do not prove one.</param>
/// <param name="DecimalSign">The sign before the fraction, where a column's values do not prove one.</param>
/// <param name="ToothNotation">How its tooth numbers are meant unless a file says otherwise: <c>FDI</c> or <c>Universal</c>.</param>
/// <param name="CurrencyCodes">Word or sign of a currency column → ISO 4217 code: <c>₺</c> → <c>TRY</c>; compared after folding where it has letters.</param>
/// <param name="Account">How a patient's balance follows from the ledger; null where nothing is known of it.</param>
/// <param name="Notices">What its exports may hold that does not migrate, or not as one might think.</param>
/// <param name="Ignored">Headers of columns that hold nothing of a record: line numbers, check boxes, fillers.</param>
/// <param name="Currency">Words and signs that may stand beside an amount and say nothing new: <c>TL</c>. Any other is malformed.</param>
public sealed record SystemCatalog(
    string System,
    string Label,
    string TimeZone,
    IReadOnlyList<string> Empty,
    IReadOnlyList<string> True,
    IReadOnlyList<string> False,
    IReadOnlyList<string> Totals,
    IReadOnlyList<CatalogObject> Objects,
    DateOrder DateOrder = DateOrder.DayMonthYear,
    char DecimalSign = ',',
    IReadOnlyList<string>? Currency = null,
    string ToothNotation = "FDI",
    IReadOnlyDictionary<string, string>? CurrencyCodes = null,
    IReadOnlyList<string>? Ignored = null,
    CatalogAccount? Account = null,
    IReadOnlyList<CatalogNotice>? Notices = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The object of that name.</summary>
    /// <exception cref="MigrationException"><c>UnknownObject</c>: the system has no such object.</exception>
    public CatalogObject this[string name] => Objects.FirstOrDefault(o => o.Name == name)
        ?? throw new MigrationException("UnknownObject", $"{Label} has no object '{name}'. It has: {string.Join(", ", Objects.Select(o => o.Name))}.");

    /// <summary>True where a column of that header, which no field is known for, holds nothing of a record.</summary>
    public bool Ignores(string header)
    {
        string folded = HeaderFold.Fold(header);
        return Ignored?.Any(i => HeaderFold.Fold(i) == folded) == true;
    }

    /// <summary>Loads the catalog that ships for a system.</summary>
    /// <param name="system">Short name: <c>dentes</c>.</param>
    /// <exception cref="MigrationException"><c>UnknownSystem</c>.</exception>
    public static SystemCatalog Load(string system)
    {
        var catalog = JsonSerializer.Deserialize<SystemCatalog>(SystemFile.Read(system, "catalog.json"), Json)!;
        return catalog with { Objects = [.. catalog.Objects.Select(o => o is { Fields.Count: 0, Derived: [{ Rule: "copy" } copy] } ? CopyOf(o, catalog[copy.From]) : o)] };
    }

    private static CatalogObject CopyOf(CatalogObject o, CatalogObject original) => o with
    {
        Fields = original.Fields,
        References = original.References,
        OptionalKey = original.OptionalKey,
        FallbackKey = original.FallbackKey,
    };
}
