using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;

namespace DentalMigration.Verification;

/// <summary>
/// Compares source and target by figures: how many rows of each object, the sum of every amount, and the files with their checksums. The source is read and mapped again;
/// the target counts by aggregates, and page by page where those end at 50,000 rows, never by stale totals.
/// </summary>
public static class Reconciler
{
    /// <summary>Measures a migration, object by object.</summary>
    public static async IAsyncEnumerable<ReconciliationLine> MeasureAsync(
        Migration migration, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var directory = new LedgerDirectory(migration.Ledger, migration.Setup.Source, migration.Numbers);
        foreach (RowMapper mapper in await migration.BindAsync(directory, cancellationToken))
        {
            if (mapper.Map.Action != MapAction.Create || !migration.Setup.Source.Has(mapper.Map.Object))
            {
                continue;
            }

            string[] amounts = [.. mapper.Map.Columns
                .Where(c => mapper.Table.Column(c.Column).Type is "Money" or "Decimal").Select(c => c.Column)];
            (long rows, decimal[] sums) = await SourceAsync(migration, mapper, amounts, cancellationToken);
            string import = $"importsequencenumber eq {ImportNumber.Of(migration.Setup.Map, mapper.Map).ToString(CultureInfo.InvariantCulture)}";
            long target = await migration.Setup.Target.CountAsync(mapper.Table.EntitySet, import, cancellationToken);
            yield return Line(mapper, "rows", "", rows, target);
            decimal[] targetSums = await TargetAsync(migration.Setup.Target, mapper, amounts, import, cancellationToken);
            for (int i = 0; i < amounts.Length; i++)
            {
                yield return Line(mapper, "sum", amounts[i], sums[i], targetSums[i]);
            }

            if (mapper.Map.Content is { } content)
            {
                yield return Line(mapper, "files", content.Column, rows, await FileReconciler.CountAsync(migration, mapper, import, cancellationToken));
                (long sent, long same) = await FileReconciler.CompareAsync(migration, mapper, cancellationToken);
                yield return Line(mapper, "checksum", content.Column, sent, same);
            }
        }
    }

    private static ReconciliationLine Line(RowMapper mapper, string measure, string column, decimal source, decimal target) =>
        new(mapper.Map.Object, measure, column, source, target, source == target ? Verdict.Same : Verdict.Different);

    private static async Task<(long Rows, decimal[] Sums)> SourceAsync(
        Migration migration, RowMapper mapper, string[] amounts, CancellationToken cancellationToken)
    {
        long rows = 0;
        decimal[] sums = new decimal[amounts.Length];
        int number = migration.Numbers[mapper.Map.Object];
        var seen = new SeenKeys();
        await foreach (SourceRecord record in migration.Setup.Source.Read(mapper.Map.Object, cancellationToken))
        {
            if (record.Fault is not null || migration.Ledger.Records.Find(number, record.Key)?.State != RecordState.Written || !seen.Add(record.Key))
            {
                continue;
            }

            MappedRow row = await mapper.MapRowAsync(record, cancellationToken);
            if (row.Problem is not null || row.IsFiltered)
            {
                continue;
            }

            rows++;
            if (amounts.Length > 0)
            {
                using JsonDocument json = JsonDocument.Parse(row.Json);
                for (int i = 0; i < amounts.Length; i++)
                {
                    sums[i] += json.RootElement.TryGetProperty(amounts[i], out JsonElement value) ? value.GetDecimal() : 0;
                }
            }
        }

        return (rows, sums);
    }

    private static async Task<decimal[]> TargetAsync(
        DataverseClient target, RowMapper mapper, string[] amounts, string import, CancellationToken cancellationToken)
    {
        if (amounts.Length == 0)
        {
            return [];
        }

        string apply = $"filter({import})/aggregate({string.Join(',', amounts.Select((a, i) => $"{a} with sum as s{i}"))})";
        try
        {
            DataverseResponse answer = await target.SendAsync(
                new DataverseRequest(HttpMethod.Get, $"{mapper.Table.EntitySet}?$apply={Uri.EscapeDataString(apply)}"), cancellationToken);
            JsonElement sums = answer.Json().GetProperty("value").EnumerateArray().FirstOrDefault();
            return [.. amounts.Select((_, i) => Amount(sums, $"s{i}"))];
        }
        catch (DataverseException e) when (e.Code == DataverseErrorCodes.AggregateLimitExceeded)
        {
            decimal[] sums = new decimal[amounts.Length];
            string url = $"{mapper.Table.EntitySet}?$select={string.Join(',', amounts)}&$filter={import}";
            await foreach (JsonElement row in target.QueryAsync(url, null, cancellationToken))
            {
                for (int i = 0; i < amounts.Length; i++)
                {
                    sums[i] += Amount(row, amounts[i]);
                }
            }

            return sums;
        }
    }

    private static decimal Amount(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDecimal()
            : 0;
}
