using System.Text.Json;
using DentalMigration.Owners;
using DentalMigration.Schema;

namespace DentalMigration.Mapping.Rows;

/// <summary>A lookup to the systemuser the owner map gives for a provider; empty, with a finding, where the provider has no user.</summary>
internal sealed class ProviderLookupWriter(ColumnMap map, TargetReference reference) : ColumnWriter
{
    public override string Property { get; } = $"{reference.Navigation}@odata.bind";

    public override string ReadName { get; } = $"_{map.Column}_value";

    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        foreach (string field in map.From)
        {
            if (row.Read(field, map.OnFault) is not string provider)
            {
                continue;
            }

            OwnerEntry? entry = row.Shared.Owners.Find(provider);
            if (entry?.UserId is { } user)
            {
                WriteBind(json, "systemusers", user);
            }
            else
            {
                row.Find("ProviderWithoutUser", field, $"The provider has no user, so '{Column}' stayed empty. Create the user and run again.");
            }

            return;
        }
    }
}
