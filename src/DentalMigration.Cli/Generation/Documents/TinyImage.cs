using System.Buffers.Binary;
using System.Text;

namespace DentalMigration.Cli.Generation.Documents;

/// <summary>Valid grey images of a few pixels, each with a remark, so that no two are alike.</summary>
internal static class TinyImage
{
    private const uint CrcPolynomial = 0xedb88320;

    /// <summary>A JPEG of 8 by 8 pixels.</summary>
    /// <param name="remark">ASCII text kept in it.</param>
    public static byte[] Jpeg(string remark)
    {
        using var image = new MemoryStream();
        image.Write([0xff, 0xd8]);
        Segment(image, 0xfe, Encoding.ASCII.GetBytes(remark));
        byte[] quantisation = new byte[65];
        Array.Fill(quantisation, (byte)1, 1, 64);
        Segment(image, 0xdb, quantisation);
        Segment(image, 0xc0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]);

        // One code of one bit for each table: "no difference" and "end of block".
        Segment(image, 0xc4, [0x00, 1, .. new byte[15], 0]);
        Segment(image, 0xc4, [0x10, 1, .. new byte[15], 0]);
        Segment(image, 0xda, [1, 1, 0, 0, 63, 0]);
        image.Write([0x3f, 0xff, 0xd9]);
        return image.ToArray();
    }

    /// <summary>A PNG of one pixel.</summary>
    /// <param name="remark">ASCII text kept in it.</param>
    public static byte[] Png(string remark)
    {
        using var image = new MemoryStream();
        image.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        Chunk(image, "IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
        Chunk(image, "tEXt", Encoding.ASCII.GetBytes("Comment\0" + remark));

        // One line, unfiltered, of one grey pixel, stored without compression, with its checksum.
        Chunk(image, "IDAT", [0x78, 0x01, 0x01, 2, 0, 0xfd, 0xff, 0, 0x80, 0x00, 0x82, 0x00, 0x81]);
        Chunk(image, "IEND", []);
        return image.ToArray();
    }

    private static void Segment(MemoryStream image, byte kind, byte[] content)
    {
        image.Write([0xff, kind]);
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(content.Length + length.Length));
        image.Write(length);
        image.Write(content);
    }

    private static void Chunk(MemoryStream image, string kind, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        image.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(kind), .. content];
        image.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        image.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * CrcPolynomial);
            }
        }

        return ~crc;
    }
}
