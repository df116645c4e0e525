using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary>Columns whose values follow from others of the same row: full names and composite addresses.</summary>
internal static class ComputedColumns
{
    private static readonly string[] AddressParts = ["line1", "line2", "line3", "city", "stateorprovince", "postalcode", "country"];
    private static readonly string[][] Addresses = [.. Enumerable.Range(1, 3).Select(n =>
        AddressParts.Select(p => FormattableString.Invariant($"address{n}_{p}")).ToArray())];
    private static readonly string[] Composites = ["address1_composite", "address2_composite", "address3_composite"];

    public static void Apply(WriteScope scope, RowDraft row, Guid? existing)
    {
        switch (row.Table.Name)
        {
            case "contact":
                FullName(scope, row, existing);
                Composite(scope, row, existing);
                break;
            case "systemuser":
                FullName(scope, row, existing);
                break;
            case "account":
                Composite(scope, row, existing);
                break;
        }
    }

    private static void FullName(WriteScope scope, RowDraft row, Guid? existing)
    {
        if (!row.Has("firstname") && !row.Has("lastname"))
        {
            return;
        }
        string first = Part(scope, row, existing, "firstname");
        string last = Part(scope, row, existing, "lastname");
        row.Set("fullname", Cell.Of(first.Length > 0 && last.Length > 0 ? $"{first} {last}" : first + last));
    }

    private static void Composite(WriteScope scope, RowDraft row, Guid? existing)
    {
        for (int n = 0; n < Addresses.Length; n++)
        {
            string[] names = Addresses[n];
            if (!row.Table.Has(Composites[n]) || !Array.Exists(names, row.Has))
            {
                continue;
            }
            string[] v = Array.ConvertAll(names, name => Part(scope, row, existing, name));
            string region = string.Join(' ', new[] { v[4], v[5] }.Where(p => p.Length > 0));
            string place = string.Join(", ", new[] { v[3], region }.Where(p => p.Length > 0));
            row.Set(Composites[n], Cell.Of(string.Join("\r\n", new[] { v[0], v[1], v[2], place, v[6] }.Where(p => p.Length > 0))));
        }
    }

    private static string Part(WriteScope scope, RowDraft row, Guid? existing, string column)
    {
        if (!row.TryGet(column, out Cell value) && existing is { } id)
        {
            value = Rows.Value(scope.Connection, row.Table, id, column);
        }
        return value.Kind == CellKind.Text ? value.Text : "";
    }
}
