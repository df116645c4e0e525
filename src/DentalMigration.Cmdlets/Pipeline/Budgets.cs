using DentalMigration.Loading;

namespace DentalMigration.Commands;

/// <summary>The time budgets of the cmdlets that run long.</summary>
internal static class Budgets
{
    /// <summary>A budget that begins now; null where none was given.</summary>
    public static RunBudget? Begin(TimeSpan? length) => length is { } time ? new RunBudget(time, TimeProvider.System) : null;
}
