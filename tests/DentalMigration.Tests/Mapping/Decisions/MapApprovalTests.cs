using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Mapping.Decisions;

/// <summary>Approving a map with decisions in it.</summary>
public sealed class MapApprovalTests : IDisposable
{
    private readonly ExportFolder _folder = new ExportFolder()
        .Write("Hastalar.csv", "Hasta No;Adı;Soyadı;Kart Rengi;Etiket\n1;Ayşe;Çelik;mavi;A Rh+\n")
        .Write("Depo.csv", "Malzeme;Raf\nKompozit;A1\n");

    [Fact]
    public async Task Is_refused_while_something_is_open_and_lists_it()
    {
        MigrationMap map = await _folder.ProposeAsync();
        MigrationException refused = Assert.Throws<MigrationException>(() => map.Approve());
        Assert.Equal("DecisionsOpen", refused.Code);
        Assert.All((string[])["'Kart Rengi' of 'Hastalar.csv'", "'Etiket' of 'Hastalar.csv'", "'Depo.csv'"], what => Assert.Contains(what, refused.Message));
    }

    [Fact]
    public async Task Leaves_out_what_is_open_where_that_is_signed()
    {
        MigrationMap approved = (await _folder.ProposeAsync()).Approve(ignoreOpen: true);
        Assert.True(approved.IsApproved);
        Assert.Empty(OpenDecisions.Of(approved));
        Assert.Equal(Decision.Ignored, approved.Header("Hastalar.csv", "Kart Rengi").Decision);
        Assert.Equal(Decision.Ignored, approved.Place("Depo.csv").Decision);
        Assert.DoesNotContain(approved.Find("patient")!.Columns, c => c.Transform == "custom");
    }

    [Fact]
    public async Task Covers_the_decisions()
    {
        MigrationMap approved = (await _folder.ProposeAsync()).Approve(ignoreOpen: true);
        Assert.False(approved.Decide("Hastalar.csv", "Kart Rengi", Decision.Accepted, "notes").IsApproved);
        Assert.False(approved.Decide("Depo.csv", p => p with { Decision = Decision.Open }).IsApproved);
    }

    [Fact]
    public async Task Makes_the_columns_a_person_decided_on()
    {
        MigrationMap map = (await _folder.ProposeAsync())
            .Decide("Depo.csv", p => p with { Decision = Decision.Ignored })
            .Decide("Hastalar.csv", "Kart Rengi", Decision.Custom)
            .Decide("Hastalar.csv", "Etiket", Decision.Accepted, "patient_group");
        Assert.DoesNotContain(map.Find("patient")!.Columns, c => c.Column is "new_kartrengi" or "new_patientgroup");
        ObjectMap patient = map.Approve().Find("patient")!;
        Assert.Contains(patient.Columns, c => c.Column == "new_kartrengi");
        Assert.Contains(patient.Columns, c => c.Column == "new_patientgroup");
        Assert.DoesNotContain(patient.Proposed ?? [], c => c.Column == "new_kartrengi");
    }

    [Fact]
    public async Task Makes_the_column_of_a_field_that_a_person_put_where_the_machine_was_sure()
    {
        MigrationMap map = await _folder.ProposeAsync();
        Assert.False(map.Header("Hastalar.csv", "Adı").Asked);
        Assert.DoesNotContain(map.Find("patient")!.Columns, c => c.Column == "new_complaint");
        Assert.Contains(map.Decide("Hastalar.csv", "Adı", Decision.Accepted, "complaint").Approve(ignoreOpen: true).Find("patient")!.Columns, c => c.Column == "new_complaint");
    }

    [Fact]
    public async Task Takes_a_column_away_again_where_the_decision_is_changed()
    {
        MigrationMap custom = MapSettler.Settle((await _folder.ProposeAsync()).Decide("Hastalar.csv", "Kart Rengi", Decision.Custom));
        Assert.Contains(custom.Find("patient")!.Columns, c => c.Column == "new_kartrengi");
        MigrationMap back = MapSettler.Settle(custom.Decide("Hastalar.csv", "Kart Rengi", Decision.Ignored));
        Assert.DoesNotContain(back.Find("patient")!.Columns, c => c.Column == "new_kartrengi");
        Assert.Contains(back.Find("patient")!.Proposed!, c => c.Column == "new_kartrengi");
    }

    [Fact]
    public async Task Settling_a_settled_map_changes_nothing()
    {
        MigrationMap proposed = await _folder.ProposeAsync();
        Assert.Equal(MapHash.Of(proposed), MapHash.Of(MapSettler.Settle(proposed)));
        MigrationMap approved = proposed.Decide("Hastalar.csv", "Kart Rengi", Decision.Custom).Approve(ignoreOpen: true);
        Assert.Equal(MapHash.Of(approved), MapHash.Of(MapSettler.Settle(approved)));
    }

    [Fact]
    public void A_map_without_places_has_the_hash_it_always_had() =>
        Assert.DoesNotContain("places", MapFile.ToJson(DefaultMap.Create("dentes")));

    public void Dispose() => _folder.Dispose();
}
