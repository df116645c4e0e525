using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DentalMigration.Tests.Mapping.Assistant;

/// <summary>A chat endpoint on this machine that answers as the test says, and keeps every request whole: address, headers and body.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ChatServer(WebApplication app) => _app = app;

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The questions that were asked, as the model reads them.</summary>
    public IEnumerable<JsonElement> Questions => Requests.Select(r => JsonDocument.Parse(r[r.IndexOf("\n\n", StringComparison.Ordinal)..]).RootElement)
        .Select(b => JsonDocument.Parse(b.GetProperty("messages")[1].GetProperty("content").GetString()!).RootElement);

    public Uri Url => new(_app.Urls.First() + "/v1");

    public static async Task<ChatServer> StartAsync(Func<HttpContext, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var server = new ChatServer(app);
        app.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            string headers = string.Join("\n", context.Request.Headers.Select(h => $"{h.Key}: {h.Value}"));
            server.Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}\n{headers}\n\n{await body.ReadToEndAsync(context.RequestAborted)}");
            await answer(context);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>A model that says this text.</summary>
    public static Task<ChatServer> SayingAsync(string content) => StartAsync(context => SayAsync(context, content));

    public static Task SayAsync(HttpContext context, string content)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new { choices = new[] { new { message = new { role = "assistant", content } } } }), context.RequestAborted);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
