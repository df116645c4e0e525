using System.Collections.Concurrent;
using System.Net;
using System.Security;
using DentalMigration.Sources;
using DentalMigration.Sources.Profiles;
using DentalMigration.Sources.Rest;
using DentalMigration.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DentalMigration.Tests.Sources.Endpoints;

/// <summary>A real server on this machine that answers as the test says, and remembers what it was asked.</summary>
internal sealed class RestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RestServer(WebApplication app) => _app = app;

    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Url => new(_app.Urls.First() + "/api");

    public static async Task<RestServer> StartAsync(Func<HttpContext, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var server = new RestServer(app);
        app.Run(context =>
        {
            server.Requests.Enqueue(context.Request.Path + context.Request.QueryString);
            return answer(context);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>A server that gives patients, and practices and providers besides.</summary>
    public static Task<RestServer> PatientsAsync(Func<HttpContext, Task> patients) => StartAsync(context => context.Request.Path.Value switch
    {
        "/api/patients" => patients(context),
        "/api/clinics" => JsonAsync(context, """[{"Clinic ID": "K1", "Clinic Name": "Ege"}]"""),
        "/api/dentists" => JsonAsync(context, """[{"Provider ID": 1, "Full Name": "Dt. Mehmet Demir"}]"""),
        _ => StatusAsync(context, 404),
    });

    public static Task JsonAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(json);
    }

    public static Task StatusAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>Patients with these numbers, as JSON.</summary>
    public static string Page(int first, int count) =>
        $"[{string.Join(',', Enumerable.Range(first, Math.Max(count, 0)).Select(i => $$"""{"Patient ID": {{i}}, "First Name": "Ad{{i}}", "Last Name": "Soy"}"""))}]";

    public static ProfileDocument Profile(ProfileObject patients) => new("dentes",
        [new ProfileObject("practice", Path: "clinics"), new ProfileObject("provider", Path: "/dentists"), patients]);

    public Task<RestSource> OpenAsync(ProfileObject? patients = null, RestSignIn? signIn = null, ProfileFiles? files = null, int parallelism = 4) => RestSource.OpenAsync(
        new RestOptions(Url) { SignIn = signIn ?? RestSignIn.None, Clock = HastyClock.Instance, Parallelism = parallelism },
        ExportFolder.Catalog,
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Istanbul"),
        Profile(patients ?? new ProfileObject("patient", Path: "patients")) with { Files = files },
        TestContext.Current.CancellationToken);

    public static async Task<List<SourceRecord>> ReadAsync(ISource source, string objectName = "patient") =>
        await source.Read(objectName, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    public static SecureString Secret(string text) => new NetworkCredential("", text).SecurePassword;

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
