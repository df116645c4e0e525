using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace DentalMigration.Commands;

/// <summary>
/// Base of the completers. What they offer is at hand, or comes within two seconds (DENTALMIGRATION_COMPLETION_TIMEOUT, in seconds, changes that);
/// it is quoted where it needs to be; they ask nothing and say nothing when something is wrong: there is then just less to choose from.
/// </summary>
public abstract class QuietCompleter : IArgumentCompleter
{
    private const double Seconds = 2;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var line = new TypedLine(commandAst, fakeBoundParameters);
            string word = (wordToComplete ?? "").Trim('\'', '"');
            return [.. Gather(line).Where(c => c.Text.StartsWith(word, StringComparison.OrdinalIgnoreCase)).DistinctBy(c => c.Text)
                .Select(c => new CompletionResult(Quoted(c.Text), c.Text, CompletionResultType.ParameterValue, c.Tip is { Length: > 0 } tip ? tip : c.Text))];
        }
        catch (Exception)
        {
            return []; // an error in the middle of a line helps nobody
        }
    }

    /// <summary>What there is to choose from, whatever was typed so far; called beside the pipeline thread.</summary>
    private protected abstract IAsyncEnumerable<Completion> FindAsync(TypedLine line, CancellationToken stop);

    /// <summary>What came in time, also when the rest failed.</summary>
    private List<Completion> Gather(TypedLine line)
    {
        var found = new List<Completion>();
        TimeSpan patience = Patience();
        var stop = new CancellationTokenSource(patience);
        Task finding = Task.Run(async () =>
        {
            using (stop)
            {
                await foreach (Completion one in FindAsync(line, stop.Token).ConfigureAwait(false))
                {
                    lock (found)
                    {
                        found.Add(one);
                    }
                }
            }
        });
        ((IAsyncResult)finding).AsyncWaitHandle.WaitOne(patience);
        _ = finding.Exception; // looked at, so that nothing comes up later
        lock (found)
        {
            return [.. found];
        }
    }

    private static TimeSpan Patience() => TimeSpan.FromSeconds(
        double.TryParse(Environment.GetEnvironmentVariable("DENTALMIGRATION_COMPLETION_TIMEOUT"), CultureInfo.InvariantCulture, out double wanted) && wanted is > 0 and < 3600
            ? wanted
            : Seconds);

    /// <summary>A person chose the text: it may need quotes to be one argument.</summary>
    private static string Quoted(string text) =>
        text.Length > 0 && (char.IsLetterOrDigit(text[0]) || text[0] == '_') && text.All(c => char.IsLetterOrDigit(c) || "_-./:+@".Contains(c, StringComparison.Ordinal))
            ? text
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}
