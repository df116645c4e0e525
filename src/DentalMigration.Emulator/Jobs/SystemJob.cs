namespace DentalMigration.Emulator.Jobs;

/// <summary>A bulk deletion that is to run.</summary>
/// <param name="Id">The <c>asyncoperation</c>.</param>
/// <param name="DueAt">When it starts.</param>
/// <param name="User">On whose behalf.</param>
/// <param name="Queries">The JSON of its queries.</param>
internal sealed record SystemJob(Guid Id, DateTimeOffset DueAt, Guid User, string Queries);
