using System.Text;

namespace DentalMigration.Emulator.Testing;

/// <summary>Damages an answer as a broken proxy or connection would: cut short, of another length than told, with rubbish in it, or with a
/// boundary that is none. An answer without a body is not sent at all.</summary>
internal static class Corruption
{
    /// <summary>Bytes that stand in no JSON and in no header.</summary>
    private static readonly byte[] Rubbish = [0x00, 0xFF, 0x01, 0xFE, 0x00, 0x07, 0x80, 0x00];

    /// <summary>Damages an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="random">Which way, and where.</param>
    public static void Apply(EmulatorResponse response, ulong random)
    {
        byte[] body = response.Body.ToArray();
        if (body.Length < 2)
        {
            response.Aborted = true;
            return;
        }
        int at = (int)(random / 4 % (ulong)body.Length);
        switch (random % 4)
        {
            case 0:
                response.Body = body.AsMemory(0, at);
                break;
            case 1:
                response.Body = body.AsMemory(0, at);
                response.DeclaredLength = body.Length;
                break;
            case 2 when Boundary(response) is { } boundary && body.AsSpan().LastIndexOf(boundary) is >= 0 and int found:
                Rubbish.CopyTo(body, found);
                response.Body = body;
                break;
            default:
                int length = Math.Min(Rubbish.Length, body.Length);
                Rubbish.AsSpan(0, length).CopyTo(body.AsSpan(Math.Min(at, body.Length - length)));
                response.Body = body;
                break;
        }
    }

    private static byte[]? Boundary(EmulatorResponse response)
    {
        string[] type = response.Header("Content-Type")?.Split("boundary=") ?? [];
        return type.Length == 2 ? Encoding.ASCII.GetBytes("--" + type[1].Trim('"')) : null;
    }
}
