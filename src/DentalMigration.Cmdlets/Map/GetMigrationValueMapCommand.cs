using System.Management.Automation;
using DentalMigration.Mapping;
using DentalMigration.Mapping.NamedValues;

namespace DentalMigration.Commands;

/// <summary>
/// Lists what the words of a map's choices become: its value maps, which any column can name, and the values that stand in a single column,
/// under the column's name.
/// </summary>
[Cmdlet(VerbsCommon.Get, "MigrationValueMap", DefaultParameterSetName = "System")]
[OutputType(typeof(MapValueMap))]
public sealed class GetMigrationValueMapCommand : PipelineCmdlet
{
    /// <summary>Names, with * and ?; all when left out.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ValueMapCompleter))]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The map.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Map")]
    [ValidateNotNull]
    public MapDocument Map { get; set; } = null!;

    /// <summary>The system whose default map it is; that of the source this runspace connected last when left out.</summary>
    [Parameter(ParameterSetName = "System")]
    [ArgumentCompleter(typeof(SystemCompleter))]
    [ValidateNotNullOrEmpty]
    public string? System { get; set; }

    private protected override object? Subject => System;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MigrationMap map = ParameterSetName == "Map" ? Map.Map : Guard(() => DefaultMap.Create(System ?? RunspaceState.Current.Source?.System
            ?? throw new MigrationException("NoSystem", "It is not clear whose value maps to list. Give a map with -Map, or a system with -System.")));
        IReadOnlyList<ValueMapUse> all = ValueMapList.Of(map);
        foreach (string name in Name)
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            MapValueMap[] found = [.. all.Where(m => pattern.IsMatch(m.Name)).Select(m => new MapValueMap(m))];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                string there = all.Count == 0 ? "It has none" : $"There are: {string.Join(", ", all.Select(m => m.Name).Distinct())}";
                WriteError(HostErrors.ToRecord("ValueMapUnknown", $"The map has no value map '{name}'. {there}.", name));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
