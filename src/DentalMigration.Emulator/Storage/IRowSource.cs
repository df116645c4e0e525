using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Storage;

/// <summary>Where rows can be read: a reader's snapshot, or the write transaction under way.</summary>
internal interface IRowSource : IDisposable
{
    Connection Connection { get; }
    SchemaSnapshot Schema { get; }
}
