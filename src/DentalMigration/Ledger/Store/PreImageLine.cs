using System.Text.Json;

namespace DentalMigration.Ledger.Store;

/// <summary>A pre-image on its way into a store: what it takes to undo the write that follows it, where the ledger is lost after. One line of JSON.</summary>
/// <param name="Object">Number of the object.</param>
/// <param name="Key">Source key.</param>
/// <param name="Run">The run that is about to change the row.</param>
/// <param name="Body">The encrypted image.</param>
/// <param name="Id">The row.</param>
/// <param name="Made">True where the migration made it.</param>
/// <param name="Edited">True where somebody else had changed it.</param>
internal sealed record PreImageLine(int Object, string Key, long Run, byte[] Body, Guid Id, bool Made, bool Edited)
{
    /// <summary>The line, with its end.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this), (byte)'\n'];

    /// <summary>The lines of a piece; one that was cut short, as by a crash while it was written, is none.</summary>
    public static IEnumerable<PreImageLine> Read(byte[] piece)
    {
        for (int at = 0, end; (end = Array.IndexOf(piece, (byte)'\n', at)) >= 0; at = end + 1)
        {
            yield return JsonSerializer.Deserialize<PreImageLine>(piece.AsSpan(at, end - at))!;
        }
    }
}
