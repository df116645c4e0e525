using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Hosting;

public sealed class RehearsalGateTests
{
    [Fact]
    public async Task Demands_an_approval_before_everything_moves_into_a_real_organisation()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(Repository.Example);

        MigrationException refused = Assert.Throws<MigrationException>(() => RehearsalGate.Demand(migration, isLocal: false, isSample: false));
        Assert.Equal("RehearsalMissing", refused.Code);
        RehearsalGate.Demand(migration, isLocal: true, isSample: false);
        RehearsalGate.Demand(migration, isLocal: false, isSample: true);

        RehearsalGate.Approve(migration, "ayse@contoso.com", null, "a copy was rehearsed");
        RehearsalGate.Demand(migration, isLocal: false, isSample: false);
    }

    [Fact]
    public async Task Refuses_a_rehearsal_of_another_map()
    {
        using Cutover rehearsal = await Cutover.StartAsync();
        using (await rehearsal.OpenAsync(Repository.Example, DefaultMap.Create("dentes", scope: "other")))
        {
        }

        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(Repository.Example);
        MigrationException refused = Assert.Throws<MigrationException>(
            () => RehearsalGate.Approve(migration, "ayse@contoso.com", rehearsal.LedgerPath, null));
        Assert.Equal("RehearsalDiffers", refused.Code);
        Assert.Null(RehearsalGate.Find(migration.Ledger));
    }
}
