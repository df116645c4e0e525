namespace DentalMigration.Cli.Generation.Documents;

/// <summary>A kind of document a practice keeps.</summary>
/// <param name="Category">The practice's word for it.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Mime">Its MIME type.</param>
internal sealed record DocumentKind(string Category, string File, string Mime)
{
    private const int LargeBytes = 6 * 1024 * 1024;

    /// <summary>A small valid file of that kind.</summary>
    /// <param name="folder">Folder of the documents in the export.</param>
    /// <param name="patient">The patient's number.</param>
    /// <param name="number">The document's number, digits only.</param>
    public PracticeFile Make(string folder, string patient, string number) => new($@"{folder}\{patient}\{File}", () => Mime switch
    {
        "application/pdf" => TinyPdf.Of($"Document {number} of patient {patient}"),
        "image/jpeg" => TinyImage.Jpeg($"{patient}/{number}"),
        "image/png" => TinyImage.Png($"{patient}/{number}"),
        "application/dicom" => TinyDicom.Of(patient, number),
        _ => throw new NotSupportedException(Mime),
    });

    /// <summary>The same with 6 MB of noise behind it, which readers of the format skip.</summary>
    public PracticeFile MakeLarge(string folder, string patient, string number)
    {
        PracticeFile small = Make(folder, patient, number);
        return small with { Content = () => [.. small.Content(), .. Noise(LargeBytes)] };
    }

    private static byte[] Noise(int length)
    {
        byte[] noise = new byte[length];
        new Random(1).NextBytes(noise);
        return noise;
    }
}
