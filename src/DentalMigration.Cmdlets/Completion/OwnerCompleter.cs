using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DentalMigration.Commands;

/// <summary>Completes who can own rows: e-mail addresses of enabled people, and names of teams.</summary>
public sealed class OwnerCompleter : UserCompleter
{
    private protected override async IAsyncEnumerable<Completion> FindAsync(TypedLine line, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (Completion user in base.FindAsync(line, stop).ConfigureAwait(false))
        {
            yield return user;
        }

        if (line.Target is { IsConnected: true } target)
        {
            await foreach (JsonElement row in target.Target.Client.QueryAsync("teams?$select=name&$filter=teamtype eq 0&$orderby=name", null, stop).ConfigureAwait(false))
            {
                yield return new Completion(Text(row, "name"), "team");
            }
        }
    }
}
