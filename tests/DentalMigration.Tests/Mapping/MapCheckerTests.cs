using DentalMigration.Mapping;

namespace DentalMigration.Tests.Mapping;

public sealed class MapCheckerTests
{
    private static readonly MigrationMap Shipped = DefaultMap.Create("dentes");

    [Fact]
    public void Finds_nothing_in_the_map_that_ships() => Assert.Empty(MapChecker.Check(Shipped));

    [Fact]
    public void Finds_a_field_the_system_does_not_have() =>
        Assert.Equal("UnknownField", Only(Patient(p => p with { From = ["shoe_size"] })).Code);

    [Fact]
    public void Finds_a_transform_that_does_not_exist() =>
        Assert.Equal("UnknownTransform", Only(Patient(p => p with { Transform = "guess" })).Code);

    [Fact]
    public void Finds_children_before_their_parents() =>
        Assert.Contains(MapChecker.Check(Shipped with { Objects = [.. Shipped.Objects.Reverse()] }), p => p.Code == "LookupOutOfOrder");

    [Fact]
    public void Finds_an_object_the_system_does_not_have() =>
        Assert.Contains(
            MapChecker.Check(Shipped with { Objects = [.. Shipped.Objects, Shipped.Objects[0] with { Object = "parrot" }] }),
            p => p.Code == "UnknownObject" && p.Place == "parrot");

    private static MapProblem Only(MigrationMap map) => Assert.Single(MapChecker.Check(map));

    private static MigrationMap Patient(Func<ColumnMap, ColumnMap> change) => Shipped with
    {
        Objects = [.. Shipped.Objects.Select(o => o.Object != "patient" ? o : o with
        {
            Columns = [.. o.Columns.Select(c => c.Column == "firstname" ? change(c) : c)],
        })],
    };
}
