using System.Runtime.CompilerServices;
using DentalMigration.Sources;

namespace DentalMigration.Commands;

/// <summary>Completes keys of practices, with their names, as the export has them.</summary>
public sealed class PracticeCompleter : QuietCompleter
{
    private protected override async IAsyncEnumerable<Completion> FindAsync(TypedLine line, [EnumeratorCancellation] CancellationToken stop)
    {
        if (line.Source is { } source)
        {
            await foreach (SourceRecord practice in source.Source.Read("practice", stop).ConfigureAwait(false))
            {
                yield return new Completion(practice.Key, practice.Read("name").Value as string);
            }
        }
    }
}
