using System.Management.Automation;
using DentalMigration.Mapping.Transforms;

namespace DentalMigration.Commands;

/// <summary>Lists the transforms a map's columns can name, with their parameters.</summary>
[Cmdlet(VerbsCommon.Get, "MigrationTransform")]
[OutputType(typeof(MapTransform))]
public sealed class GetMigrationTransformCommand : PipelineCmdlet
{
    /// <summary>Names, with * and ?; all when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(TransformCompleter))]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            MapTransform[] found = [.. TransformList.Transforms.Where(t => pattern.IsMatch(t.Name)).OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => new MapTransform(t))];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(HostErrors.ToRecord("UnknownTransform", $"There is no transform '{name}'. Get-MigrationTransform lists all.", name));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
