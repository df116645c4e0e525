using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DentalMigration.Commands;

/// <summary>Completes e-mail addresses of the enabled people of the organisation, with their names.</summary>
public class UserCompleter : QuietCompleter
{
    private protected override async IAsyncEnumerable<Completion> FindAsync(TypedLine line, [EnumeratorCancellation] CancellationToken stop)
    {
        if (line.Target is not { IsConnected: true } target)
        {
            yield break;
        }

        string users = "systemusers?$select=fullname,internalemailaddress,applicationid&$filter=isdisabled eq false and internalemailaddress ne null&$orderby=internalemailaddress";
        await foreach (JsonElement row in target.Target.Client.QueryAsync(users, null, stop).ConfigureAwait(false))
        {
            if (Text(row, "applicationid").Length == 0 && Text(row, "internalemailaddress") is { Length: > 0 } address)
            {
                yield return new Completion(address, Text(row, "fullname"));
            }
        }
    }

    private protected static string Text(JsonElement row, string column) =>
        row.TryGetProperty(column, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
