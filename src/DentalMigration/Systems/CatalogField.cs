namespace DentalMigration.Systems;

/// <summary>One field of an object, under its canonical name.</summary>
/// <param name="Name">Canonical name, e.g. <c>birth_date</c>.</param>
/// <param name="Type">How its text is read.</param>
/// <param name="Headers">Header spellings seen in exports; compared after folding (<see cref="HeaderFold"/>).</param>
/// <param name="Required">True where a record without it cannot be used; a file without the column is refused.</param>
/// <param name="IdentifiesPerson">True where the value names a person, so it is hashed wherever it would be shown.</param>
/// <param name="Empty">Values that mean "no value" in this field, beside the catalog's own, e.g. <c>01.01.1900</c> of a birth date.</param>
/// <param name="LatestYear">The latest year two digits can mean: 2026 of a birth date reads <c>26</c> as 2026 and <c>27</c> as 1927.</param>
/// <param name="Digits">
/// How many digits its codes can have where they are nothing but digits: 5 and 9 of a ZIP. Fewer means that a spreadsheet dropped zeros.
/// </param>
/// <param name="True">Words for yes in this field, before the catalog's own: <c>Inactive</c> of <c>is_inactive</c>.</param>
/// <param name="False">Words for no in this field, before the catalog's own.</param>
public sealed record CatalogField(
    string Name,
    FieldType Type,
    IReadOnlyList<string> Headers,
    bool Required = false,
    bool IdentifiesPerson = false,
    IReadOnlyList<string>? Empty = null,
    int LatestYear = 2049,
    IReadOnlyList<int>? Digits = null,
    IReadOnlyList<string>? True = null,
    IReadOnlyList<string>? False = null);
