using System.Net;

namespace DentalMigration.Tests.Support;

/// <summary>Loses requests and answers on purpose: before the server saw them, or after it carried them out.</summary>
public sealed class FaultyHandler(HttpMessageHandler inner, int seed, double lostBefore, double lostAfter, double refused) : DelegatingHandler(inner)
{
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();

    /// <summary>How many faults were made.</summary>
    public int Faults { get; private set; }

    /// <summary>False lets everything through.</summary>
    public bool IsActive { get; set; } = true;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        double chance = Draw();
        if (chance < lostBefore)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "lost on the way there");
        }

        if (chance < lostBefore + refused)
        {
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { RequestMessage = request, Content = new StringContent("") };
        }

        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
        if (chance < lostBefore + refused + lostAfter)
        {
            answer.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "lost on the way back");
        }

        return answer;
    }

    private double Draw()
    {
        lock (_gate)
        {
            double chance = IsActive ? _random.NextDouble() : 1;
            Faults += chance < lostBefore + refused + lostAfter ? 1 : 0;
            return chance;
        }
    }
}
