using System.Globalization;
using System.Runtime.CompilerServices;
using DentalMigration.Systems;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Sources.Derived;

/// <summary>
/// One record for each patient, month and currency with charges: the billing cycle, with their sum. The sums are kept in a temporary database, which
/// SQLite holds on disk where they are many and drops at the end.
/// </summary>
internal sealed class CycleDerivation(CatalogDerivation how, SystemCatalog catalog, CatalogObject target) : Derivation(how, catalog, target)
{
    private const decimal Unit = 10_000m;

    private static readonly string[] Fields = ["patient_id", "cycle", "currency", "start_date", "end_date", "amount"];

    public override IReadOnlyList<string> Added => Fields;

    public override SourceRecord? Make(SourceRecord record) => null;

    public override async IAsyncEnumerable<SourceRecord> DeriveAsync(
        ISource source, bool hasOwn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var sums = new SqliteConnection("Data Source=");
        await sums.OpenAsync(cancellationToken);
        await SumAsync(source, sums, cancellationToken);
        var layout = new SourceLayout(
            Catalog, Target, [.. Fields.Select(f => new SourceColumn(f, f, new ColumnFormat(DateOrder.YearMonthDay, '.')))]);
        using SqliteCommand read = sums.CreateCommand();
        read.CommandText = "SELECT patient, month, currency, amount, file, line FROM cycles ORDER BY patient, month, currency";
        using SqliteDataReader row = read.ExecuteReader();
        while (row.Read())
        {
            (int year, int month) = Math.DivRem(row.GetInt32(1), 12);
            var first = new DateOnly(year, month + 1, 1);
            string amount = (row.GetInt64(3) / Unit).ToString(CultureInfo.InvariantCulture);
            object?[] cells = [row.GetString(0), Text(first)[..7], row.GetString(2), Text(first), Text(first.AddMonths(1).AddDays(-1)), amount];
            yield return new SourceRecord(layout, new RecordPosition(row.GetString(4), row.GetInt32(5)), cells);
        }
    }

    private async Task SumAsync(ISource source, SqliteConnection sums, CancellationToken cancellationToken)
    {
        using SqliteCommand create = sums.CreateCommand();
        create.CommandText =
            "CREATE TABLE cycles(patient TEXT, month INTEGER, currency TEXT, amount INTEGER, file TEXT, line INTEGER, PRIMARY KEY(patient, month, currency)) WITHOUT ROWID; BEGIN";
        create.ExecuteNonQuery();
        using SqliteCommand add = sums.CreateCommand();
        add.CommandText = "INSERT INTO cycles VALUES($p,$m,$c,$a,$f,$l) ON CONFLICT DO UPDATE SET amount=amount+excluded.amount";
        SqliteParameter[] values = [.. new[] { "$p", "$m", "$c", "$a", "$f", "$l" }.Select(n => add.Parameters.AddWithValue(n, 0))];
        await foreach (SourceRecord entry in source.Read(How.From, cancellationToken))
        {
            if (entry.Fault is null
                && entry.Read(Theirs("patient_id")).Value is string patient
                && entry.Read(Theirs("amount")).Value is decimal amount
                && Day(entry.Read(Theirs("start_date")).Value) is { } day)
            {
                values[0].Value = patient;
                values[1].Value = (day.Year * 12) + day.Month - 1;
                values[2].Value = entry.Read("currency").Value as string ?? "";
                values[3].Value = (long)(amount * Unit);
                values[4].Value = entry.Position.File;
                values[5].Value = entry.Position.Line;
                add.ExecuteNonQuery();
            }
        }
    }

    private static DateOnly? Day(object? value) => value switch
    {
        DateOnly day => day,
        DateTime moment => DateOnly.FromDateTime(moment),
        _ => null,
    };

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
