using DentalMigration.Sources;

namespace DentalMigration.Commands;

/// <summary>A connected export.</summary>
public sealed class MigrationSource
{
    private readonly ISource _source;
    private readonly MigrationSource? _basis;
    private bool _isClosed;

    /// <param name="source">The export.</param>
    /// <param name="basis">The source it was read from, where it is another view of that one and lives as long.</param>
    internal MigrationSource(ISource source, MigrationSource? basis = null) => (_source, _basis) = (source, basis?.Root);

    /// <summary>Short name of the system: <c>dentes</c>.</summary>
    public string System => _source.Catalog.System;

    /// <summary>The folder's or database's name.</summary>
    public string Name => _source.Name;

    /// <summary>Zone of the practice's local times.</summary>
    public string TimeZone => _source.TimeZone.Id;

    /// <summary>The objects it holds.</summary>
    public string[] Objects => [.. _source.Catalog.Objects.Select(o => o.Name).Where(_source.Has)];

    /// <summary>The files it was found in.</summary>
    public string[] Files => [.. _source.Files.Select(f => f.Name)];

    /// <summary>False where it hangs on a connection that was opened by hand, so that no later session can go on by itself.</summary>
    public bool CanReopen => _source.CanReopen;

    /// <summary>What a person should know about the files and how they are read; without values.</summary>
    public string[] Warnings =>
    [
        .. _source.Caveat is { } caveat ? [$"{Name}: {caveat}"] : Array.Empty<string>(),
        .. _source.Files.SelectMany(f => f.Warnings.Select(w => $"{f.Name}: {w}")),
    ];

    /// <summary>False after Disconnect-MigrationSource.</summary>
    public bool IsConnected => !Root._isClosed;

    internal ISource Source => Checked()._source;

    /// <summary>What is closed with it: the source it was opened as.</summary>
    internal MigrationSource Root => _basis ?? this;

    internal MigrationSource Checked() => IsConnected
        ? this
        : throw new MigrationException("Disconnected", $"'{Name}' was disconnected. Connect the export again.");

    internal void Close()
    {
        if (IsConnected)
        {
            Root._isClosed = true;
            Root._source.Dispose();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({System})";
}
