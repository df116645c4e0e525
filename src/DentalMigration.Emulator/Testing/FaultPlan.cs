using System.Text.Json;
using System.Text.Json.Serialization;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Throttling;

namespace DentalMigration.Emulator.Testing;

/// <summary>What is to go wrong with a request.</summary>
internal enum InjectedFault
{
    None, DropBeforeCommit, DropAfterCommit, Status503, Throttle, Corrupt,
}

/// <summary>Faults that a test asked for, drawn from a seeded sequence. Only Web API requests are struck.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private FaultSettings _settings = new();
    private ulong _state = 1;
    private int _stormLeft;
    private int _sinceStorm;

    /// <summary>How long requests take.</summary>
    public ServiceTime ServiceTime { get; private set; } = ServiceTime.None;

    public int StormRetryAfter => Math.Max(1, _settings.Storm429?.RetryAfterSeconds ?? 1);

    public void Configure(ReadOnlyMemory<byte> body)
    {
        try
        {
            FaultSettings settings = JsonSerializer.Deserialize<FaultSettings>(body.Span, FaultSettings.Json) ?? new();
            lock (_lock)
            {
                _settings = settings;
                ServiceTime = settings.ServiceTime;
                _state = (ulong)settings.Seed * 2654435761 + 88172645463325252;
                _stormLeft = 0;
                _sinceStorm = 0;
            }
        }
        catch (JsonException error)
        {
            throw Fault.Payload("faults", error.Message);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _settings = new();
            ServiceTime = ServiceTime.None;
            _stormLeft = 0;
        }
    }

    /// <summary>Draws the fate of the next request.</summary>
    public InjectedFault Next()
    {
        lock (_lock)
        {
            if (_settings.Storm429 is { } storm && Storm(storm))
            {
                return InjectedFault.Throttle;
            }
            double draw = Draw();
            if (draw < _settings.DropBeforeCommit)
            {
                return InjectedFault.DropBeforeCommit;
            }
            draw -= _settings.DropBeforeCommit;
            if (draw < _settings.DropAfterCommit)
            {
                return InjectedFault.DropAfterCommit;
            }
            draw -= _settings.DropAfterCommit;
            if (draw < _settings.Status503)
            {
                return InjectedFault.Status503;
            }
            return draw - _settings.Status503 < _settings.Corrupt ? InjectedFault.Corrupt : InjectedFault.None;
        }
    }

    /// <summary>A number of the sequence, by which an answer is corrupted.</summary>
    public ulong Random()
    {
        lock (_lock)
        {
            return (ulong)(Draw() * (1UL << 53));
        }
    }

    /// <summary>A storm breaks out after every so many requests and lasts for a number of refused ones.</summary>
    private bool Storm(StormSettings storm)
    {
        if (_stormLeft == 0 && ++_sinceStorm > storm.EveryRequests)
        {
            _sinceStorm = 0;
            _stormLeft = storm.Length;
        }
        if (_stormLeft <= 0)
        {
            return false;
        }
        _stormLeft--;
        return true;
    }

    private double Draw()
    {
        if (_settings is { DropBeforeCommit: 0, DropAfterCommit: 0, Status503: 0, Corrupt: 0 })
        {
            return 1;
        }
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (_state >> 11) / (double)(1UL << 53);
    }
}

/// <summary>The body of <c>POST /emulator/faults</c>. Rates are probabilities from 0 to 1, latencies are milliseconds.</summary>
internal sealed record FaultSettings
{
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public double DropBeforeCommit { get; init; }
    public double DropAfterCommit { get; init; }
    public double Status503 { get; init; }
    public double Corrupt { get; init; }
    public StormSettings? Storm429 { get; init; }
    public double LatencyPerRequestMs { get; init; }
    public double LatencyPerRowMs { get; init; }

    [JsonIgnore]
    public ServiceTime ServiceTime => new(TimeSpan.FromMilliseconds(LatencyPerRequestMs), TimeSpan.FromMilliseconds(LatencyPerRowMs));

    public long Seed { get; init; } = 1;
}

/// <summary>429 storms: after every <see cref="EveryRequests"/> requests, <see cref="Length"/> requests are refused.</summary>
internal sealed record StormSettings
{
    public int EveryRequests { get; init; } = 100;
    public int Length { get; init; } = 10;
    public int RetryAfterSeconds { get; init; } = 1;
}
