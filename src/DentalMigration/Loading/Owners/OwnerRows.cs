using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Owners;

namespace DentalMigration.Loading.Owners;

/// <summary>A row of ours as the organisation has it.</summary>
/// <param name="Record">What the ledger knows of it.</param>
/// <param name="Owner">Who owns it now; null where the service names nobody.</param>
/// <param name="Version">Its version now.</param>
/// <param name="Row">The row as it was read, with its modifier.</param>
internal readonly record struct OwnedRow(LedgerRecord Record, Owner? Owner, long Version, JsonElement Row);

/// <summary>Reads who owns the rows of an object.</summary>
internal static class OwnerRows
{
    private const string LogicalName = "Microsoft.Dynamics.CRM.lookuplogicalname";

    /// <summary>True where rows of the object have owners that we gave.</summary>
    public static bool Has(RowMapper mapper) => mapper.Map.Action == MapAction.Create && mapper.Table.Has("importsequencenumber");

    /// <summary>The rows of an object that we made and that are written, one request for every 5,000.</summary>
    public static IAsyncEnumerable<OwnedRow> ReadAsync(Migration migration, RowMapper mapper, CancellationToken cancellationToken) => ReadAsync(
        migration,
        mapper,
        string.Create(CultureInfo.InvariantCulture, $"importsequencenumber eq {ImportNumber.Of(migration.Setup.Map, mapper.Map)}"),
        cancellationToken);

    /// <summary>The rows of these ids; few enough for an address.</summary>
    public static IAsyncEnumerable<OwnedRow> ReadAsync(Migration migration, RowMapper mapper, IEnumerable<Guid> ids, CancellationToken cancellationToken) => ReadAsync(
        migration,
        mapper,
        string.Join(" or ", ids.Select(id => $"{mapper.Table.PrimaryId} eq {id:D}")),
        cancellationToken);

    private static async IAsyncEnumerable<OwnedRow> ReadAsync(
        Migration migration,
        RowMapper mapper,
        string filter,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int number = migration.Numbers[mapper.Map.Object];
        string url = $"{mapper.Table.EntitySet}?$select={mapper.Table.PrimaryId},_ownerid_value,{RowStamp.ModifiedBy}&$filter={filter}";
        var options = new QueryOptions { Annotations = QueryAnnotations.All };
        await foreach (JsonElement row in migration.Setup.Target.QueryAsync(url, options, cancellationToken))
        {
            if (migration.Ledger.Records.FindById(number, row.GetProperty(mapper.Table.PrimaryId).GetGuid()) is { State: RecordState.Written, Made: true } record)
            {
                yield return new OwnedRow(record, OwnerOf(row), RowStamp.Version(row), row);
            }
        }
    }

    private static Owner? OwnerOf(JsonElement row) =>
        row.TryGetProperty("_ownerid_value", out JsonElement owner) && owner.ValueKind == JsonValueKind.String
            ? new Owner(owner.GetGuid(), row.TryGetProperty($"_ownerid_value@{LogicalName}", out JsonElement type) && type.GetString() == "team")
            : null;
}
