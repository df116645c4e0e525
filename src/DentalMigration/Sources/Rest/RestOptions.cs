namespace DentalMigration.Sources.Rest;

/// <summary>How an endpoint is spoken to.</summary>
/// <param name="Base">Its address, which the profile's paths are relative to; https, or http for this machine.</param>
public sealed record RestOptions(Uri Base)
{
    /// <summary>Who signs in.</summary>
    public RestSignIn SignIn { get; init; } = RestSignIn.None;

    /// <summary>Requests under way at once, over all objects.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>Tries again after a request that failed in passing, throttling aside: that is waited out however long it lasts.</summary>
    public int MaxRetries { get; init; } = 5;

    /// <summary>What waiting goes by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
