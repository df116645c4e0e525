using System.Globalization;
using DentalMigration.Mapping;
using ColumnType = DentalMigration.Mapping.ColumnType;
using SourceProfile = DentalMigration.Profiling.SourceProfile;

namespace DentalMigration.Schema;

/// <summary>How long a text column has to be: as the map says, or longer where the measured export holds longer values.</summary>
internal static class LengthPlan
{
    public const int LongestString = 4_000;
    public const int LongestMemo = 1_048_576;

    /// <summary>An alternate key takes 900 bytes, two for each UTF-16 unit; the scope beside the source key takes 100 units of them.</summary>
    public const int LongestKey = 350;

    /// <summary>The creation with the length the export needs, and words that say so; null where the map's own will do.</summary>
    public static (ColumnCreation Create, string Note)? Grow(ObjectMap o, ColumnMap column, SourceProfile? profile)
    {
        ColumnCreation create = column.Create!;
        if (profile is null || create.Type is not (ColumnType.String or ColumnType.Memo) || Longest(o, column, profile) is not { } longest || longest <= create.MaxLength)
        {
            return null;
        }

        bool isKey = column.Column == o.SourceKey;
        int most = isKey ? LongestKey : create.Type == ColumnType.String && longest <= LongestString ? LongestString : LongestMemo;
        int length = Math.Min(most, RoundUp(longest + (longest / 4)));
        ColumnType type = most == LongestMemo ? ColumnType.Memo : ColumnType.String;
        string note = string.Create(
            CultureInfo.InvariantCulture,
            $"{type}, {length} characters: the export's longest value has {longest}, the map foresaw {create.MaxLength}{(longest > length ? "; longer values are held" : "")}");
        return (create with { Type = type, MaxLength = length }, note);
    }

    /// <summary>Characters of the longest value the column may get: of the longest field, or of all together where they are joined.</summary>
    private static int? Longest(ObjectMap o, ColumnMap column, SourceProfile profile)
    {
        int[] lengths =
        [
            .. from p in profile.Objects
               where p.Object == o.Object
               from f in p.Fields
               where column.From.Contains(f.Field) || column.From.Contains(CustomFields.Mark + f.Header)
               select f.MaxLength ?? 0,
        ];
        return lengths.Length == 0 ? null : column.Transform is "join" or "fullname" or "key" ? lengths.Sum() + (3 * (lengths.Length - 1)) : lengths.Max();
    }

    private static int RoundUp(int length) => (length + 49) / 50 * 50;
}
