namespace DentalMigration.Mapping;

/// <summary>A person's yes to a map.</summary>
/// <param name="Approver">Who: a name or an e-mail address.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Hash">The <see cref="MapHash"/> approved; an edited map has another one.</param>
public sealed record MapApproval(string Approver, DateTimeOffset At, string Hash);
