using System.Text;
using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Testing;

/// <summary>Answers come damaged where that was asked for, in each of the ways, and after the work was done.</summary>
public sealed class CorruptionTests : DataverseTest
{
    [Fact]
    public async Task Every_answer_is_damaged_in_one_of_four_ways()
    {
        string whole = (await Get("WhoAmI")).Is(200).Body;
        (await Post("http://localhost/emulator/faults", """{"corrupt":1,"seed":5}""")).Is(204);
        var ways = new HashSet<string>();
        for (int i = 0; i < 60; i++)
        {
            EmulatorResponse answer = await Ask("GET", "WhoAmI", null);
            string body = Encoding.Latin1.GetString(answer.Body.Span);
            Assert.NotEqual(whole, body);
            ways.Add(answer.DeclaredLength > answer.Body.Length ? "length" : answer.Body.Length < whole.Length ? "cut" : body.Contains('\0') ? "rubbish" : "none");
            const string Batch = "--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nGET /api/data/v9.2/WhoAmI HTTP/1.1\r\n\r\n\r\n--b--\r\n";
            EmulatorResponse parts = await Ask("POST", "$batch", Batch);
            ways.Add(parts.DeclaredLength is null && Encoding.Latin1.GetString(parts.Body.Span) is var text && text.Contains("--batchresponse_", StringComparison.Ordinal)
                && !text.TrimEnd().EndsWith("--", StringComparison.Ordinal) && text.Contains('\0') ? "boundary" : "other");
        }

        Assert.Superset(new HashSet<string> { "length", "cut", "rubbish", "boundary" }, ways);
        Assert.DoesNotContain("none", ways);
    }

    [Fact]
    public async Task What_was_asked_is_done_all_the_same_and_an_answer_without_a_body_does_not_come()
    {
        (await Post("http://localhost/emulator/faults", """{"corrupt":1}""")).Is(204);
        Assert.True((await Ask("POST", "accounts", """{"name":"a"}""")).Aborted);
        (await Delete("http://localhost/emulator/faults")).Is(204);
        Assert.Equal("a", (await Get("accounts?$select=name")).Value.Single()!["name"]!.ToString());
    }

    private Task<EmulatorResponse> Ask(string method, string url, string? body) => Dataverse.HandleAsync(new EmulatorRequest(
        method,
        new Uri(new Uri("http://localhost/api/data/v9.2/"), url),
        [new("Content-Type", url == "$batch" ? "multipart/mixed;boundary=b" : "application/json")],
        body is null ? Stream.Null : new MemoryStream(Encoding.UTF8.GetBytes(body))));
}
