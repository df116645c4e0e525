namespace DentalMigration.Emulator.Schema;

/// <summary>A label in one language, by its locale id (1033 English, 1055 Turkish).</summary>
internal sealed record LocalText(string Text, int Language = 1033);
