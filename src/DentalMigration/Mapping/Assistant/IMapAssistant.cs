namespace DentalMigration.Mapping.Assistant;

/// <summary>Somebody who can be asked which of its candidates a header is. It is told headers, types and shapes, never a value.</summary>
public interface IMapAssistant
{
    /// <summary>Orders the candidates of some headers. What it does not answer stays as it is.</summary>
    /// <param name="question">The headers.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <exception cref="MigrationException"><c>AssistantFailed</c>: there is no answer, or none that can be read.</exception>
    Task<IReadOnlyList<AssistantRanking>> RankAsync(AssistantQuestion question, CancellationToken cancellationToken);
}

/// <summary>The headers of one place that are not sure.</summary>
/// <param name="System">Short name of the system.</param>
/// <param name="Object">The object the place is taken for.</param>
/// <param name="Headers">The headers.</param>
public sealed record AssistantQuestion(string System, string Object, IReadOnlyList<AssistantHeader> Headers);

/// <summary>One header.</summary>
/// <param name="Id">Its number in the question.</param>
/// <param name="Header">As written; masked where it looks like a value.</param>
/// <param name="Type">The type its values show.</param>
/// <param name="Shapes">What its values look like: <c>Aaaaa</c>, <c>99.99.9999</c>.</param>
/// <param name="Candidates">The fields it may be, best first.</param>
public sealed record AssistantHeader(int Id, string Header, string Type, IReadOnlyList<string> Shapes, IReadOnlyList<string> Candidates);

/// <summary>An answer.</summary>
/// <param name="Id">Number of the header.</param>
/// <param name="Fields">Its candidates, best first. What is none of them is passed over.</param>
/// <param name="Reason">Why, in words; null for none.</param>
public sealed record AssistantRanking(int Id, IReadOnlyList<string> Fields, string? Reason);
