namespace DentalMigration.Emulator.Schema;

/// <summary>One value of a choice; <see cref="State"/> is the state a status belongs to.</summary>
internal sealed record ChoiceOption(int Value, IReadOnlyList<LocalText> Label, int? State = null, IReadOnlyList<LocalText>? Description = null)
{
    /// <summary>The label in the base language, or the value when there is none.</summary>
    public string Text => Label.Count > 0 ? Label[0].Text : Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
