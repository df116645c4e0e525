using DentalMigration.Profiling.Keys;

namespace DentalMigration.Profiling.Checks;

/// <summary>Appointments that end before they start.</summary>
internal sealed class AppointmentCheck : RowCheck
{
    private readonly FindingWriter _write;
    private readonly int _start;
    private readonly int _end;
    private readonly int _startTime;
    private readonly int _endTime;
    private long _reversed;
    private long _first = KeyTally.Nowhere;

    private AppointmentCheck(RowScope scope)
    {
        _write = new FindingWriter(scope.Object.Name, string.Empty, scope.Places);
        _start = scope.Row.Slot("start_datetime");
        _end = scope.Row.Slot("end_datetime");
        _startTime = scope.Row.Slot("start_time");
        _endTime = scope.Row.Slot("end_time");
    }

    /// <summary>A check where the object has a beginning and an end, else null.</summary>
    public static AppointmentCheck? For(RowScope scope) =>
        scope.Object.Find("end_datetime") is not null || scope.Object.Find("end_time") is not null ? new AppointmentCheck(scope) : null;

    /// <inheritdoc/>
    public override void Add(RowValues row)
    {
        bool isReversed = (row.Value(_start), row.Value(_end)) is (DateTime start, DateTime end) ? end < start
            : (row.Value(_startTime), row.Value(_endTime)) is (TimeOnly from, TimeOnly to) && to < from;
        if (isReversed)
        {
            _reversed++;
            _first = Math.Min(_first, row.Place);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<ProfileFinding> Findings()
    {
        if (_reversed > 0)
        {
            yield return _write.Error("EndBeforeStart", _reversed, _first,
                "Appointments end before they start, which Dataverse refuses. Correct them in the system, or they will be held.");
        }
    }
}
