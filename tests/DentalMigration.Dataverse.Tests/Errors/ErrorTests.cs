using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Errors;

public class ErrorTests : ClientTest
{
    [Fact]
    public async Task The_services_code_and_text_are_kept_but_the_message_holds_no_values()
    {
        Server.Answers(Reply.Error(412, "0x80060892", "A record with the same value for Ayse Yilmaz already exists."));
        DataverseException e = await FailAsync("contacts(new_sourceid='Ayse')?$filter=lastname eq 'Yilmaz'");
        Assert.Equal("GET contacts: Dataverse answered 412, 0x80060892 (AlternateKeyViolated).", e.Message);
        Assert.Equal("A record with the same value for Ayse Yilmaz already exists.", e.Error!.Message);
        Assert.Equal(DataverseErrorCodes.AlternateKeyViolated, e.Code);
    }

    [Theory]
    [InlineData("", "Http400", null)]
    [InlineData("<html>no</html>", "Http400", "<html>no</html>")]
    [InlineData("{\"Message\":\"No HTTP resource was found\"}", "Http400", "No HTTP resource was found")]
    [InlineData("{\"error\":{\"code\":\"\",\"message\":\"old\"}}", "Http400", "old")]
    [InlineData("{\"error\":{\"code\":\"0x80040217\"}}", "0x80040217", "")]
    [InlineData("[1]", "Http400", "[1]")]
    [InlineData("{\"error\":", "Http400", "{\"error\":")]
    public async Task Any_body_makes_a_readable_error(string body, string code, string? text)
    {
        Server.Answers(Reply.With(400, body));
        DataverseException e = await FailAsync("contacts");
        Assert.Equal(code, e.Code);
        Assert.Equal(text, e.Error?.Message);
    }

    [Fact]
    public async Task A_success_that_is_not_JSON_is_an_error_of_its_own()
    {
        Server.Answers(Reply.With(200, "<html>signed out</html>"));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => Client.WhoAmIAsync(CancellationToken.None));
        Assert.Equal(DataverseErrorCodes.InvalidResponse, e.Code);
    }

    [Fact]
    public void Codes_are_known_by_name_whatever_their_case()
    {
        Assert.Equal(nameof(DataverseErrorCodes.InvalidPayload), DataverseErrorCodes.NameOf("0x80048D19"));
        Assert.Null(DataverseErrorCodes.NameOf("0x1"));
    }

    private Task<DataverseException> FailAsync(string url) => Assert.ThrowsAsync<DataverseException>(
        () => Client.SendAsync(new DataverseRequest(HttpMethod.Get, url), CancellationToken.None));
}
