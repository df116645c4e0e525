using System.Text.Json;
using DentalMigration.Dataverse;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Whether the user signed in may work at all.</summary>
internal sealed class CallerCheck : ITargetCheck
{
    public string Subject => "the user signed in";

    public bool Applies(PreflightContext context) => true;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        string user = $"systemusers({context.Target.Who.UserId:D})?$select=isdisabled";
        DataverseResponse me = await context.Client.SendAsync(new DataverseRequest(HttpMethod.Get, user), cancellationToken);
        return me.Json().TryGetProperty("isdisabled", out JsonElement disabled) && disabled.ValueKind == JsonValueKind.True
            ? [new TargetFinding(TargetCodes.UserDisabled, TargetSeverity.Error, context.Target.Name, "The user signed in is disabled. Enable it, or sign in as another.")]
            : [];
    }
}
