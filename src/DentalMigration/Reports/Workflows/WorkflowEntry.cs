namespace DentalMigration.Reports.Workflows;

/// <summary>A definition with what it becomes.</summary>
/// <param name="Definition">What the export says.</param>
/// <param name="Kind">What it is: <c>Reminder</c>, <c>Billing rule</c>, <c>Template</c>, <c>Workflow</c>, <c>Unknown</c>.</param>
/// <param name="Table">Logical name of the table it watches; null where none could be told.</param>
/// <param name="Columns">The columns it watches, the one that triggers first.</param>
/// <param name="Steps">What to build it from, in order.</param>
/// <param name="Remarks">What could not be mapped, and what to look out for.</param>
public sealed record WorkflowEntry(
    WorkflowDefinition Definition,
    string Kind,
    string? Table,
    IReadOnlyList<WorkflowColumn> Columns,
    IReadOnlyList<WorkflowStep> Steps,
    IReadOnlyList<string> Remarks);

/// <summary>A column that a definition watches.</summary>
/// <param name="Field">The system's field.</param>
/// <param name="Column">Its column in the new schema; null where the map has none for it.</param>
public sealed record WorkflowColumn(string Field, string? Column);

/// <summary>A building block of Power Automate.</summary>
/// <param name="Block">Its name, as the designer shows it.</param>
/// <param name="Connector">Whose it is.</param>
/// <param name="How">How to fill it.</param>
/// <param name="Expression">What to type in, letter by letter; null where there is nothing.</param>
public sealed record WorkflowStep(string Block, string Connector, string How, string? Expression = null);
