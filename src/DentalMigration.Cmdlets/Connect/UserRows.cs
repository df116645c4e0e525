using System.Management.Automation;
using DentalMigration.Hosting;

namespace DentalMigration.Commands;

/// <summary>Reads users from objects such as Import-Csv gives.</summary>
internal static class UserRows
{
    public static TargetUser Convert(PSObject row)
    {
        string? email = Text(row, "email");
        string? name = Text(row, "fullname");
        return email is not null && name is not null
            ? new TargetUser(name, email, bool.TryParse(Text(row, "isdisabled"), out bool disabled) && disabled, Text(row, "role"))
            : throw new MigrationException("InvalidUser", "A user of -User lacks fullname or email. Use Import-Csv with the columns fullname,email,isdisabled.");
    }

    private static string? Text(PSObject row, string name) =>
        row.Properties[name]?.Value?.ToString()?.Trim() is { Length: > 0 } text ? text : null;
}
