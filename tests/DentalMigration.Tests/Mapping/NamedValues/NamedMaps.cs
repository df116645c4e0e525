using DentalMigration.Mapping;

namespace DentalMigration.Tests.Mapping.NamedValues;

/// <summary>Small maps with value maps.</summary>
internal static class NamedMaps
{
    public const string Gender = "\"valueMaps\": {\"gender\": {\"Erkek\": 1, \"Kadın\": 2}, \"yes or no\": {\"Evet\": 1}},";

    /// <summary>A map whose patients have the choice <c>gendercode</c>.</summary>
    /// <param name="maps">Its section of value maps, with a comma after it.</param>
    /// <param name="column">What the column says about its words.</param>
    public static string Json(string maps, string column) => $$"""
        {"version": 1, "system": "dentes", "currency": "TRY", {{maps}} "objects": [{"object": "patient", "table": "contact", "columns": [
          {"column": "gendercode", "from": ["gender"], {{column}}}
        ]}]}
        """;

    /// <summary>Such a map as it is read.</summary>
    public static MigrationMap Read(string maps, string column) => MapFile.Parse(Json(maps, column), "small.map.json");

    /// <summary>A map whose patients have a gender and take its words from a value map.</summary>
    public static MigrationMap Named() => Read(Gender, "\"valueMap\": \"gender\"");

    /// <summary>The choice.</summary>
    public static ColumnMap Column(this MigrationMap map) => map.Objects[0].Columns[0];
}
