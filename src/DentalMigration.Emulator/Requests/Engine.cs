using DentalMigration.Emulator.Files;
using DentalMigration.Emulator.Jobs;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Testing;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Requests;

/// <summary>What all requests to one embedded file share.</summary>
internal sealed record Engine(Database Database, WriteServices Services, Stats Stats, Guid OrganizationId, Guid Administrator)
{
    /// <summary>File transfers under way.</summary>
    public Transfers Transfers { get; } = new();

    /// <summary>Runs system jobs.</summary>
    public JobRunner Jobs { get; } = new();

    public EmbeddedDataverseOptions Options => Services.Options;
}
