using System.Text;
using DentalMigration.Cli.Generation;

namespace DentalMigration.Tests.Support;

/// <summary>A copy of a generated export that a test may edit.</summary>
public sealed class Export : IDisposable
{
    private static readonly Encoding Turkish = CodePagesEncodingProvider.Instance.GetEncoding(1254)!;

    private readonly TempFolder _folder = new();

    private Export()
    {
    }

    public string Path => _folder.Path;

    /// <summary>A practice of 100 patients with all planted errors, or none.</summary>
    public static Export Generate(bool traps = true, int patients = 100, int seed = 7)
    {
        var export = new Export();
        PracticeGenerator.Generate(
            new GenerationOptions { Patients = patients, Seed = seed, Out = export.Path, Mess = traps ? 0.5 : 0 }, null, CancellationToken.None);
        return export;
    }

    /// <summary>Changes a CSV file's text.</summary>
    public void Edit(string file, Func<string, string> change)
    {
        string path = _folder.File(file);
        File.WriteAllText(path, change(File.ReadAllText(path, Turkish)), Turkish);
    }

    /// <summary>Changes one cell of the first record for which a cell has a value.</summary>
    public void SetCell(string file, string whereColumn, string equals, string column, string value) => Edit(file, text =>
    {
        string[] lines = text.Split("\r\n");
        string[] header = lines[0].Split(';');
        int where = Array.IndexOf(header, whereColumn);
        int target = Array.IndexOf(header, column);
        for (int i = 1; i < lines.Length; i++)
        {
            string[] cells = lines[i].Split(';');
            if (cells.Length == header.Length && cells[where] == equals)
            {
                cells[target] = value;
                lines[i] = string.Join(';', cells);
                return string.Join("\r\n", lines);
            }
        }

        throw new InvalidOperationException($"{file} has no record with {whereColumn} {equals}.");
    });

    /// <summary>A cell of the nth record.</summary>
    public string Cell(string file, int record, string column)
    {
        string[] lines = File.ReadAllText(_folder.File(file), Turkish).Split("\r\n");
        return lines[record].Split(';')[Array.IndexOf(lines[0].Split(';'), column)];
    }

    /// <summary>The key of a patient, by the line of the file, from 1.</summary>
    public string PatientKey(int record) => Cell("Hastalar.csv", record, "Hasta No");

    public void Dispose() => _folder.Dispose();
}
