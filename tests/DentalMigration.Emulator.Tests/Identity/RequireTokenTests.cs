using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Identity;

/// <summary>An organization that asks for tokens.</summary>
public sealed class RequireTokenTests() : DataverseTest(new() { RequireToken = true })
{
    [Fact]
    [Documented("PD:webapi/compose-http-requests-handle-errors.md", "401 Unauthorized without a token")]
    public async Task No_token_is_401()
    {
        Reply reply = (await Get("WhoAmI")).Is(401);
        Assert.Equal("Bearer", reply.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_token_of_a_stranger_is_403() => (await Get("WhoAmI", ("Authorization", "Bearer stranger@fabrikam.com"))).Is(403, "0x80072560");

    [Fact]
    public async Task A_token_of_a_user_is_fine() => (await Get("WhoAmI", ("Authorization", "Bearer admin@contoso.com"))).Is(200);
}
