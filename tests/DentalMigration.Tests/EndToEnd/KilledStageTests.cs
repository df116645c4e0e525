namespace DentalMigration.Tests.EndToEnd;

// A class for each stage, since tests of one class run one after the other, and these wait most of their time.

public sealed class LoadKillTests : KillTests
{
    [Fact]
    public Task A_load_that_is_killed_at_random_moments_loses_nothing_and_writes_nothing_twice() => LosesNothingAndWritesNothingTwiceAsync("load", 2, null);
}

public sealed class FaultyLoadKillTests : KillTests
{
    [Fact]
    public Task A_load_that_is_killed_in_a_faulty_network_loses_nothing_and_writes_nothing_twice() => LosesNothingAndWritesNothingTwiceAsync("load", 1, Faults);
}

public sealed class DeltaKillTests : KillTests
{
    [Fact]
    public Task A_delta_that_is_killed_in_a_faulty_network_loses_nothing_and_writes_nothing_twice() => LosesNothingAndWritesNothingTwiceAsync("delta", 1, Faults);
}

public sealed class RepairKillTests : KillTests
{
    [Fact]
    public Task A_repair_that_is_killed_at_random_moments_loses_nothing_and_writes_nothing_twice() => LosesNothingAndWritesNothingTwiceAsync("repair", 1, null);
}

public sealed class UndoKillTests : KillTests
{
    [Fact]
    public Task An_undo_that_is_killed_in_a_faulty_network_loses_nothing_and_writes_nothing_twice() => LosesNothingAndWritesNothingTwiceAsync("undo", 1, Faults);
}
