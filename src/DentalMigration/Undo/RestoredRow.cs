using System.Text.Json;
using DentalMigration.Mapping;

namespace DentalMigration.Undo;

/// <summary>A row whose columns were put back, for the look at the end. Its images are forgotten only then.</summary>
/// <param name="Map">The object.</param>
/// <param name="Number">Its number.</param>
/// <param name="Set">Plural name of its table.</param>
/// <param name="Key">Source key.</param>
/// <param name="Id">The row.</param>
/// <param name="Columns">Read name → what it held before.</param>
/// <param name="Written">The properties that were put back, as the image names them.</param>
/// <param name="IsWhole">False where columns were left to people: the images stay, for an undo with force.</param>
internal sealed record RestoredRow(
    ObjectMap Map,
    int Number,
    string Set,
    string Key,
    Guid Id,
    IReadOnlyDictionary<string, JsonElement?> Columns,
    IReadOnlySet<string> Written,
    bool IsWhole);
