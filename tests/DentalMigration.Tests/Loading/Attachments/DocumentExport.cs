using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Loading.Attachments;

/// <summary>An export of one practice and two patients with the documents a test adds, and their files.</summary>
internal sealed class DocumentExport : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _lines = [];

    public DocumentExport()
    {
        Directory.CreateDirectory(_folder.File("Belgeler"));
        File.WriteAllText(_folder.File("Klinikler.csv"), "Klinik Kodu;Klinik Adı\nK1;Ege Diş\n");
        File.WriteAllText(_folder.File("Hekimler.csv"), "Hekim Kodu;Adı Soyadı\n1;Dt. Mehmet Demir\n");
        File.WriteAllText(_folder.File("Hastalar.csv"), "Hasta No;Adı;Soyadı\n1;Ayşe;Çelik\n2;Öykü;Işık\n");
        Write();
    }

    public string Path => _folder.Path;

    /// <summary>Bytes that differ from file to file and from block to block.</summary>
    public static byte[] Bytes(int length, int seed = 1)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Adds a document, and its file where there is content.</summary>
    public DocumentExport Add(string id, string file, byte[]? content, string name = "", string mimeType = "", string patient = "1") =>
        AddAt(id, $@"Belgeler\{file}", content is null ? null : file, content, name, mimeType, patient);

    /// <summary>Adds a document whose path is written in a way of its own.</summary>
    public DocumentExport AddAt(
        string id, string path, string? file = null, byte[]? content = null, string name = "", string mimeType = "", string patient = "1")
    {
        if (file is not null && content is not null)
        {
            SetFile(file, content);
        }

        _lines[id] = $"{id};{patient};Belge {id};{name};{path};{mimeType}";
        return Write();
    }

    /// <summary>Puts other bytes into a file, or makes it.</summary>
    public void SetFile(string file, byte[] content) => File.WriteAllBytes(FilePath(file), content);

    /// <summary>Gives a file another time, as copying an export does.</summary>
    public void Touch(string file) => File.SetLastWriteTimeUtc(FilePath(file), File.GetLastWriteTimeUtc(FilePath(file)).AddHours(1));

    /// <summary>Takes a file away; its document stays.</summary>
    public void Remove(string file) => File.Delete(FilePath(file));

    public void Dispose() => _folder.Dispose();

    private string FilePath(string file) => System.IO.Path.Combine(Path, "Belgeler", file);

    private DocumentExport Write()
    {
        File.WriteAllText(
            _folder.File("Belgeler.csv"), "Belge No;Hasta No;Açıklama;Dosya Adı;Dosya Yolu;MIME Türü\n" + string.Concat(_lines.Values.Select(l => l + "\n")));
        return this;
    }
}
