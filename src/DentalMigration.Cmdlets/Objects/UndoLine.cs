using System.Globalization;
using DentalMigration.Undo;

namespace DentalMigration.Commands;

/// <summary>What an undo did to one object's rows, or to one component of the schema.</summary>
public sealed class UndoLine
{
    internal UndoLine(UndoneObject o, UndoResult result)
    {
        Result = result;
        (Kind, Table, Name, Reason) = ("rows", o.Table, o.Object, string.Join(", ", o.Reasons.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Key} {r.Value}"))));
        (Deleted, Restored, Kept) = (o.Deleted, o.Restored, o.Kept);
    }

    internal UndoLine(UndoneObject planned)
    {
        (Kind, Table, Name, Reason) = ("rows", planned.Table, planned.Object, "");
        (Deleted, Restored) = (planned.Deleted, planned.Restored);
    }

    internal UndoLine(UndoneComponent c, UndoResult result)
    {
        Result = result;
        (Kind, Table, Name, Reason) = (c.Kind, c.Table, c.Name, c.Reason);
        (Deleted, Kept) = c.Removed ? (1, 0) : (0, 1);
    }

    /// <summary><c>rows</c>, or <c>table</c>, <c>column</c>, <c>lookup</c>, <c>key</c>, <c>currency</c>.</summary>
    public string Kind { get; }

    /// <summary>The table.</summary>
    public string Table { get; }

    /// <summary>The object, or the component's name.</summary>
    public string Name { get; }

    /// <summary>How many are gone.</summary>
    public long Deleted { get; }

    /// <summary>Rows of others that hold again what they held before.</summary>
    public long Restored { get; }

    /// <summary>How many stayed.</summary>
    public long Kept { get; }

    /// <summary>Why a component stayed, or rows did: codes with how often.</summary>
    public string Reason { get; }

    internal UndoResult? Result { get; }
}
