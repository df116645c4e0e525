using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DentalMigration.Systems;

namespace DentalMigration.Commands;

/// <summary>Completes short names of systems, with what people call them.</summary>
public sealed class SystemCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        SystemFile.Systems
            .Where(s => s.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(s => new CompletionResult(s, s, CompletionResultType.ParameterValue, SystemCatalog.Load(s).Label));
}
