using System.Text.Json;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Checks;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Mapping;

/// <summary>What a map writes and an organisation does not take.</summary>
public sealed class MapTargetCheckTests
{
    [Fact]
    public async Task The_shipped_maps_fit_an_organisation_and_what_does_not_is_found()
    {
        using Cutover cutover = await Cutover.StartAsync();
        foreach (string system in (string[])["dentes", "dental-exec"])
        {
            foreach (string[] variants in (string[][])[[], [.. DefaultMap.Variants(system).Select(v => v.Name)]])
            {
                Assert.Empty(await MapTargetChecks.OfAsync(DefaultMap.Create(system, variants: variants), cutover.Target.Client, CancellationToken.None));
            }
        }

        MigrationMap map = DefaultMap.Create("dentes");
        MigrationMap wrong = map with
        {
            Objects = [.. map.Objects.Select(o => o.Object != "patient" ? o : o with
            {
                Columns =
                [
                    .. o.Columns.Where(c => c.Column != "gendercode"),
                    new ColumnMap { Column = "createdon", From = ["consent_date"] },
                    new ColumnMap { Column = "gendercode", From = ["gender"], Values = new Dictionary<string, int> { ["Kadın"] = 77 } },
                    new ColumnMap { Column = "familystatuscode", Constant = JsonSerializer.SerializeToElement(99) },
                    new ColumnMap { Column = "creditlimit", From = ["notes"] },
                    new ColumnMap { Column = "parentcustomerid", From = ["provider_id"], Lookup = "provider" },
                ],
            })],
        };
        IReadOnlyList<MapProblem> problems = await MapTargetChecks.OfAsync(wrong, cutover.Target.Client, CancellationToken.None);
        Assert.Equal(
            ["patient.createdon ColumnReadOnly", "patient.creditlimit FieldDoesNotFit", "patient.familystatuscode OptionUnknown", "patient.gendercode OptionUnknown", "patient.parentcustomerid LookupDoesNotFit"],
            problems.Select(p => $"{p.Place} {p.Code}").Order());
    }
}
