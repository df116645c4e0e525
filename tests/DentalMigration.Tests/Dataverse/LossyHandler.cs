namespace DentalMigration.Tests.Dataverse;

/// <summary>Carries requests on and loses the answer of some after they were carried out.</summary>
internal sealed class LossyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>Whether the answer to a request is lost, by the request and how many have gone before it.</summary>
    public Func<HttpRequestMessage, int, bool> Loses { get; set; } = (_, _) => false;

    /// <summary>Requests so far.</summary>
    public int Count { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
        if (Loses(request, Count++))
        {
            answer.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost.");
        }
        return answer;
    }
}
