namespace DentalMigration.Cli.Output;

/// <summary>What the engine tells people to do, in the console's words: its sentences name cmdlets, which somebody at this prompt does not have.</summary>
internal static class ConsoleWords
{
    private static readonly (string Cmdlet, string Command)[] Words =
    [
        ("run New-MigrationSchemaPlan and New-DataverseCustomTable", "run 'schema --create'"),
        ("Run New-MigrationSchemaPlan and New-DataverseCustomTable", "Run 'schema --create'"),
        ("Run Approve-Migration with -Rehearsal, or with -WaiveRehearsal and the reason", "Run 'migrate' with --rehearsal LEDGER, or with --waive-rehearsal REASON"),
        ("name the organisation a sandbox with -Sandbox in New-Migration, or have the run approved with Approve-Migration", "name the organisation a sandbox with --sandbox, or have the run approved with --rehearsal LEDGER"),
        ("Run Approve-Migration with -LegalBasis", "Give it with --legal-basis"),
        ("Run Compare-MigrationRecord on the rehearsal", "Run 'diff' on the rehearsal"),
        ("Approve-Migration -Waive", "'migrate --waive CODE --waive-reason REASON'"),
        ("-ExpectedOrganization in New-Migration or Approve-Migration, --expected-organization on the console", "--expected-organization NAME"),
        ("Approve-MigrationMap", "'map --map FILE --approve WHO'"),
        ("Export-MigrationMap", "'map --output FILE'"),
        ("New-DataverseCustomTable", "'schema --create'"),
        ("Test-MigrationTarget", "'check-target'"),
        ("Update-MigrationOwner", "'owners --ledger FILE'"),
        ("with -IgnoreOpen", "with --ignore-open"),
        ("with -Exclude", "with --exclude"),
        ("the stack trace that -Debug shows", "the stack trace that DENTALMIGRATION_DEBUG=1 shows"),
    ];

    /// <summary>A stretch of time, as exact as anybody wants it.</summary>
    public static string Span(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => FormattableString.Invariant($"{(int)time.TotalHours} h {time.Minutes:00} min"),
        { TotalMinutes: >= 1 } => FormattableString.Invariant($"{(int)time.TotalMinutes} min {time.Seconds:00} s"),
        _ => FormattableString.Invariant($"{(int)Math.Ceiling(time.TotalSeconds)} s"),
    };

    /// <summary>The sentence for a reader of the console.</summary>
    public static string Of(string sentence) => Words.Aggregate(sentence, (text, word) => text.Replace(word.Cmdlet, word.Command, StringComparison.Ordinal));
}
