using DentalMigration.Mapping;
using DentalMigration.Systems;

namespace DentalMigration.Reports.Workflows;

/// <summary>
/// Says for a definition which table and columns it watches in the new schema and what Power Automate has to rebuild it from. What it cannot
/// tell it says; it invents nothing.
/// </summary>
/// <param name="map">The map, approved or proposed.</param>
/// <param name="catalog">The system.</param>
/// <param name="zone">The practice's time zone, for the schedule.</param>
public sealed class WorkflowInterpreter(MigrationMap map, SystemCatalog catalog, TimeZoneInfo zone)
{
    private const string Unknown = "Unknown";
    private const string Template = "Template";

    private readonly WorkflowWords _words = WorkflowWords.Load();
    private readonly WorkflowTables _tables = new(map, catalog);

    /// <summary>Reads a definition.</summary>
    public WorkflowEntry Read(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        string[] trigger = WorkflowWords.Split(definition.Trigger);
        string[] action = WorkflowWords.Split(definition.Action);
        string[] name = WorkflowWords.Split(definition.Name);
        string kind = Kind(WorkflowWords.Split(definition.Kind)) ?? Kind(name) ?? Unknown;
        TopicWords? topic = Topic(trigger) ?? Topic(name) ?? Topic(action);
        var remarks = new List<string>();
        if (definition.IsActive == false)
        {
            remarks.Add("It was switched off in the old system. Ask whether it is still wanted before you rebuild it.");
        }

        if (kind == Unknown)
        {
            remarks.Add(definition.Kind is null
                ? "The export does not say what kind of definition it is."
                : $"The export calls it '{definition.Kind}', which is no kind that is known; it is described by its trigger and action.");
        }

        string? table = topic is null ? null : _tables.Table(topic.Object);
        if (topic is null)
        {
            remarks.Add("Nothing in it names an object of the system, so no table or column can be told. Read the text above and choose the table yourself.");
        }
        else if (table is null)
        {
            remarks.Add($"It is about {topic.Name}, which the map leaves out: there is no table for it to watch. Map {topic.Object} first, or leave the rule out.");
        }

        var columns = new List<WorkflowColumn>();
        var steps = new List<WorkflowStep>();
        string? rowPrefix = null;
        if (topic is not null && table is not null)
        {
            var recipe = new WorkflowRecipe(_words, _tables, zone, topic, remarks);
            columns.AddRange(recipe.Columns());
            bool isManual = kind == Template || WorkflowWords.Has(trigger, _words.Manual);
            steps.AddRange(recipe.Trigger(trigger, WorkflowTiming.Of(trigger, _words) ?? WorkflowTiming.Of(name, _words), isManual));
            rowPrefix = recipe.RowPrefix;
        }

        steps.AddRange(new WorkflowActions(_words, _tables).Of(action, table is null ? null : topic?.Object, rowPrefix, kind == Template, remarks));
        return new WorkflowEntry(definition, kind, table, columns, steps, remarks);
    }

    private string? Kind(string[] text) => text.Length == 0 ? null : _words.Kinds.FirstOrDefault(k => WorkflowWords.Has(text, k.Words))?.Kind;

    private TopicWords? Topic(string[] text) => _words.Topics.FirstOrDefault(t => WorkflowWords.Has(text, t.Words));
}
