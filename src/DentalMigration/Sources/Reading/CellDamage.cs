namespace DentalMigration.Sources.Reading;

/// <summary>A cell whose content a workbook has lost: <c>#REF!</c>, <c>#VALUE!</c>… Stands in a record's cells in place of a value.</summary>
internal sealed class CellDamage
{
    /// <summary>The one there is.</summary>
    public static readonly CellDamage Instance = new();

    private CellDamage()
    {
    }
}
