using System.Text;
using DentalMigration.Sources;
using DentalMigration.Sources.Profiles;
using DentalMigration.Sources.Rest;
using DentalMigration.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace DentalMigration.Tests.Sources.Endpoints;

public class RestSourceTests
{
    [Fact]
    public async Task Values_are_read_by_dotted_path_and_type()
    {
        await using RestServer server = await RestServer.PatientsAsync(c => RestServer.JsonAsync(c, "\ufeff" + """
            [{"id": "007", "name": {"first": "Ayşe", "last": "Çelik"}, "born": "1987-03-05T00:00:00Z", "Balance": 1250.75, "Age": 38,
              "Created On": "2024-01-05T22:30:00Z", "Notes": ["a", "b"], "deep": {"list": [{"x": 1}]}},
             {"id": 8, "name": {"first": "Can", "last": "Ak"}, "born": null, "city": "İzmir"}]
            """));
        using RestSource source = await server.OpenAsync(new ProfileObject("patient", Path: "patients", Columns: new Dictionary<string, ProfileColumn>
        {
            ["id"] = new("patient_id"), ["name.first"] = new("first_name"), ["name.last"] = new("last_name"), ["born"] = new("birth_date"),
        }));

        List<SourceRecord> patients = await RestServer.ReadAsync(source);

        Assert.Equal("127.0.0.1", source.Name);
        Assert.Equal(["007", "8"], patients.Select(p => p.Key));
        Assert.Equal("Ayşe", patients[0].Read("first_name").Value);
        Assert.Equal(new DateOnly(1987, 3, 5), patients[0].Read("birth_date").Value);
        Assert.Equal(1250.75m, patients[0].Read("balance").Value);
        Assert.Equal(38L, patients[0].Read("age").Value);
        Assert.Equal(new DateTime(2024, 1, 6, 1, 30, 0), patients[0].Read("created_on").Value);
        Assert.Equal("a, b", patients[0].Read("notes").Value);
        Assert.Equal(default, patients[1].Read("birth_date"));
        Assert.Equal("İzmir", patients[1].Read("city").Value);
    }

    [Fact]
    public async Task A_busy_server_is_waited_for_as_long_as_it_asks_and_a_failing_one_is_asked_again()
    {
        int asked = 0;
        await using RestServer server = await RestServer.PatientsAsync(c =>
        {
            switch (Interlocked.Increment(ref asked))
            {
                case <= 12:
                    c.Response.Headers.RetryAfter = "2";
                    return RestServer.StatusAsync(c, asked % 2 == 0 ? 429 : 503);
                case 13:
                    return RestServer.StatusAsync(c, 502);
                case 14:
                    c.Abort();
                    return Task.CompletedTask;
                default:
                    return RestServer.JsonAsync(c, RestServer.Page(1, 3));
            }
        });
        using RestSource source = await server.OpenAsync();

        Assert.Equal(15, asked);
        Assert.Equal(3, (await RestServer.ReadAsync(source)).Count);
    }

    [Fact]
    public async Task A_connection_lost_within_a_page_costs_no_record_and_repeats_none()
    {
        const int all = 100_000;
        byte[] page = Encoding.UTF8.GetBytes(RestServer.Page(1, all));
        int asked = 0;
        await using RestServer server = await RestServer.PatientsAsync(async c =>
        {
            c.Response.ContentType = "application/json";
            c.Response.ContentLength = page.Length;
            if (Interlocked.Increment(ref asked) % 2 == 0)
            {
                // More than is read ahead has gone out.
                await c.Response.Body.WriteAsync(page.AsMemory(0, page.Length - 1000));
                await c.Response.Body.FlushAsync();
                c.Abort();
                return;
            }

            await c.Response.Body.WriteAsync(page);
        });
        Assert.True(page.Length > 5 * 1024 * 1024, "The page must be larger than what is read ahead.");
        using RestSource source = await server.OpenAsync();

        Assert.Equal(Enumerable.Range(1, all).Select(i => $"{i}"), (await RestServer.ReadAsync(source)).Select(p => p.Key));
        Assert.True(asked >= 3);
    }

    [Theory]
    [InlineData("text/html", "<html>Sign in</html>", "SourceMalformed")]
    [InlineData("application/json", "[{\"Patient ID\": 1", "SourceMalformed")]
    [InlineData("application/json", "{\"rows\": []}", "SourceMalformed")]
    [InlineData("application/json", "[1, 2]", "SourceMalformed")]
    public async Task An_answer_that_holds_no_records_is_a_fault_of_its_object_alone(string type, string body, string code)
    {
        await using RestServer server = await RestServer.PatientsAsync(c =>
        {
            c.Response.ContentType = type;
            return c.Response.WriteAsync(body);
        });
        using RestSource source = await server.OpenAsync();

        SourceFault fault = Assert.Single(source.Faults);
        Assert.Equal(("patient", code), (fault.Object, fault.Code));
        Assert.Single(await RestServer.ReadAsync(source, "provider"));
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_a_fault_of_its_object_alone()
    {
        await using RestServer server = await RestServer.PatientsAsync(c => RestServer.JsonAsync(c, RestServer.Page(1, 1)));
        using RestSource source = await server.OpenAsync(new ProfileObject("patient", Path: "hastalar"));

        Assert.Equal("SourcePathNotFound", Assert.Single(source.Faults).Code);
        Assert.True(source.Has("practice"));
    }

    [Fact]
    public async Task Credentials_go_with_every_request_and_a_refusal_says_so()
    {
        string expected = "";
        await using RestServer server = await RestServer.PatientsAsync(c =>
            c.Request.Headers.Authorization == expected || c.Request.Headers["X-Key"] == expected ? RestServer.JsonAsync(c, RestServer.Page(1, 2)) : RestServer.StatusAsync(c, 401));
        foreach ((RestSignIn signIn, string header) in new[]
        {
            (RestSignIn.Basic("ayşe", RestServer.Secret("şifre")), "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("ayşe:şifre"))),
            (RestSignIn.Bearer(RestServer.Secret("t0k3n")), "Bearer t0k3n"),
            (RestSignIn.ApiKey("X-Key", RestServer.Secret("k3y")), "k3y"),
        })
        {
            expected = header;
            using RestSource source = await server.OpenAsync(signIn: signIn);
            Assert.Equal(2, (await RestServer.ReadAsync(source)).Count);
        }

        expected = "something else";
        MigrationException e = await Assert.ThrowsAsync<MigrationException>(() => server.OpenAsync(signIn: RestSignIn.Bearer(RestServer.Secret("t0k3n"))));
        Assert.Equal("SignInFailed", e.Code);
        Assert.DoesNotContain("t0k3n", e.ToString());
    }

    [Fact]
    public async Task Requests_under_way_are_bounded_over_all_objects()
    {
        int now = 0;
        int most = 0;
        await using RestServer server = await RestServer.StartAsync(async c =>
        {
            int running = Interlocked.Increment(ref now);
            InterlockedMax(ref most, running);
            await Task.Yield();
            await RestServer.JsonAsync(c, c.Request.Path == "/api/patients" ? RestServer.Page(1, 50) : """[{"Clinic ID": "K1", "Clinic Name": "Ege", "Provider ID": 1}]""");
            Interlocked.Decrement(ref now);
        });
        using RestSource source = await server.OpenAsync(parallelism: 2);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RestServer.ReadAsync(source)));

        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task A_value_that_only_later_records_have_is_not_lost_unseen()
    {
        string page = RestServer.Page(1, 5000)[..^1] + """, {"Patient ID": 5001, "First Name": "A", "Last Name": "B", "Birth Date": "1990-01-02"}]""";
        await using RestServer server = await RestServer.PatientsAsync(c => RestServer.JsonAsync(c, page));
        using RestSource unaware = await server.OpenAsync();
        using RestSource aware = await server.OpenAsync(new ProfileObject("patient", Path: "patients", Columns: new Dictionary<string, ProfileColumn> { ["Birth Date"] = new("birth_date") }));

        MigrationException e = await Assert.ThrowsAsync<MigrationException>(() => RestServer.ReadAsync(unaware));
        Assert.Equal("SourceChanged", e.Code);
        Assert.Equal(new DateOnly(1990, 1, 2), (await RestServer.ReadAsync(aware))[^1].Read("birth_date").Value);
    }

    [Fact]
    public async Task Plain_http_is_for_this_machine_and_a_profile_is_needed()
    {
        foreach ((Uri url, ProfileDocument? profile, string code) in new[]
        {
            (new Uri("http://clinic.example/api"), RestServer.Profile(new ProfileObject("patient", Path: "patients")), "InsecureUrl"),
            (new Uri("https://clinic.example/api"), null, "ProfileNeeded"),
            (new Uri("https://clinic.example/api"), new ProfileDocument("dentes", [new ProfileObject("patient", Table: "x")]), "ProfileInvalid"),
            (new Uri("http://127.0.0.1/api"), new ProfileDocument("dentes", [new ProfileObject("patient", Path: "https://elsewhere.example/x")]), "ProfileInvalid"),
            (new Uri("http://127.0.0.1:1/"), RestServer.Profile(new ProfileObject("patient", Path: "patients")), "SourceUnreachable"),
        })
        {
            MigrationException e = await Assert.ThrowsAsync<MigrationException>(() => RestSource.OpenAsync(
                new RestOptions(url) { Clock = HastyClock.Instance }, ExportFolder.Catalog, TimeZoneInfo.Utc, profile, TestContext.Current.CancellationToken));
            Assert.Equal(code, e.Code);
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            if (Interlocked.CompareExchange(ref most, value, seen) == seen)
            {
                return;
            }
        }
    }
}
