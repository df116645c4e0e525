using DentalMigration.Mapping.Assistant;
using DentalMigration.Mapping.Proposing;

namespace DentalMigration.Mapping.Decisions;

/// <summary>What helps in proposing a map.</summary>
public sealed record MapProposalOptions
{
    /// <summary>Spellings decided on in earlier practices.</summary>
    public IReadOnlyList<LearnedSpelling> Learned { get; init; } = [];

    /// <summary>A language model that re-ranks what is not sure; null for none.</summary>
    public IMapAssistant? Assistant { get; init; }

    /// <summary>Told, in a sentence, of what a person should know.</summary>
    public Action<string>? Warn { get; init; }
}
