using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DentalMigration.Tests.Sources;

/// <summary>Writes small workbooks: strings, numbers (double), dates (DateTime), flags and errors (<c>#REF!</c>).</summary>
internal static class TestWorkbook
{
    public static ExportFolder WriteWorkbook(this ExportFolder folder, string file, params (string Sheet, object?[][] Rows)[] sheets)
    {
        using SpreadsheetDocument document = SpreadsheetDocument.Create(folder.File(file), SpreadsheetDocumentType.Workbook);
        WorkbookPart workbook = document.AddWorkbookPart();
        workbook.Workbook = new Workbook(new Sheets());
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
            new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()),
            new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true }));
        foreach ((string sheet, object?[][] rows) in sheets)
        {
            WorksheetPart part = workbook.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(new SheetData(rows.Select(r => new Row(r.Select(Cell)))));
            uint id = (uint)workbook.Workbook.Sheets!.Count() + 1;
            workbook.Workbook.Sheets!.Append(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = id, Name = sheet });
        }

        return folder;
    }

    private static Cell Cell(object? value) => value switch
    {
        null => new Cell(),
        double number => new Cell { CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)) },
        DateTime day => new Cell { CellValue = new CellValue(day.ToOADate().ToString(CultureInfo.InvariantCulture)), StyleIndex = 1 },
        bool flag => new Cell { CellValue = new CellValue(flag ? "1" : "0"), DataType = CellValues.Boolean },
        "#REF!" => new Cell { CellValue = new CellValue("#REF!"), DataType = CellValues.Error },
        _ => new Cell { InlineString = new InlineString(new Text((string)value)), DataType = CellValues.InlineString },
    };
}
