using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DentalMigration.Mapping.Transforms;

namespace DentalMigration.Commands;

/// <summary>Completes names of transforms, with what they do.</summary>
public sealed class TransformCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        TransformList.Transforms
            .Where(t => t.Name.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase))
            .OrderBy(t => t.Name, StringComparer.Ordinal)
            .Select(t => new CompletionResult(t.Name, t.Name, CompletionResultType.ParameterValue, t.Description));
}
