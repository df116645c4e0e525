namespace DentalMigration.Dataverse;

/// <summary>The body of an answer, whose failures are <see cref="DataverseException"/>s.</summary>
internal sealed class AnswerStream(Stream inner, Attempt attempt, bool limitEachRead) : ForwardStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!limitEachRead)
        {
            return await attempt.RunAsync(token => inner.ReadAsync(buffer, token), cancellationToken);
        }
        attempt.Restart();
        int read = await attempt.RunAsync(token => inner.ReadAsync(buffer, token), cancellationToken);
        attempt.Pause();
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
