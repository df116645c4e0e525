using System.Globalization;
using System.Text;
using DentalMigration.Sources;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;

namespace DentalMigration.Tests.Sources;

/// <summary>A folder of export files for one test; gone afterwards. Holds one practice, dentist and patient unless told otherwise.</summary>
internal sealed class ExportFolder : IDisposable
{
    public static readonly SystemCatalog Catalog = SystemCatalog.Load("dentes");

    public static readonly SystemCatalog DentalExec = SystemCatalog.Load("dental-exec");

    public ExportFolder(bool complete = true)
    {
        Path = Directory.CreateTempSubdirectory("export-").FullName;
        if (complete)
        {
            Write("Klinikler.csv", "Klinik Kodu;Klinik Adı\nK1;Ege Diş\n");
            Write("Hekimler.csv", "Hekim Kodu;Adı Soyadı\n1;Dt. Mehmet Demir\n");
            Write("Hastalar.csv", "Hasta No;Adı;Soyadı\n1;Ayşe;Çelik\n");
        }
    }

    public string Path { get; }

    public static Encoding Turkish { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1254)!;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public ExportFolder Write(string name, string text, Encoding? encoding = null)
    {
        System.IO.File.WriteAllText(File(name), text, encoding ?? new UTF8Encoding(false));
        return this;
    }

    public ExportFolder WriteBytes(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File(name), bytes);
        return this;
    }

    public FileSource Open(SystemCatalog? catalog = null) => FileSource.Open(Path, catalog ?? Catalog, TimeZoneInfo.Utc);

    /// <summary>Why the export, or the first unusable part of it, is refused.</summary>
    public MigrationException Refused()
    {
        try
        {
            using FileSource source = Open();
            Assert.NotEmpty(source.Faults);
            return new MigrationException(source.Faults[0].Code, source.Faults[0].Message);
        }
        catch (MigrationException e)
        {
            return e;
        }
    }

    /// <summary>All records of an object, in a list.</summary>
    public List<SourceRecord> Read(string objectName, SystemCatalog? catalog = null)
    {
        using FileSource source = Open(catalog);
        return source.Read(objectName).ToBlockingEnumerable().ToList();
    }

    /// <summary>Writes a patient file and reads it.</summary>
    public List<SourceRecord> Patients(string text, Encoding? encoding = null) => Write("Hastalar.csv", text, encoding).Read("patient");

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Runs an action under a culture.</summary>
    public static T Under<T>(string culture, Func<T> action)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
