namespace DentalMigration.Emulator.Tests.Harness;

/// <summary>Says which documented behaviour a test proves; the table in the emulator's README is made of these.</summary>
/// <param name="source">The document, by its short name, such as <c>PD:bulk-operations.md</c>.</param>
/// <param name="behavior">What the service does.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class DocumentedAttribute(string source, string behavior) : Attribute
{
    public string Source => source;
    public string Behavior => behavior;
}
