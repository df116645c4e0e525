using DentalMigration.Owners;

namespace DentalMigration.Commands;

/// <summary>Tells what a person must look at about a provider's owner: an error for a contradiction, verbosely why the rest is as it is.</summary>
internal static class OwnerTrouble
{
    public static void Tell(PipelineRelay pipeline, OwnerMap map, OwnerEntry entry)
    {
        if (entry.Status == OwnerStatus.Conflicting)
        {
            pipeline.Error(HostErrors.ToRecord("ProviderConflicting", entry.Reason, entry.Provider));
        }
        else if (entry.Match == OwnerMatch.Map && entry.Owner is null)
        {
            pipeline.Error(HostErrors.ToRecord("OwnerMapRefused", $"Provider '{entry.Provider}': {entry.Reason}", entry.Provider));
        }
        else if (entry.Owner is null)
        {
            pipeline.Verbose($"Provider '{entry.Provider}': {entry.Reason}");
        }

        if (map.SharesName(entry))
        {
            pipeline.Warn($"Provider '{entry.Provider}' shares its name with another; rows that name it by name alone go to the fallback owner.");
        }
    }
}
