namespace DentalMigration.Verification.Figures;

/// <summary>Of each column of a row whether the record says something of it, and whether that is a value: two bits a column.</summary>
internal readonly struct RowCells(byte[] bits)
{
    /// <summary>The bits, as they are kept.</summary>
    public byte[] Bits => bits;

    /// <summary>The bits of a row.</summary>
    public static RowCells Of(Comparing.ExpectedRow row)
    {
        byte[] bits = new byte[(row.Values.Length + 3) / 4];
        for (int i = 0; i < row.Values.Length; i++)
        {
            int two = (row.IsCompared[i] ? 1 : 0) | (row.Values[i] is null ? 0 : 2);
            bits[i / 4] |= (byte)(two << (i % 4 * 2));
        }

        return new RowCells(bits);
    }

    /// <summary>True where the record says something of the column.</summary>
    public bool IsCompared(int column) => (bits[column / 4] >> (column % 4 * 2) & 1) != 0;

    /// <summary>True where the record has a value for it.</summary>
    public bool IsFilled(int column) => (bits[column / 4] >> (column % 4 * 2) & 2) != 0;
}
