using System.Net;
using DentalMigration.Emulator;

namespace DentalMigration.Hosting;

/// <summary>Carries requests of an <see cref="HttpClient"/> to an embedded Dataverse in the same process: the same bytes, no socket.</summary>
/// <param name="dataverse">The embedded Dataverse; not disposed with the handler.</param>
public sealed class EmulatorHandler(EmbeddedDataverse dataverse) : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = new List<KeyValuePair<string, string>>();
        AddHeaders(headers, request.Headers);
        Stream body = Stream.Null;
        if (request.Content is not null)
        {
            AddHeaders(headers, request.Content.Headers);
            body = await request.Content.ReadAsStreamAsync(cancellationToken);
        }

        await using (body)
        {
            EmulatorResponse answer = await dataverse.HandleAsync(
                new EmulatorRequest(request.Method.Method, request.RequestUri!, headers, body), cancellationToken);
            return answer.Aborted
                ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "The embedded Dataverse dropped the connection.")
                : Convert(answer, request);
        }
    }

    private static void AddHeaders(List<KeyValuePair<string, string>> list, System.Net.Http.Headers.HttpHeaders headers)
    {
        foreach (KeyValuePair<string, System.Net.Http.Headers.HeaderStringValues> header in headers.NonValidated)
        {
            list.Add(new KeyValuePair<string, string>(header.Key, header.Value.ToString()));
        }
    }

    private static HttpResponseMessage Convert(EmulatorResponse answer, HttpRequestMessage request)
    {
        var response = new HttpResponseMessage((HttpStatusCode)answer.StatusCode)
        {
            RequestMessage = request,
            Content = answer.DeclaredLength is null ? new ReadOnlyMemoryContent(answer.Body) : new StreamContent(new BrokenBody(answer.Body)),
        };
        foreach ((string name, string value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}
