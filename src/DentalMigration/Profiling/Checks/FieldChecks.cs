using DentalMigration.Systems;

namespace DentalMigration.Profiling.Checks;

/// <summary>Which checks a field's values go through: by its type, and by its canonical name where that says more.</summary>
internal static class FieldChecks
{
    private const int PostalDigits = 5;
    private const int NationalDigits = 11;

    /// <summary>The checks of a field.</summary>
    /// <param name="catalog">The system.</param>
    /// <param name="field">The field; of type text where the column is unknown.</param>
    /// <param name="isUnknown">True for a column the catalog does not know: it may hold anything.</param>
    /// <param name="today">For dates that cannot be later.</param>
    public static IReadOnlyList<FieldCheck> For(SystemCatalog catalog, CatalogField field, bool isUnknown, DateOnly today) => field.Type switch
    {
        FieldType.Code when field.Name == "currency" => [new CurrencyCheck(catalog)],
        FieldType.Code when field.Name is "tooth_number" or "tooth_range" => [new CodeCheck(), new ToothCheck(catalog.ToothNotation)],
        FieldType.Code when field.Name == "national_id" => [new CodeCheck(), new WidthCheck(NationalDigits), new NationalIdCheck()],
        FieldType.Code => [new LetterCheck(), new CodeCheck(), new WidthCheck(field.Name == "postal_code" ? PostalDigits : 0)],
        FieldType.Text when isUnknown => [new LetterCheck(), new CodeCheck(), new WidthCheck(0)],
        FieldType.Text when field.Name == "postal_code" => [new WidthCheck(PostalDigits)],
        FieldType.Text or FieldType.Multiline or FieldType.File => [new LetterCheck()],
        FieldType.Date or FieldType.DateTime => [new DateCheck(field, today)],
        FieldType.Email => [new ContactCheck(isEmail: true)],
        FieldType.Phone => [new CodeCheck(), new ContactCheck(isEmail: false)],
        FieldType.Money when field.Name == "payment_amount" => [new ReceiptCheck()],
        _ => [],
    };
}
