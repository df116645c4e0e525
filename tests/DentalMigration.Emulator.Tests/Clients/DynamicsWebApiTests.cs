using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Clients;

/// <summary>A public JavaScript client, unmodified, works against <c>serve</c>.</summary>
public sealed class DynamicsWebApiTests
{
    private const string Version = "2.5.0";

    private static readonly string[] Steps =
    [
        "create", "retrieve", "upsert", "update", "delete", "batch with change set", "retrieveMultiple with paging", "count", "fetch", "fetchAll", "associate",
        "createEntity", "createAttribute", "createRelationship", "uploadFile and downloadFile", "callAction", "callFunction", "retrieveCsdlMetadata",
    ];

    [Fact]
    [Documented("DWA", "dynamics-web-api does every kind of call against serve")]
    public async Task The_npm_package_dynamics_web_api_works_unmodified()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string folder = await NodePackage.FindAsync("dynamics-web-api", Version, cancellation);
        using ServeProcess serve = await ServeProcess.StartAsync(cancellation);
        string driver = Path.Combine(AppContext.BaseDirectory, "Clients", "dynamics-web-api.mjs");
        (int code, string output, string errors) = await NodePackage.RunAsync("node", [driver, folder, serve.Url], cancellation);
        Assert.True(code == 0, output + errors);
        Assert.Equal(Steps.Select(s => "ok " + s), output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
