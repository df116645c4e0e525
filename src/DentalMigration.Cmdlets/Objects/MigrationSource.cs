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

    /// <summary>What a person should know about the files; without values.</summary>
    public string[] Warnings => [.. Source.Files.SelectMany(f => f.Warnings.Select(w => $"{f.Name}: {w}"))];

    internal ISource Source { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({System})";
}
