using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DentalMigration.Mapping;

namespace DentalMigration.Commands;

/// <summary>Completes names of map variants: those of the source given or connected last, or of Dr.DENTES.</summary>
public sealed class MapVariantCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var given = (fakeBoundParameters["Source"] as PSObject)?.BaseObject as MigrationSource ?? fakeBoundParameters["Source"] as MigrationSource;
        return DefaultMap.Variants((given ?? RunspaceState.Current.Source)?.System ?? "dentes")
            .Where(v => v.Name.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(v => new CompletionResult(v.Name, v.Name, CompletionResultType.ParameterValue, v.Description));
    }
}
