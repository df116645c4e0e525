using DentalMigration.Sources;

namespace DentalMigration.Commands;

/// <summary>A connected export.</summary>
public sealed class MigrationSource
{
    internal MigrationSource(ISource source) => Source = source;

    /// <summary>Short name of the system: <c>dentes</c>.</summary>
    public string System => Source.Catalog.System;

    /// <summary>The folder's or database's name.</summary>
    public string Name => Source.Name;

    /// <summary>Zone of the practice's local times.</summary>
    public string TimeZone => Source.TimeZone.Id;

    /// <summary>The objects it holds.</summary>
    public string[] Objects => [.. Source.Catalog.Objects.Select(o => o.Name).Where(Source.Has)];

    /// <summary>The files it was found in.</summary>
    public string[] Files => [.. Source.Files.Select(f => f.Name)];

    /// <summary>False where it hangs on a connection that was opened by hand, so that no later session can go on by itself.</summary>
    public bool CanReopen => Source.CanReopen;

    /// <summary>What a person should know about the files and how they are read; without values.</summary>
    public string[] Warnings =>
    [
        .. Source.Caveat is { } caveat ? [$"{Name}: {caveat}"] : Array.Empty<string>(),
        .. Source.Files.SelectMany(f => f.Warnings.Select(w => $"{f.Name}: {w}")),
    ];

    internal ISource Source { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({System})";
}
