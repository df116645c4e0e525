namespace DentalMigration.Dataverse;

/// <summary>An answer whose head has come and whose body has not been read. Disposing it gives the connection back.</summary>
internal sealed class Answer(HttpResponseMessage message, Attempt attempt) : IDisposable
{
    public int Status => (int)message.StatusCode;

    public string? ContentType => message.Content.Headers.ContentType?.ToString();

    /// <summary>The length of the body in bytes, if the service told it.</summary>
    public long? ContentLength => message.Content.Headers.ContentLength;

    public string? Header(string name) =>
        message.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(',', values) : null;

    /// <summary>Reads the body to its end, within the attempt's time limit.</summary>
    public async Task<DataverseResponse> ReadAsync(CancellationToken ct)
    {
        byte[] body = await attempt.RunAsync(token => new ValueTask<byte[]>(message.Content.ReadAsByteArrayAsync(token)), ct);
        return new DataverseResponse(Status, message.Headers, ContentType, body);
    }

    /// <summary>The body as it comes; its failures are those of the attempt.</summary>
    /// <param name="limitEachRead">Whether the time limit is for each piece, as the caller sets the pace, and not for the whole.</param>
    /// <param name="ct">Stops the waiting.</param>
    public async Task<Stream> OpenAsync(bool limitEachRead, CancellationToken ct) =>
        new AnswerStream(
            await attempt.RunAsync(token => new ValueTask<Stream>(message.Content.ReadAsStreamAsync(token)), ct), attempt, limitEachRead);

    public void Dispose()
    {
        message.Dispose();
        attempt.Dispose();
    }
}
