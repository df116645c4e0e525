using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DentalMigration.Hosting.Preflight;

namespace DentalMigration.Commands;

/// <summary>Completes the codes of findings that can be waived.</summary>
public sealed class WaiverCodeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        TargetCodes.Waivable.Where(c => c.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase)).Select(c => new CompletionResult(c));
}
