using System.Buffers.Binary;
using System.Text;

namespace DentalMigration.Cli.Generation.Documents;

/// <summary>A DICOM file without pixels: the preamble, the mark <c>DICM</c> and the elements that say what it is and whose.</summary>
internal static class TinyDicom
{
    private const int Preamble = 128;
    private const string ExplicitLittleEndian = "1.2.840.10008.1.2.1";
    private const string IntraOralImage = "1.2.840.10008.5.1.4.1.1.1.3";

    /// <summary>Its bytes.</summary>
    /// <param name="patient">The patient's number.</param>
    /// <param name="number">Number of the image, digits only.</param>
    public static byte[] Of(string patient, string number)
    {
        string instance = $"1.2.826.0.1.3680043.10.999.{number}";
        byte[] meta = [.. Uid(0x0002, 0x0002, IntraOralImage), .. Uid(0x0002, 0x0003, instance), .. Uid(0x0002, 0x0010, ExplicitLittleEndian)];
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, meta.Length);
        return
        [
            .. new byte[Preamble], .. "DICM"u8, .. Element(0x0002, 0x0000, "UL", length), .. meta,
            .. Uid(0x0008, 0x0016, IntraOralImage), .. Uid(0x0008, 0x0018, instance),
            .. Element(0x0008, 0x0060, "CS", Padded("IO", ' ')), .. Element(0x0010, 0x0020, "LO", Padded(patient, ' ')),
        ];
    }

    private static byte[] Uid(ushort group, ushort element, string uid) => Element(group, element, "UI", Padded(uid, '\0'));

    private static byte[] Padded(string text, char filler) => Encoding.ASCII.GetBytes(text.Length % 2 == 0 ? text : text + filler);

    private static byte[] Element(ushort group, ushort element, string type, byte[] value)
    {
        byte[] head = new byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(head, group);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(2), element);
        Encoding.ASCII.GetBytes(type, head.AsSpan(4));
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(6), (ushort)value.Length);
        return [.. head, .. value];
    }
}
