using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DentalMigration.Systems;

namespace DentalMigration.Commands;

/// <summary>Completes names of objects: those of the current source's system, or of Dr.DENTES.</summary>
public sealed class ObjectNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        SystemCatalog catalog = SystemCatalog.Load(RunspaceState.Current.Source?.System ?? "dentes");
        return catalog.Objects
            .Where(o => o.Name.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(o => new CompletionResult(o.Name, o.Name, CompletionResultType.ParameterValue, o.Label));
    }
}
