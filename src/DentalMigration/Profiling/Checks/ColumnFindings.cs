using DentalMigration.Profiling.Keys;
using DentalMigration.Profiling.Values;
using DentalMigration.Systems;

namespace DentalMigration.Profiling.Checks;

/// <summary>Findings about columns as such: unknown ones, and those of which the catalog has something to tell.</summary>
internal static class ColumnFindings
{
    /// <summary>The findings of a column.</summary>
    public static IEnumerable<ProfileFinding> Of(
        SystemCatalog catalog, CatalogObject catalogObject, FieldMeter meter, bool isUnknown, FindingWriter write)
    {
        FieldProfile profile = meter.Profile(string.Empty);
        CatalogNotice? notice = isUnknown ? Notices.OfWords(catalog, meter.Field.Name) : Notices.OfField(catalog, meter.Field.Name);
        if (notice is not null && profile.Count > 0)
        {
            yield return write.Information(notice.Code, profile.Count, KeyTally.Nowhere, notice.Message);
        }
        else if (isUnknown && notice is null)
        {
            string second = catalogObject.Fields.FirstOrDefault(f => f.Headers.Any(h => HeaderFold.Fold(h) == HeaderFold.Fold(meter.Field.Name)))?.Name ?? string.Empty;
            yield return second.Length > 0
                ? write.Warning("SecondColumn", profile.Count, KeyTally.Nowhere, $"Another column is the field '{second}' already, so this one is not read. Remove one of them.")
                : write.Information("UnknownColumn", profile.Count, KeyTally.Nowhere,
                    $"The catalog does not know the column; its values look like {Name(profile.LooksLike)}. It migrates as a custom field where the map has a column for it.");
        }
    }

    private static string Name(ValueShape shape) => shape switch
    {
        ValueShape.None => "nothing: it is empty",
        ValueShape.Flag => "yes and no",
        ValueShape.Integer => "whole numbers",
        ValueShape.Amount => "amounts",
        ValueShape.Date => "dates",
        ValueShape.DateTime => "dates with a time",
        ValueShape.Time => "times of day",
        ValueShape.Tooth => "tooth numbers",
        ValueShape.Cdt => "CDT codes",
        ValueShape.Sut => "SUT codes",
        ValueShape.Tdb => "TDB codes",
        ValueShape.Icd => "ICD codes",
        ValueShape.NationalId => "national ids",
        ValueShape.Phone => "telephone numbers",
        ValueShape.Email => "e-mail addresses",
        ValueShape.Code => "codes",
        _ => "text",
    };
}
