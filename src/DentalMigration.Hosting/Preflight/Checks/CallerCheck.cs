using System.Text.Json;
using DentalMigration.Dataverse;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Whether the users signed in may work at all.</summary>
internal sealed class CallerCheck : ITargetCheck
{
    public string Subject => "the user signed in";

    public bool Applies(PreflightContext context) => true;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        var findings = new List<TargetFinding>();
        foreach ((DataverseClient client, WhoAmI user) in context.Target.Clients.Zip(context.Target.Users))
        {
            string row = $"systemusers({user.UserId:D})?$select=isdisabled";
            DataverseResponse me = await client.SendAsync(new DataverseRequest(HttpMethod.Get, row), cancellationToken);
            if (me.Json().TryGetProperty("isdisabled", out JsonElement disabled) && disabled.ValueKind == JsonValueKind.True)
            {
                findings.Add(new TargetFinding(
                    TargetCodes.UserDisabled, TargetSeverity.Error, context.Target.Name, $"User {user.UserId:D} is disabled. Enable it, or sign in as another."));
            }
        }

        return findings;
    }
}
