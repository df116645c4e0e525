namespace DentalMigration.Emulator.Tests.Harness;

/// <summary>Carries real request bytes from HttpClient to the emulator and back.</summary>
internal sealed class EmulatorHandler(EmbeddedDataverse dataverse) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .Select(h => new KeyValuePair<string, string>(h.Key, string.Join(",", h.Value))).ToList();
        using Stream body = request.Content is null ? Stream.Null : await request.Content.ReadAsStreamAsync(cancellationToken);
        EmulatorResponse answer = await dataverse.HandleAsync(new(request.Method.Method, request.RequestUri!, headers, body), cancellationToken);
        if (answer.Aborted)
        {
            throw new HttpRequestException("The connection was dropped.");
        }
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)answer.StatusCode) { Content = new ReadOnlyMemoryContent(answer.Body), RequestMessage = request };
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
