using DentalMigration.Sources;
using DentalMigration.Sources.Profiles;

namespace DentalMigration.Tests.Sources.Profiles;

public class ProfileFileTests
{
    [Fact]
    public void A_profile_is_the_same_after_it_was_written_and_read()
    {
        const string text = """
            {
              "system": "dentes",
              "objects": [
                {
                  "object": "patient",
                  "table": "dbo.Hasta",
                  "columns": {
                    "Hasta Sıra": "patient_id",
                    "Doğum": {
                      "field": "birth_date",
                      "dateOrder": "monthDayYear",
                      "latestYear": 2026
                    }
                  },
                  "unknown": [
                    "Ölçü"
                  ]
                }
              ],
              "decimalSign": ".",
              "files": {
                "query": "SELECT icerik FROM dosya WHERE yol = @reference"
              }
            }

            """;

        ProfileDocument profile = ProfileFile.Parse(text, "p.json");

        Assert.Equal(new ProfileColumn("birth_date", DateOrder.MonthDayYear, LatestYear: 2026), profile.Objects[0].Columns!["Doğum"]);
        Assert.Equal(text.ReplaceLineEndings("\n"), ProfileFile.Text(profile));
    }

    [Theory]
    [InlineData("{", "ProfileUnreadable", "line")]
    [InlineData("""{"system": "dentes"}""", "ProfileUnreadable", "schema")]
    [InlineData("""{"system": "dentes", "objects": [], "colour": 1}""", "ProfileUnreadable", "colour")]
    [InlineData("""{"system": "dentes", "objects": [{"object": "patient", "file": "a", "columns": {"X": "patient_id", "X": "first_name"}}]}""", "ProfileUnreadable", "schema")]
    [InlineData("""{"system": "nope", "objects": []}""", "UnknownSystem", "nope")]
    [InlineData("""{"system": "dentes", "objects": [{"object": "hasta", "file": "a"}]}""", "ProfileInvalid", "no object 'hasta'")]
    [InlineData("""{"system": "dentes", "objects": [{"object": "patient"}]}""", "ProfileInvalid", "one of file, table, query and path")]
    [InlineData("""{"system": "dentes", "objects": [{"object": "patient", "file": "a", "table": "b"}]}""", "ProfileInvalid", "one of file, table, query and path")]
    [InlineData("""{"system": "dentes", "objects": [{"object": "patient", "file": "a", "columns": {"X": "shoe_size"}}]}""", "ProfileInvalid", "no field 'shoe_size'")]
    [InlineData("""{"system": "dentes", "objects": [{"object": "patient", "file": "a", "columns": {"X": "email", "Y": "email"}}]}""", "ProfileInvalid", "both the field 'email'")]
    [InlineData("""{"system": "dentes", "objects": [{"object": "patient", "path": "a", "paging": {"kind": "page"}}]}""", "ProfileInvalid", "query parameter")]
    [InlineData("""{"system": "dentes", "objects": [{"object": "patient", "path": "a", "paging": {"kind": "cursor", "parameter": "c"}}]}""", "ProfileInvalid", "'next'")]
    [InlineData("""{"system": "dentes", "objects": [], "encoding": "klingon"}""", "ProfileInvalid", "klingon")]
    [InlineData("""{"system": "dentes", "objects": [], "timeZone": "Mars/Olympus"}""", "ProfileInvalid", "Mars/Olympus")]
    [InlineData("""{"system": "dentes", "objects": [], "toothNotation": "Palmer"}""", "ProfileInvalid", "Palmer")]
    public void A_profile_that_cannot_be_used_says_why(string text, string code, string part)
    {
        MigrationException e = Assert.Throws<MigrationException>(() => ProfileFile.Parse(text, "p.json"));
        Assert.Equal(code, e.Code);
        Assert.Contains(part, e.Message);
    }

    [Fact]
    public void A_folder_of_files_is_relative_to_the_profile()
    {
        using var folder = new ExportFolder();
        folder.Write("p.json", """{"system": "dentes", "objects": [], "files": {"folder": "Belgeler"}} // as exported""");
        Assert.Equal(folder.File("Belgeler"), ProfileFile.Read(folder.File("p.json")).Files!.Folder);
    }
}
