using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Ui;

/// <summary>What the service asks of publishers and solutions.</summary>
internal static class SolutionRules
{
    public static void OnCreate(WriteScope scope, WriteServices services, RowDraft row)
    {
        Table table = row.Table;
        string[] required = table.Name == "publisher" ? ["uniquename", "friendlyname", "customizationprefix", "customizationoptionvalueprefix"]
            : ["uniquename", "friendlyname", "version", "publisherid"];
        foreach (string column in required)
        {
            if (!row.TryGet(column, out Cell value) || value.IsNull)
            {
                throw Fault.RequiredMissing(table.Name, column);
            }
        }
        row.TryGet("uniquename", out Cell name);
        if (!name.Text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') || char.IsAsciiDigit(name.Text[0]))
        {
            throw Fault.UniqueName(table.Name);
        }
        if (Rows.Find(scope.Connection, table, [(table.Column("uniquename")!, name)]) is not null)
        {
            throw Fault.NameTaken(table.Name, name.Text);
        }
        if (table.Name == "solution")
        {
            row.Set("ismanaged", Cell.Of(false));
            row.Set("isvisible", Cell.Of(true));
            row.Set("installedon", services.Now);
        }
        OnUpdate(row);
    }

    public static void OnUpdate(RowDraft row)
    {
        if (row.TryGet("customizationprefix", out Cell prefix) && !IsPrefix(prefix.IsNull ? "" : prefix.Text))
        {
            throw Fault.PublisherPrefix();
        }
        if (row.Table.Name == "publisher" && row.TryGet("customizationoptionvalueprefix", out Cell option) && option.Integer is < 10_000 or > 99_999)
        {
            throw Fault.OptionPrefix();
        }
        if (row.Table.Name == "solution" && row.TryGet("version", out Cell version) && !IsVersion(version.IsNull ? "" : version.Text))
        {
            throw Fault.SolutionVersion();
        }
    }

    /// <summary>The default publisher and the default solution stay.</summary>
    public static void OnDelete(WriteScope scope, Table table, Guid id)
    {
        string name = Rows.Value(scope.Connection, table, id, "uniquename") is { Kind: CellKind.Text } text ? text.Text : "";
        if (table.Name == "publisher" && name.StartsWith("DefaultPublisher", StringComparison.Ordinal))
        {
            throw Fault.RestrictedPublisher();
        }
        if (table.Name == "solution" && name == "Default")
        {
            throw Fault.RestrictedSolution();
        }
    }

    private static bool IsPrefix(string text) => text.Length is >= 2 and <= 8 && text.All(char.IsAsciiLetterOrDigit) && char.IsAsciiLetter(text[0])
        && !text.StartsWith("mscrm", StringComparison.OrdinalIgnoreCase);

    private static bool IsVersion(string text) =>
        text.Split('.') is { Length: >= 2 and <= 4 } parts && parts.All(p => p.Length is > 0 and <= 9 && p.All(char.IsAsciiDigit));
}
