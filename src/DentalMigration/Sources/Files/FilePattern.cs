using System.IO.Enumeration;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Files;

/// <summary>Finds the object whose file-name patterns fit a name best. Names are compared after folding, without their extension.</summary>
internal static class FilePattern
{
    /// <summary>The object with the longest fitting pattern, or null where none fits.</summary>
    public static CatalogObject? Find(SystemCatalog catalog, string name) => FindStem(catalog, Path.GetFileNameWithoutExtension(name));

    /// <summary>The same of a name without an extension, such as a table's.</summary>
    public static CatalogObject? FindStem(SystemCatalog catalog, string stem)
    {
        string folded = HeaderFold.Fold(stem);
        return catalog.Objects
            .Select(o => (Object: o, Length: o.Files.Select(p => Fit(p, folded)).DefaultIfEmpty(0).Max()))
            .Where(o => o.Length > 0)
            .OrderByDescending(o => o.Length)
            .Select(o => o.Object)
            .FirstOrDefault();
    }

    /// <summary>How many letters of the pattern the name fits; 0 where it does not fit.</summary>
    private static int Fit(string pattern, string folded)
    {
        string[] parts = Path.GetFileNameWithoutExtension(pattern).Split('*');
        string expression = string.Join('*', parts.Select(HeaderFold.Fold));
        return FileSystemName.MatchesSimpleExpression(expression, folded, ignoreCase: false) ? expression.Length - parts.Length + 1 : 0;
    }
}
