using System.Globalization;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Writing;

/// <summary>Refuses writes to tables that the service does not let clients write, and checks preconditions.</summary>
internal static class WriteGuard
{
    private static readonly string[] ReadOnly = 
    [
        "activityparty", "sdkmessage", "sdkmessagefilter", "activitypointer", "organization", "appmodulecomponent", "solutioncomponent",
        "privilege",
    ];

    public static void CheckWritable(Table table, string message)
    {
        if (ReadOnly.Contains(table.Name) && !(table.Name == "organization" && message == "Update"))
        {
            throw Fault.MessageNotSupported(message, table.Name);
        }
    }

    /// <summary>Compares <c>If-Match</c> with the version of a row that exists.</summary>
    public static void CheckMatch(Exchange exchange, long version)
    {
        if (exchange.Header("If-Match") is { } match && match != "*" && match != Tag(version))
        {
            throw Fault.VersionMismatch();
        }
    }

    /// <summary>The ETag of a row.</summary>
    public static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"W/\"{version}\"");
}
