using DentalMigration.Schema;

namespace DentalMigration.Commands;

/// <summary>One thing a map needs in an organisation.</summary>
public sealed class SchemaPlanItem
{
    internal SchemaPlanItem(SchemaItem item, SchemaPlan plan, DataverseTarget target)
    {
        Item = item;
        Plan = plan;
        TargetObject = target;
    }

    /// <summary><c>Table</c>, <c>Column</c>, <c>Lookup</c>, <c>Key</c>, <c>View</c>, <c>Form</c>…</summary>
    public string Kind => Item.Kind.ToString();

    /// <summary>Logical name of its table; empty for what belongs to none, such as a currency.</summary>
    public string Table => Item.Table;

    /// <summary>Logical name; of what people see its label.</summary>
    public string Name => Item.Name;

    /// <summary><c>Exists</c>, <c>Missing</c>, <c>Conflict</c> or <c>Created</c>.</summary>
    public string Status => Item.Status.ToString();

    /// <summary>In words; for a conflict what is in the way.</summary>
    public string Description => Item.Description;

    /// <summary>The organisation it was planned for.</summary>
    public string Target => TargetObject.Name;

    internal SchemaItem Item { get; }

    internal SchemaPlan Plan { get; }

    internal DataverseTarget TargetObject { get; }

    /// <inheritdoc/>
    public override string ToString() => Table.Length == 0 ? Name : $"{Table}.{Name}";
}
