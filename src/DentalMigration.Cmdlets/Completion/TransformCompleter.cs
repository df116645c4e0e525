using DentalMigration.Mapping.Transforms;

namespace DentalMigration.Commands;

/// <summary>Completes names of transforms, with what they do.</summary>
public sealed class TransformCompleter : QuietCompleter
{
    private protected override IAsyncEnumerable<Completion> FindAsync(TypedLine line, CancellationToken stop) =>
        TransformList.Transforms.OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => new Completion(t.Name, t.Description)).ToAsyncEnumerable();
}
