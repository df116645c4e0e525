using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Files;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary>What is special about notes: the regarding table's name, the attachment's size and its file type.</summary>
internal static class AnnotationRules
{
    public static void Apply(WriteScope scope, RowDraft row, Guid? existing)
    {
        if (row.Table.Name != "annotation")
        {
            return;
        }
        if (row.TryGet("objectid#", out Cell type))
        {
            row.Set("objecttypecode", type);
        }
        if (row.TryGet("documentbody", out Cell bodyText))
        {
            long size = SizeOf(bodyText);
            if (bodyText.Bytes.Length > Limit(scope))
            {
                throw Fault.AttachmentTooBig();
            }
            row.Set("filesize", bodyText.IsNull ? Cell.Of(0) : Cell.Of(size));
            row.Set("isdocument", Cell.Of(!bodyText.IsNull));
        }
        else if (existing is null && !row.Has("isdocument"))
        {
            row.Set("isdocument", Cell.Of(false));
        }
        if (row.TryGet("filename", out Cell name) && name.Kind == CellKind.Text && FileRules.IsBlocked(scope, name.Text))
        {
            throw Fault.AttachmentBlocked();
        }
    }

    private static long SizeOf(Cell base64)
    {
        if (base64.IsNull)
        {
            return 0;
        }
        ReadOnlySpan<byte> text = base64.Bytes;
        return System.Buffers.Text.Base64.IsValid(text, out int decoded)
            ? decoded : throw Fault.WrongLiteral("annotations", "documentbody", "Edm.String");
    }

    /// <summary>The limit counts the body in base64, not the file.</summary>
    private static long Limit(WriteScope scope)
    {
        using Statement find = scope.Connection.Prepare("SELECT maxuploadfilesize FROM organization");
        return find.Step() && !find.IsNull(0) ? find.Integer(0) : 5_242_880;
    }
}
