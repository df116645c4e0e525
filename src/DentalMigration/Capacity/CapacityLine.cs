namespace DentalMigration.Capacity;

/// <summary>One figure of an estimate. Flat, for tables.</summary>
/// <param name="Topic"><c>Tables</c>, <c>Requests</c>, <c>Storage</c> or <c>Duration</c>.</param>
/// <param name="Measure">What is counted.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Of the figure and the limit: tables, requests, days, MB, minutes.</param>
/// <param name="Limit">What it is held against; null where there is no limit.</param>
/// <param name="IsOver">True where it passes the limit.</param>
/// <param name="Assumption">What the figure rests on.</param>
public sealed record CapacityLine(string Topic, string Measure, double Value, string Unit, double? Limit, bool IsOver, string Assumption);
