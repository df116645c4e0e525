using System.Text.Json;
using DentalMigration.Owners;

namespace DentalMigration.Mapping.Rows;

/// <summary>
/// The owner: the first provider named who can own rows, or the fallback owner. No row leaves without one; a row whose provider cannot own
/// it yet is staged with the fallback owner and gets a finding.
/// </summary>
internal sealed class OwnerWriter(ObjectMap map) : ColumnWriter
{
    private const string Staged = "StagedOwner";
    private const string Unknown = "ProviderUnknown";

    public override string Property => "ownerid@odata.bind";

    public override string ReadName => "_ownerid_value";

    /// <summary>True for what this tells of a row.</summary>
    public static bool Tells(RowProblem finding) => finding.Code is Staged or Unknown;

    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        Decide(row);
        WriteBind(json, row.Owner.EntitySet, row.Owner.Id);
    }

    /// <summary>Finds the owner, and what is to be told of it.</summary>
    public void Decide(RowContext row)
    {
        (string Field, string Provider, OwnerEntry? Entry)? awaited = null;
        Owner? owner = null;
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
                break;
            }

            awaited ??= (field, provider, entry);
        }

        if (owner is null && awaited is { } missing)
        {
            row.StagedFor = missing.Entry?.Provider ?? missing.Provider;
            row.Find(
                missing.Entry is null ? Unknown : Staged,
                missing.Field,
                missing.Entry is null
                    ? "The export has no such provider, so the fallback owner has the row until the owner map names one."
                    : $"The provider cannot own rows ({missing.Entry.Status}), so the fallback owner has the row. Once the user is there and enabled, run Update-MigrationOwner.");
        }

        row.Owner = owner ?? row.Shared.Owners.Fallback;
    }
}
