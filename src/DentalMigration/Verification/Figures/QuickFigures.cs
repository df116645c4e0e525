using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;
using DentalMigration.Verification.Comparing;
using DentalMigration.Verification.Vendor;

namespace DentalMigration.Verification.Figures;

/// <summary>Rows and sums of an object as a whole: the target's by aggregates, page by page where those end at 50,000 rows.</summary>
internal static class QuickFigures
{
    /// <summary>Counts both sides.</summary>
    public static async Task<ObjectFigures> CountAsync(
        Migration migration, ColumnComparer columns, VendorFigures vendor, CancellationToken cancellationToken)
    {
        var figures = new ObjectFigures(columns);
        PracticeFigures whole = figures.Of(null);
        int number = migration.Numbers[columns.Mapper.Map.Object];
        var seen = new SeenKeys();
        await foreach (SourceRecord record in migration.Setup.Source.Read(columns.Mapper.Map.Object, cancellationToken))
        {
            LedgerRecord? known = record.Key.Length == 0 ? null : migration.Ledger.Records.Find(number, record.Key);
            if (!vendor.IsEmpty)
            {
                vendor.Add(record, known?.Practice);
            }

            if (record.Fault is null && known is { State: RecordState.Written, Made: true } && seen.Add(record.Key)
                && await WrittenRows.MapAsync(migration, columns.Mapper, record, known, cancellationToken) is { } row)
            {
                figures.AddSource(null, columns.Expect(migration, new WrittenRow(row, known)));
            }
        }

        string filter = TargetRows.ImportFilter(migration, columns.Mapper.Map);
        whole.Target = await migration.Setup.Target.CountAsync(columns.Mapper.Table.EntitySet, filter, cancellationToken);
        int[] summed = [.. Enumerable.Range(0, columns.Columns.Count).Where(i => columns.Columns[i].IsSummed)];
        decimal[] sums = await SumAsync(migration.Setup.Target, columns.Mapper, [.. summed.Select(i => columns.Columns[i].Name)], filter, cancellationToken);
        for (int i = 0; i < summed.Length; i++)
        {
            whole.Columns[summed[i]].TargetAmount = sums[i];
        }

        return figures;
    }

    private static async Task<decimal[]> SumAsync(
        DataverseClient target, RowMapper mapper, string[] amounts, string filter, CancellationToken cancellationToken)
    {
        if (amounts.Length == 0)
        {
            return [];
        }

        string apply = $"filter({filter})/aggregate({string.Join(',', amounts.Select((a, i) => $"{a} with sum as s{i}"))})";
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
            string url = $"{mapper.Table.EntitySet}?$select={string.Join(',', amounts)}&$filter={filter}";
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
