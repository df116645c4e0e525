namespace DentalMigration.Hosting;

/// <summary>A person's yes to a run on a real organisation: it names the rehearsal it rests on, or says why there was none.</summary>
/// <param name="Approver">Who.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Rehearsal">File name of the rehearsal's ledger; null when it was waived.</param>
/// <param name="Waiver">Why there was no rehearsal; null when there was one.</param>
public sealed record RunApproval(string Approver, DateTimeOffset At, string? Rehearsal, string? Waiver)
{
    /// <summary>On what legal basis patients' data may move, such as <c>KVKK Art. 9, standard contract</c>; null only where nothing but a test is run.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>Fields of the rehearsal that were compared, and how many of them differed; null where there was none.</summary>
    public string? Compared { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        string rests = Rehearsal is null ? $"rehearsal waived: {Waiver}" : Rehearsal;
        return LegalBasis is null ? $"{Approver}, {rests}" : $"{Approver}, {rests}, on the basis of {LegalBasis}";
    }
}
