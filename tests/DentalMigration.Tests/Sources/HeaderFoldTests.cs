using System.Text;
using DentalMigration.Systems;

namespace DentalMigration.Tests.Sources;

public class HeaderFoldTests
{
    [Theory]
    [InlineData("Doğum Tarihi", "dogumtarihi")]
    [InlineData("DOĞUM TARİHİ", "dogumtarihi")]
    [InlineData("dogum_tarihi", "dogumtarihi")]
    [InlineData("T.C. Kimlik No (11 hane)", "tckimlikno11hane")]
    [InlineData("IŞIK ışık İŞİK işik", "isikisikisikisik")]
    [InlineData("Straße", "straße")]
    [InlineData("Patient #", "patientno")]
    [InlineData("", "")]
    public void Names_fold_to_one_spelling_under_every_culture(string text, string expected) =>
        Assert.All(["tr-TR", "en-US", ""], culture => Assert.Equal(expected, ExportFolder.Under(culture, () => HeaderFold.Fold(text))));

    [Fact]
    public void Letters_with_their_accent_apart_fold_alike()
    {
        string letters = string.Concat(Enumerable.Range(0xc0, 0x180 - 0xc0).Select(c => (char)c).Where(char.IsLetter));

        Assert.Equal(HeaderFold.Fold(letters), HeaderFold.Fold(letters.Normalize(NormalizationForm.FormD)));
        Assert.DoesNotContain(HeaderFold.Fold("çğıİöşüâîûÇĞIÖŞÜ"), c => !char.IsAsciiLetterLower(c));
    }
}
