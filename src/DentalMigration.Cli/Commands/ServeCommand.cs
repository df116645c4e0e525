using System.CommandLine;
using System.Net;
using DentalMigration.Emulator;
using DentalMigration.Emulator.Throttling;
using DentalMigration.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace DentalMigration.Cli.Commands;

/// <summary><c>serve</c>: the embedded Dataverse for other processes and clients, over Kestrel.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "File of the organisation; made when missing.", Required = true, HelpName = "FILE" };
        var urls = new Option<string>("--urls") { Description = "Address to listen on; this machine only.", DefaultValueFactory = _ => "http://127.0.0.1:5555", HelpName = "URL" };
        var users = new Option<string?>("--users") { Description = "Users for a new organisation: CSV fullname,email,isdisabled.", HelpName = "FILE" };
        var currency = new Option<string>("--currency") { Description = "Base currency of a new organisation.", DefaultValueFactory = _ => "TRY", HelpName = "CODE" };
        var token = new Option<bool>("--require-token") { Description = "Answer 401 to requests without a bearer token that names a user." };
        var limits = new Option<string>("--limits")
        {
            Description = "Service protection limits: none; documented (6,000 requests, 20 minutes, 52 at once, over 5 minutes); documented/30 for the same rates over a thirtieth of the time.",
            DefaultValueFactory = _ => "none",
            HelpName = "LIMITS",
        };
        var command = new Command("serve", "Serves an embedded Dataverse to any Web API client.") { data, urls, users, currency, token, limits };
        command.SetAction((parsed, stop) => Guarded.RunAsync(async () =>
        {
            var options = new EmbeddedDataverseOptions
            {
                BaseCurrencyCode = parsed.GetValue(currency)!,
                Limits = LimitsOf(parsed.GetValue(limits)!),
                RequireToken = parsed.GetValue(token),
                Users = parsed.GetValue(users) is { } file ? TargetUsers.Read(file) : [],
            };
            await RunAsync(parsed.GetValue(data)!, parsed.GetValue(urls)!, options, stop);
            return ExitCode.Done;
        }));
        return command;
    }

    private static ServiceLimits? LimitsOf(string text) => ServiceLimits.TryParse(text, out ServiceLimits? limits)
        ? limits
        : throw new MigrationException("LimitsUnknown", $"'{text}' names no limits. Say none, documented, or documented/N where N divides 300, such as documented/30.");

    private static async Task RunAsync(string path, string url, EmbeddedDataverseOptions options, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || !address.IsLoopback)
        {
            throw new MigrationException("UrlNotLocal", $"'{url}' is not on this machine. The embedded Dataverse holds patients and has no sign-in, so it listens on loopback only.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        EmbeddedDataverse dataverse;
        try
        {
            dataverse = EmbeddedDataverse.Open(path, options);
        }
        catch (EmbeddedDataverseException e)
        {
            throw new MigrationException(e.Code, e.Message, e);
        }

        using (dataverse)
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls(url).ConfigureKestrel(k =>
            {
                k.AddServerHeader = false;
                k.Limits.MaxRequestBodySize = null;
                k.Limits.MaxRequestLineSize = 70_000; // GET URLs up to 32 KB are allowed, longer ones are answered, not cut off
                k.Limits.MaxRequestBufferSize = 1_048_576;
            });
            await using WebApplication app = builder.Build();
            app.Run(context => HandleAsync(dataverse, context));
            await app.StartAsync(cancellationToken);
            Guide(app.Urls.First(), path, options.RequireToken);
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                await app.StopAsync(CancellationToken.None);
            }
        }
    }

    private static async Task HandleAsync(EmbeddedDataverse dataverse, HttpContext context)
    {
        HttpRequest request = context.Request;
        var headers = new List<KeyValuePair<string, string>>();
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in request.Headers)
        {
            headers.Add(new KeyValuePair<string, string>(name, values.ToString()));
        }

        string target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var url = new Uri(target.StartsWith('/') ? $"{request.Scheme}://{request.Host}{target}" : target);
        EmulatorResponse answer = await dataverse.HandleAsync(new EmulatorRequest(request.Method, url, headers, request.Body), context.RequestAborted);
        if (answer.Aborted)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.StatusCode;
        foreach ((string name, string value) in answer.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        if (answer.Body.Length > 0 && answer.StatusCode is not ((int)HttpStatusCode.NoContent or (int)HttpStatusCode.NotModified))
        {
            context.Response.ContentLength = answer.DeclaredLength ?? answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
            if (answer.DeclaredLength is not null)
            {
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
            }
        }
    }

    private static void Guide(string url, string path, bool requireToken)
    {
        Console.WriteLine($"Serving {Path.GetFileName(path)} on {url}");
        Console.WriteLine($"  Web API    {url}/api/data/v9.2/");
        Console.WriteLine(requireToken
            ? "  sign-in    the bearer token is a user's e-mail, id or application id, such as admin@contoso.com"
            : "  sign-in    none needed: you are the administrator admin@contoso.com unless the bearer token names another user");
        Console.WriteLine($"  try        curl {url}/api/data/v9.2/WhoAmI");
        Console.WriteLine($"  migrate    dental-migration migrate --system dentes --source DIR --url {url} --ledger FILE --accept-default-map WHO --fallback-owner admin@contoso.com");
        Console.WriteLine($"  PowerShell Connect-Dataverse -Url {url}");
        Console.WriteLine($"  proofs     {url}/emulator/digest  {url}/emulator/stats");
        Console.WriteLine("Ctrl+C stops it; what was answered is on disk.");
        Console.Out.Flush();
    }
}
