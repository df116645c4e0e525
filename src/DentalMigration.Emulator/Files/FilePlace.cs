using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Files;

/// <summary>Where a file lives: a file or image column of a row, or the body of a note.</summary>
/// <param name="Table">The row's table.</param>
/// <param name="Column">A file column, an image column, or <c>documentbody</c>.</param>
/// <param name="Row">The row.</param>
internal sealed record FilePlace(Table Table, ColumnDef Column, Guid Row)
{
    /// <summary>The largest image column there is, in KB, where the column does not say.</summary>
    private const int DefaultImageKb = 10_240;
    private const int DefaultFileKb = 32_768;

    /// <summary>Bytes that fit; null where the row's own rules tell.</summary>
    public long? Limit => Column.Type switch
    {
        ColumnType.File => (Column.MaxSizeInKb ?? DefaultFileKb) * 1024L,
        ColumnType.Image => (Column.MaxSizeInKb ?? DefaultImageKb) * 1024L,
        _ => null,
    };

    /// <summary>Refuses when the row does not exist.</summary>
    public void CheckRow(IRowSource source)
    {
        if (!Rows.Exists(source.Connection, Table, Row))
        {
            throw Fault.DoesNotExist(Table.Name, Row);
        }
    }

    /// <summary>The file that is there; null when there is none.</summary>
    public StoredFile? Read(IRowSource source)
    {
        if (Column.Type == ColumnType.File)
        {
            return FileStore.Find(source.Connection, Column, Row);
        }
        Cell content = Rows.Value(source.Connection, Table, Row, Column.Name);
        if (content.IsNull)
        {
            return null;
        }
        if (Column.Type == ColumnType.Image)
        {
            byte[] image = content.Bytes.ToArray();
            string type = FileRules.ImageType(image);
            return new(Column.Name + "." + type[(type.IndexOf('/', StringComparison.Ordinal) + 1)..], type, image);
        }
        return new(Text(source, "filename") ?? "", Text(source, "mimetype")
            ?? FileRules.DefaultType, Convert.FromBase64String(content.Text));
    }

    private string? Text(IRowSource source, string column) =>
        Rows.Value(source.Connection, Table, Row, column) is { Kind: CellKind.Text } cell ? cell.Text : null;
}
