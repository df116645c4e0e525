namespace DentalMigration.Benchmarks.Load;

/// <summary>A load that was recorded.</summary>
/// <param name="File">The recording.</param>
/// <param name="Rows">Rows created.</param>
/// <param name="Requests">Requests that wrote.</param>
/// <param name="Steps">Those of them that are second steps, which a create cannot do: states, links within a table.</param>
/// <param name="Columns">Columns of a row of the largest table, on average.</param>
internal sealed record RecordedLoad(string File, long Rows, int Requests, int Steps, double Columns)
{
    public static RecordedLoad Of(string file, long rows)
    {
        IReadOnlyList<RecordedRequest> requests = Recording.Read(file);
        return new RecordedLoad(file, rows, requests.Count, requests.Count(r => !r.IsCreate), Recording.Columns(requests));
    }
}
