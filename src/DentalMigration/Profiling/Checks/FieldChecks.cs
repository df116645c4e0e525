using DentalMigration.Systems;

namespace DentalMigration.Profiling.Checks;

/// <summary>Which checks a field's values go through: by its type, and by its canonical name where that says more.</summary>
internal static class FieldChecks
{
    private const int PostalDigits = 5;

    /// <summary>A Turkish id, and an American one.</summary>
    private static readonly int[] NationalDigits = [11, 9];

    /// <summary>The checks of a field.</summary>
    /// <param name="catalog">The system.</param>
    /// <param name="field">The field; of type text where the column is unknown.</param>
    /// <param name="isUnknown">True for a column the catalog does not know: it may hold anything.</param>
    /// <param name="today">For dates that cannot be later.</param>
    public static IReadOnlyList<FieldCheck> For(SystemCatalog catalog, CatalogField field, bool isUnknown, DateOnly today) => field.Type switch
    {
        FieldType.Code when field.Name == "currency" => [new CurrencyCheck(catalog)],
        FieldType.Code when field.Name is "tooth_number" or "tooth_range" => [new CodeCheck(), new ToothCheck(catalog.ToothNotation)],
        FieldType.Code when field.Name == "national_id" => [new CodeCheck(), .. Widths(field), new NationalIdCheck()],
        FieldType.Code => [new LetterCheck(), new CodeCheck(), .. Widths(field)],
        FieldType.Text when isUnknown => [new LetterCheck(), new CodeCheck(mayBeDates: true), new WidthCheck()],
        FieldType.Text when field.Name == "postal_code" => [.. Widths(field)],
        FieldType.Text or FieldType.Multiline or FieldType.File => [new LetterCheck()],
        FieldType.Date or FieldType.DateTime => [new DateCheck(field, today)],
        FieldType.Email => [new ContactCheck(isEmail: true)],
        FieldType.Phone => [new CodeCheck(), new ContactCheck(isEmail: false)],
        FieldType.Money when field.Name == "payment_amount" => [new ReceiptCheck()],
        _ => [],
    };

    /// <summary>Where the catalog says how many digits there are, reading refuses what has fewer.</summary>
    private static IEnumerable<FieldCheck> Widths(CatalogField field) => field switch
    {
        { Digits: not null } => [],
        { Name: "postal_code" } => [new WidthCheck(PostalDigits)],
        { Name: "national_id" } => [new WidthCheck(NationalDigits)],
        _ => [new WidthCheck()],
    };
}
