using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Metadata;

/// <summary>Reads the options of choices from posted definitions.</summary>
internal static class ChoiceReader
{
    /// <summary>First value given to options that name none: the default publisher's prefix times 10,000.</summary>
    public const int FirstValue = 100_000_000;

    public static IReadOnlyList<ChoiceOption> Options(MetadataInput set)
    {
        var options = new List<ChoiceOption>();
        foreach (MetadataInput option in set.Array("Options"))
        {
            int value = option.Whole("Value") ?? Math.Max(FirstValue, options.Count == 0 ? FirstValue : options.Max(o => o.Value) + 1);
            if (options.Exists(o => o.Value == value))
            {
                throw Fault.OptionInvalid(FormattableString.Invariant($"{value} occurs twice."));
            }
            options.Add(new(value, option.Label("Label")));
        }
        return options;
    }

    public static IReadOnlyList<ChoiceOption> Boolean(MetadataInput? set)
    {
        IReadOnlyList<LocalText> no = set?.Object("FalseOption")?.Label("Label") ?? [];
        IReadOnlyList<LocalText> yes = set?.Object("TrueOption")?.Label("Label") ?? [];
        return [new(0, no.Count > 0 ? no : [new("No")]), new(1, yes.Count > 0 ? yes : [new("Yes")])];
    }

    /// <summary>The name of the choice that an address like <c>/GlobalOptionSetDefinitions(id)</c> names; null when there is
    /// none.</summary>
    public static string? Reference(string address, Definitions all) => RowAddress.Parse(address) switch
    {
        { Id: { } id } => all.Choices.Values.FirstOrDefault(c => c.MetadataId == id)?.Name,
        { Key: [{ Key: "Name", Value: var name }] } => all.Choices.GetValueOrDefault(name)?.Name,
        _ => null,
    };
}
