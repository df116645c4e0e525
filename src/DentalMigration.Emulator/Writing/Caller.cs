namespace DentalMigration.Emulator.Writing;

/// <summary>On whose behalf a request acts; <see cref="OnBehalfBy"/> is the real caller when impersonating.</summary>
internal sealed record Caller(Guid UserId, Guid? OnBehalfBy = null);
