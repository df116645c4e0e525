using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DentalMigration.Mapping;
using DentalMigration.Mapping.NamedValues;
using DentalMigration.Systems;

namespace DentalMigration.Commands;

/// <summary>Completes names of value maps, with the columns that have them: those of the map or system given, of the current source's system, or of Dr.DENTES.</summary>
public sealed class ValueMapCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        object? given = fakeBoundParameters["Map"] is PSObject wrapped ? wrapped.BaseObject : fakeBoundParameters["Map"];
        string system = fakeBoundParameters["System"] as string ?? RunspaceState.Current.Source?.System ?? "dentes";
        return given is not MapDocument && !SystemFile.Systems.Contains(system, StringComparer.OrdinalIgnoreCase)
            ? []
            : ValueMapList.Of((given as MapDocument)?.Map ?? DefaultMap.Create(system)).GroupBy(m => m.Name)
                .Where(g => g.Key.StartsWith(wordToComplete?.Trim('\'', '"') ?? "", StringComparison.OrdinalIgnoreCase))
                .Select(g => new CompletionResult(Quoted(g.Key), g.Key, CompletionResultType.ParameterValue, Tip(g)));
    }

    private static string Tip(IEnumerable<ValueMapUse> maps) => string.Join(", ", maps.SelectMany(m => m.Columns)) is { Length: > 0 } columns ? columns : "used by no column";

    /// <summary>A person chose the name: it may need quotes to be one argument.</summary>
    private static string Quoted(string name) =>
        name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-') ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
}
