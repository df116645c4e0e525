using System.Text.Json;
using DentalMigration.Owners;

namespace DentalMigration.Mapping.Rows;

/// <summary>
/// The owner: the enabled user of the first provider named, or the fallback owner. No row leaves without one; a row staged with the
/// fallback because its provider cannot own it gets a finding.
/// </summary>
internal sealed class OwnerWriter(ObjectMap map) : ColumnWriter
{
    public override string Property => "ownerid@odata.bind";

    public override string ReadName => "_ownerid_value";

    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        Owner owner = row.Shared.Owners.Fallback;
        foreach (string field in map.Owner)
        {
            if (row.Read(field, FaultPolicy.Blank) is not string provider)
            {
                continue;
            }

            OwnerEntry? entry = row.Shared.Owners.Find(provider);
            if (entry?.Owner is { } own)
            {
                owner = own;
            }
            else
            {
                row.Find(
                    entry is null ? "ProviderUnknown" : "StagedOwner",
                    field,
                    entry is null
                        ? "The export has no such provider, so the fallback owner owns the row."
                        : $"The provider cannot own rows ({entry.Status}), so the fallback owner does. Once the user is there and enabled, run again.");
            }

            break;
        }

        json.WriteString(Property, $"/{owner.EntitySet}({owner.Id:D})");
    }
}
