using DentalMigration.Hosting;
using DentalMigration.Owners;
using DentalMigration.Sources;
using DentalMigration.Tests.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Owners;

public sealed class OwnerResolverTests : IAsyncLifetime
{
    private const string Admin = "admin@contoso.com";

    private readonly TempFolder _folder = new();
    private readonly ExportFolder _export = new();
    private Target _target = null!;

    public async ValueTask InitializeAsync() => _target = await Target.OpenEmbeddedAsync(_folder.File("contoso.db"), null, CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        _target.Dispose();
        _export.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("ayse.yildiz@example.com")]
    [InlineData(" AYSE.YILDIZ@Example.COM ")]
    [InlineData("AYSE.YILDİZ@EXAMPLE.COM")]
    [InlineData("mailto:ayse.yildiz@example.com")]
    public async Task A_user_with_the_address_owns(string address)
    {
        Guid user = await _target.AddUserAsync("Ayşe Yıldız", "ayse.yildiz@example.com");
        OwnerEntry entry = await OneAsync(address);
        Assert.Equal((OwnerStatus.Matched, OwnerMatch.Email, user, new Owner(user)), (entry.Status, entry.Match, entry.UserId, entry.Owner));
        Assert.Equal("ayse.yildiz@example.com", entry.OwnerName);
        Assert.NotEmpty(entry.Reason);
    }

    [Theory]
    [InlineData("windowsliveid", "ayse@live.example.com", "ayse@live.example.com")]
    [InlineData("personalemailaddress", "ayse.home@example.org", "Ayse.Home@example.org")]
    [InlineData("jobtitle", "Dentist", "a.yildiz+dental@contoso.example")]
    public async Task A_user_with_the_address_as_another_of_its_own_owns(string column, string value, string address)
    {
        Guid user = await _target.AddUserAsync("Ayşe Yıldız", "a.yildiz@contoso.example", true, (column, value));
        OwnerEntry entry = await OneAsync(address);
        Assert.Equal((OwnerStatus.Matched, OwnerMatch.Alias, new Owner(user)), (entry.Status, entry.Match, entry.Owner));
    }

    [Fact]
    public async Task A_guest_is_known_by_the_address_it_signs_in_with()
    {
        Guid user = await _target.AddUserAsync(
            "Ayşe Yıldız", "guest@contoso.example", true, ("domainname", "ayse_yildiz_clinic.example#EXT#@contoso.onmicrosoft.com"));
        Assert.Equal(new Owner(user), (await OneAsync("ayse_yildiz@clinic.example")).Owner);
    }

    [Theory]
    [InlineData("", OwnerStatus.NoEmail)]
    [InlineData("nobody@example.com", OwnerStatus.NoUser)]
    public async Task A_user_of_the_same_name_is_suggested_and_owns_nothing(string address, OwnerStatus status)
    {
        Guid namesake = await _target.AddUserAsync("Mehmet Demir", "mdemir@contoso.example");
        OwnerEntry entry = await OneAsync(address, "Dt. Mehmet DEMİR");
        Assert.Equal((status, OwnerMatch.Name, null, namesake), (entry.Status, entry.Match, entry.Owner, entry.SuggestedUserId));
        Assert.Contains("mdemir@contoso.example", entry.Reason);
    }

    [Fact]
    public async Task Two_users_of_the_same_name_are_no_suggestion()
    {
        await _target.AddUserAsync("Mehmet Demir", "one@contoso.example");
        await _target.AddUserAsync("Mehmet Demir", "two@contoso.example");
        OwnerEntry entry = await OneAsync("nobody@example.com", "Mehmet Demir");
        Assert.Equal((OwnerMatch.None, null), (entry.Match, entry.SuggestedUserId));
    }

    [Fact]
    public async Task A_disabled_user_is_no_owner_and_has_left()
    {
        Guid user = await _target.AddUserAsync("Ayşe Yıldız", "a@example.com", true, ("isdisabled", true));
        OwnerEntry entry = await OneAsync("a@example.com");
        Assert.Equal((OwnerStatus.UserDisabled, user, null, true), (entry.Status, entry.UserId, entry.Owner, entry.IsDeparted));
        Assert.Contains("disabled", entry.Reason);
    }

    [Theory]
    [InlineData(1, "administration")]
    [InlineData(3, "support")]
    [InlineData(4, "non-interactive")]
    [InlineData(5, "delegated")]
    public async Task A_user_nobody_works_with_is_no_owner(int accessMode, string word)
    {
        await _target.AddUserAsync("Ayşe Yıldız", "a@example.com", true, ("accessmode", accessMode));
        OwnerEntry entry = await OneAsync("a@example.com");
        Assert.Equal((OwnerStatus.UserNotInteractive, null), (entry.Status, entry.Owner));
        Assert.Contains(word, entry.Reason);
    }

    [Fact]
    public async Task An_application_user_is_no_owner()
    {
        await _target.AddUserAsync("Load Robot", "a@example.com", true, ("applicationid", Guid.NewGuid()));
        Assert.Equal(OwnerStatus.UserNotInteractive, (await OneAsync("a@example.com")).Status);
    }

    [Fact]
    public async Task A_user_without_a_role_is_no_owner_until_a_team_gives_one()
    {
        Guid user = await _target.AddUserAsync("Ayşe Yıldız", "a@example.com", role: false);
        OwnerEntry without = await OneAsync("a@example.com");
        Assert.Equal((OwnerStatus.WithoutRole, null), (without.Status, without.Owner));

        Guid team = await _target.AddTeamAsync("Dentists");
        await _target.Client.AssociateAsync("teams", team, "teammembership_association", "systemusers", user, CancellationToken.None);
        Assert.Equal(new Owner(user), (await OneAsync("a@example.com")).Owner);
    }

    [Fact]
    public async Task Of_two_users_of_an_address_the_one_who_can_own_does()
    {
        await _target.AddUserAsync("Ayşe Yıldız", "a@example.com", true, ("isdisabled", true));
        Guid now = await _target.AddUserAsync("Ayşe Yıldız", "a@example.com", true, ("domainname", "ayse2@example.com"));
        Assert.Equal(new Owner(now), (await OneAsync("a@example.com")).Owner);

        await _target.AddUserAsync("Ayşe Yıldız", "a@example.com", true, ("domainname", "ayse3@example.com"));
        Assert.Equal((OwnerStatus.Ambiguous, null), ((await OneAsync("a@example.com")).Status, (await OneAsync("a@example.com")).Owner));
    }

    [Fact]
    public async Task What_a_person_decided_goes_before_the_address()
    {
        await _target.AddUserAsync("Ayşe Yıldız", "a@example.com");
        Guid chosen = await _target.AddUserAsync("Can Kaya", "can@example.com");
        Guid team = await _target.AddTeamAsync("Dentists");
        Providers("1;Dt. Ayşe Yıldız;a@example.com", "2;Dt. Emre Aydın;", "3;Dt. Zeynep Kılıç;");
        OwnerMap owners = await ResolveAsync(new OwnerChoice("1", "can@example.com"), new OwnerChoice("Dt. Emre Aydın", "Dentists"), new OwnerChoice("3", chosen.ToString()));
        Assert.Equal([new Owner(chosen), new Owner(team, IsTeam: true), new Owner(chosen)], owners.Entries.Select(e => e.Owner!.Value));
        Assert.All(owners.Entries, e => Assert.Equal((OwnerStatus.Chosen, OwnerMatch.Map), (e.Status, e.Match)));
    }

    [Theory]
    [InlineData("gone@example.com", OwnerStatus.UserDisabled)]
    [InlineData("Empty", OwnerStatus.WithoutRole)]
    [InlineData("nobody@example.com", OwnerStatus.NoUser)]
    public async Task A_decision_that_cannot_be_followed_leaves_the_rows_to_the_fallback_owner(string choice, OwnerStatus status)
    {
        await _target.AddUserAsync("Ayşe Yıldız", "a@example.com");
        await _target.AddUserAsync("Gone Long", "gone@example.com", true, ("isdisabled", true));
        await _target.AddTeamAsync("Empty", role: false);
        Providers("1;Dt. Ayşe Yıldız;a@example.com");
        OwnerEntry entry = (await ResolveAsync(new OwnerChoice("1", choice))).Entries.Single();
        Assert.Equal((status, OwnerMatch.Map, null), (entry.Status, entry.Match, entry.Owner));
        Assert.StartsWith("The owner map is refused", entry.Reason);
    }

    [Fact]
    public async Task A_provider_twice_with_different_addresses_is_refused_until_a_person_decides()
    {
        Guid user = await _target.AddUserAsync("Ayşe Yıldız", "a@example.com");
        await _target.AddUserAsync("Ayşe Yıldız", "b@example.com");
        Providers("1;Dt. Ayşe Yıldız;a@example.com", "1;Dt. Ayşe Yıldız;b@example.com");
        OwnerEntry entry = (await ResolveAsync()).Entries.Single();
        Assert.Equal((OwnerStatus.Conflicting, null), (entry.Status, entry.Owner));
        Assert.Contains("different e-mail addresses", entry.Reason);
        Assert.Equal(new Owner(user), (await ResolveAsync(new OwnerChoice("1", "a@example.com"))).Entries.Single().Owner);
    }

    [Fact]
    public async Task A_provider_twice_with_one_address_is_one_provider()
    {
        Guid user = await _target.AddUserAsync("Ayşe Yıldız", "a@example.com");
        Providers("1;Dt. Ayşe Yıldız;a@example.com", "1;Dt. Ayşe Yıldız;A@EXAMPLE.COM");
        Assert.Equal(new Owner(user), (await ResolveAsync()).Entries.Single().Owner);
    }

    [Fact]
    public async Task One_person_under_two_codes_with_different_addresses_is_refused()
    {
        await _target.AddUserAsync("Ayşe Yıldız", "a@example.com");
        await _target.AddUserAsync("Ayşe Yıldız", "b@example.com");
        _export.Write("Hekimler.csv", "Hekim Kodu;Adı Soyadı;E-posta;Diploma No\n1;Dt. Ayşe Yıldız;a@example.com;2005-7\n9;Dt. A. Yıldız;b@example.com;2005-7\n");
        Assert.All((await ResolveAsync()).Entries, e => Assert.Equal((OwnerStatus.Conflicting, null), (e.Status, e.Owner)));
    }

    [Fact]
    public async Task Who_has_left_by_the_export_is_told_apart()
    {
        _export.Write(
            "Hekimler.csv",
            "Hekim Kodu;Adı Soyadı;E-posta;İşten Ayrılış;Durum\n1;Dt. A B;;31.03.2020;Aktif\n2;Dt. C D;;;Pasif\n3;Dt. E F;;31.03.2999;Aktif\n4;Dt. G H;;;Aktif\n");
        Assert.Equal([true, true, false, false], (await ResolveAsync()).Entries.Select(e => e.IsDeparted));
    }

    [Fact]
    public async Task Two_providers_of_one_name_own_by_code_alone()
    {
        await _target.AddUserAsync("Ayşe Yıldız", "a@example.com");
        Providers("1;Dt. Ayşe Yıldız;a@example.com", "2;Uzm. Dt. Ayşe Yıldız;");
        OwnerMap owners = await ResolveAsync();
        Assert.All(owners.Entries, e => Assert.True(owners.SharesName(e)));
        Assert.Null(owners.Find("Ayşe Yıldız"));
        Assert.NotNull(owners.Find("1")!.Owner);
    }

    [Theory]
    [InlineData("nobody@example.com", "FallbackOwnerNotFound")]
    [InlineData("gone@example.com", "FallbackOwnerDisabled")]
    [InlineData("robot@example.com", "FallbackOwnerUnfit")]
    [InlineData("Empty", "FallbackOwnerUnfit")]
    [InlineData("twice@example.com", "FallbackOwnerAmbiguous")]
    public async Task A_fallback_owner_that_cannot_own_is_refused(string fallback, string code)
    {
        await _target.AddUserAsync("Gone Long", "gone@example.com", true, ("isdisabled", true));
        await _target.AddUserAsync("Load Robot", "robot@example.com", true, ("accessmode", 4));
        await _target.AddUserAsync("Twice One", "twice@example.com");
        await _target.AddUserAsync("Twice Two", "twice@example.com", true, ("domainname", "other@example.com"));
        await _target.AddTeamAsync("Empty", role: false);
        using ISource source = _export.Open();
        MigrationException refused = await Assert.ThrowsAsync<MigrationException>(
            () => OwnerResolver.ResolveAsync(source.Read("provider", CancellationToken.None), fallback, _target.Client, CancellationToken.None));
        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public async Task A_team_can_be_the_fallback_owner()
    {
        Guid team = await _target.AddTeamAsync("Practice");
        using ISource source = _export.Open();
        OwnerMap owners = await OwnerResolver.ResolveAsync(source.Read("provider", CancellationToken.None), "Practice", _target.Client, CancellationToken.None);
        Assert.Equal((new Owner(team, IsTeam: true), "Practice"), (owners.Fallback, owners.FallbackName));
    }

    [Fact]
    public async Task A_file_of_decisions_that_names_a_provider_twice_is_refused()
    {
        MigrationException refused = await Assert.ThrowsAsync<MigrationException>(
            () => ResolveAsync(new OwnerChoice("1", "a@example.com"), new OwnerChoice("1", "b@example.com")));
        Assert.Equal("OwnerMapInvalid", refused.Code);
    }

    [Fact]
    public void Decisions_are_read_from_what_a_spreadsheet_writes()
    {
        string file = _folder.File("owners.csv");
        File.WriteAllText(file, "\uFEFFProvider;Name;Owner\n*;fallback;x@example.com\n1;\"Kaya; Can\";can@example.com\n2;Nobody;\n");
        Assert.Equal([new OwnerChoice("1", "can@example.com")], OwnerChoiceFile.Read(file));
        File.WriteAllText(file, "a,b\n1,2\n");
        Assert.Equal("OwnerMapUnreadable", Assert.Throws<MigrationException>(() => OwnerChoiceFile.Read(file)).Code);
    }

    private void Providers(params string[] lines) => _export.Write("Hekimler.csv", $"Hekim Kodu;Adı Soyadı;E-posta\n{string.Join('\n', lines)}\n");

    private async Task<OwnerEntry> OneAsync(string address, string name = "Dt. Ayşe Yıldız")
    {
        Providers($"1;{name};{address}");
        return (await ResolveAsync()).Entries.Single();
    }

    private async Task<OwnerMap> ResolveAsync(params OwnerChoice[] choices)
    {
        using ISource source = _export.Open();
        return await OwnerResolver.ResolveAsync(
            source.Read("provider", CancellationToken.None), Admin, choices, _target.Client, TimeProvider.System, CancellationToken.None);
    }
}
