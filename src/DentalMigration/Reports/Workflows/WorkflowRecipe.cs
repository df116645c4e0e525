using DentalMigration.Mapping;

namespace DentalMigration.Reports.Workflows;

/// <summary>The blocks that begin a flow: what starts it, and how it finds its rows.</summary>
internal sealed class WorkflowRecipe(WorkflowWords words, WorkflowTables tables, TimeZoneInfo zone, TopicWords topic, List<string> remarks)
{
    /// <summary>What a person starts a flow with.</summary>
    internal const string ManualTrigger = "When a row is selected";

    private const string Dataverse = "Microsoft Dataverse";

    private readonly (string Field, ColumnMap? Column) _date = topic.Dates.Where(f => tables.IsField(topic.Object, f))
        .Select(f => (Field: f, Column: tables.Column(topic.Object, f))).OrderBy(d => d.Column is null).FirstOrDefault((topic.Dates[0], null));

    /// <summary>How a later block names a column of the row; null where a person starts the flow and it is picked in the designer.</summary>
    public string? RowPrefix { get; private set; }

    /// <summary>The columns watched.</summary>
    public IEnumerable<WorkflowColumn> Columns() => topic.Also
        .Select(f => new WorkflowColumn(f, tables.Column(topic.Object, f)?.Column))
        .Where(c => c.Column is not null)
        .Prepend(new WorkflowColumn(_date.Field, _date.Column?.Column));

    /// <summary>The first blocks.</summary>
    public IEnumerable<WorkflowStep> Trigger(string[] text, WorkflowTiming? timing, bool isManual)
    {
        bool isChange = WorkflowWords.Has(text, words.Changed);
        bool isScheduled = topic.Yearly || timing is not null || topic.HoldsDue;
        RowPrefix = isManual ? null : isScheduled ? "items('Apply_to_each')?['" : "triggerOutputs()?['body/";
        return isManual ? [Manual()]
            : topic.Yearly ? Yearly()
            : timing is not null || topic.HoldsDue ? Scheduled(timing)
            : [Event(isChange, WorkflowWords.Has(text, words.Added))];
    }

    private WorkflowStep Manual() => new(
        ManualTrigger, Dataverse, $"Somebody starts it. Table: {tables.Named(topic.Object)}. It then stands in the command bar of the table's form under Flow.");

    private WorkflowStep Event(bool isChange, bool isAdded)
    {
        string? watched = topic.Also.Select(f => tables.Column(topic.Object, f)?.Column).FirstOrDefault(c => c is not null);
        if (!isChange && !isAdded)
        {
            remarks.Add("The export does not say when it acts in words that are known; acting when a row is added or modified is the nearest. Check it.");
        }

        string change = isChange && !isAdded ? "Modified" : isAdded && !isChange ? "Added" : "Added or Modified";
        string select = change != "Added" && watched is not null ? $" Select columns: {watched}." : string.Empty;
        return new WorkflowStep(
            "When a row is added, modified or deleted", Dataverse, $"Change type: {change}. Table name: {tables.Named(topic.Object)}. Scope: Organization.{select}");
    }

    private IEnumerable<WorkflowStep> Yearly()
    {
        yield return Recurrence(isHourly: false);
        if (_date.Column is null)
        {
            remarks.Add(NoColumn());
            yield break;
        }

        string column = _date.Column.Column;
        yield return new WorkflowStep(
            "List rows", Dataverse, $"Table name: {tables.Named(topic.Object)}. Filter rows: those with a date. Dataverse cannot filter by day and month alone; turn Pagination on in the settings.",
            $"statecode eq 0 and {column} ne null");
        yield return new WorkflowStep(
            "Filter array", "Data Operation", "From: value of List rows. Those whose day it is.",
            $"equals(formatDateTime(item()?['{column}'], 'MM-dd'), formatDateTime(utcNow(), 'MM-dd'))");
        yield return new WorkflowStep("Apply to each", "Control", "Over the output of Filter array; the steps below stand in it.");
    }

    private IEnumerable<WorkflowStep> Scheduled(WorkflowTiming? timing)
    {
        bool hasTime = _date.Column is not null && tables.HasTime(topic.Object, _date.Column);
        bool isHourly = timing?.IsWithinDay == true && hasTime && !topic.HoldsDue;
        yield return Recurrence(isHourly);
        if (_date.Column is null)
        {
            remarks.Add(NoColumn());
            yield break;
        }

        string column = _date.Column.Column;
        WorkflowTiming offset = topic.HoldsDue || timing is null ? new WorkflowTiming(0, "Day", IsBefore: true) : timing;
        string filter = isHourly
            ? $"{column} ge @{{{offset.Moment()}}} and {column} lt @{{{(offset.Unit == "Hour" ? offset.Moment(1) : offset.Moment(60))}}}"
            : hasTime
                ? $"{column} ge @{{startOfDay({Day(offset)})}} and {column} lt @{{addDays(startOfDay({Day(offset)}), 1)}}"
                : $"{column} eq @{{formatDateTime({Day(offset)}, 'yyyy-MM-dd')}}";
        yield return new WorkflowStep("List rows", Dataverse, $"Table name: {tables.Named(topic.Object)}. Filter rows: {Found(offset, isHourly)}", filter);
        yield return new WorkflowStep("Apply to each", "Control", "Over value of List rows; the steps below stand in it.");
        if (topic.HoldsDue && timing is not null)
        {
            remarks.Add($"The span in the export ({timing.Count} {timing.Unit.ToLowerInvariant()}s) is already in {column} of every row that migrated. For new rows somebody, or a flow, must fill it.");
        }
    }

    /// <summary>Days are days of the practice; a span in hours on a column without a time becomes whole days.</summary>
    private static string Day(WorkflowTiming offset) => offset.Count == 0 ? "utcNow()" : offset.Moment();

    private string Found(WorkflowTiming offset, bool isHourly)
    {
        string when = $"{offset.Count} {offset.Unit.ToLowerInvariant()}{(offset.Count == 1 ? "" : "s")} {(offset.IsBefore ? "from now" : "ago")}";
        string what = topic.HoldsDue || offset.Count == 0 ? "what is due today" : isHourly ? $"what is in the hour that begins {when}" : $"what is of the day {when}";
        return $"{what}; so each row is found once.";
    }

    private WorkflowStep Recurrence(bool isHourly) => new(
        "Recurrence", "Schedule", isHourly ? "Interval: 1. Frequency: Hour." : $"Interval: 1. Frequency: Day. Time zone: the practice's ({zone.Id}). At these hours: before the practice opens.");

    private string NoColumn() => $"The map has no column for {_date.Field} of {topic.Object}, so there is no date to go by. Map the field, or keep the rule by hand.";
}
