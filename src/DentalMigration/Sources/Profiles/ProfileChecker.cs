using DentalMigration.Systems;

namespace DentalMigration.Sources.Profiles;

/// <summary>Refuses a profile that names what there is not, before anything is opened with it.</summary>
internal static class ProfileChecker
{
    private static readonly string[] Notations = ["FDI", "Universal"];

    /// <exception cref="MigrationException"><c>UnknownSystem</c>; <c>ProfileInvalid</c> with the first thing that is wrong.</exception>
    public static void Check(ProfileDocument profile)
    {
        SystemCatalog catalog = SystemCatalog.Load(profile.System);
        Demand(profile.TimeZone is null || TimeZoneInfo.TryFindSystemTimeZoneById(profile.TimeZone, out _),
            $"There is no time zone '{profile.TimeZone}'. Use an IANA name such as {catalog.TimeZone}.");
        Demand(profile.Encoding is null || ProfileEncoding.Find(profile.Encoding) is not null,
            $"There is no encoding '{profile.Encoding}'. Use a name such as utf-8 or windows-1254.");
        Demand(profile.ToothNotation is null || Notations.Contains(profile.ToothNotation),
            $"There is no tooth notation '{profile.ToothNotation}'. Use {string.Join(" or ", Notations)}.");
        Demand(profile.DecimalSign is null or '.' or ',', "The decimal sign is neither '.' nor ','.");
        Check(profile.Paging, "The profile");
        foreach (ProfileObject place in profile.Objects)
        {
            Demand(catalog.Objects.Any(o => o.Name == place.Object),
                $"{catalog.Label} has no object '{place.Object}'. It has: {string.Join(", ", catalog.Objects.Select(o => o.Name))}.");
            Check(place, catalog[place.Object]);
        }
    }

    private static void Check(ProfileObject place, CatalogObject catalogObject)
    {
        string[] given = [.. new[] { place.File, place.Table, place.Query, place.Path }.OfType<string>()];
        Demand(given.Length == 1 && given[0].Length > 0, $"Object '{place.Object}' needs one of file, table, query and path.");
        Demand(place.Sheet is null || place.File is not null, $"Object '{place.Object}' has a sheet but no file.");
        Demand(place.Path is not null || (place.Items is null && place.Paging is null), $"Object '{place.Object}' has items or paging but no path.");
        Demand(place.Items is null or "" || place.Items[0] == '/', $"Items of object '{place.Object}' are no JSON pointer. It looks like /data/items.");
        Check(place.Paging, $"Object '{place.Object}'");
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string column, ProfileColumn bound) in place.Columns ?? new Dictionary<string, ProfileColumn>())
        {
            Demand(catalogObject.Find(bound.Field) is not null,
                $"{catalogObject.Label} has no field '{bound.Field}'. It has: {string.Join(", ", catalogObject.Fields.Select(f => f.Name))}.");
            Demand(taken.TryAdd(bound.Field, column),
                $"The columns '{taken.GetValueOrDefault(bound.Field)}' and '{column}' of object '{place.Object}' are both the field '{bound.Field}'. Keep one.");
            Demand(bound.LatestYear is null or (>= 1900 and <= 9999), $"The latest year of column '{column}' is no year of four digits.");
            Demand(bound.DecimalSign is null or '.' or ',', $"The decimal sign of column '{column}' is neither '.' nor ','.");
        }
    }

    private static void Check(ProfilePaging? paging, string owner)
    {
        if (paging is null)
        {
            return;
        }

        bool needsParameter = paging.Kind is PagingKind.Page or PagingKind.Offset or PagingKind.Cursor;
        Demand(!needsParameter || !string.IsNullOrEmpty(paging.Parameter), $"{owner} pages by {Word(paging.Kind)}, but the query parameter is not named.");
        Demand(paging.Kind != PagingKind.Cursor || paging.Next is not null, $"{owner} pages by cursor, but 'next' does not say where an answer holds it.");
        Demand(paging.Next is null or ['/', ..], $"'next' of {Word(paging.Kind)} paging is no JSON pointer. It looks like /meta/next.");
        Demand(paging.SizeParameter is null == paging.Size is null, $"{owner} gives only one of size and sizeParameter. Give both or neither.");
        Demand(paging.Size is null or > 0, $"{owner} asks for pages of no records.");
    }

    private static string Word(PagingKind kind) => kind.ToString().ToLowerInvariant();

    private static void Demand(bool isRight, string message)
    {
        if (!isRight)
        {
            throw new MigrationException("ProfileInvalid", $"The source profile cannot be used: {message}");
        }
    }
}
