using DentalMigration.Hosting.Preflight;

namespace DentalMigration.Commands;

/// <summary>Completes the codes of findings that can be waived.</summary>
public sealed class WaiverCodeCompleter : QuietCompleter
{
    private protected override IAsyncEnumerable<Completion> FindAsync(TypedLine line, CancellationToken stop) =>
        TargetCodes.Waivable.Select(c => new Completion(c)).ToAsyncEnumerable();
}
