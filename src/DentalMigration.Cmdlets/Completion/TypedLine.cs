using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace DentalMigration.Commands;

/// <summary>
/// What is on the command line that is being typed: arguments given by name or place, and the variable that begins the pipeline; otherwise what
/// the runspace connected last. Made on the pipeline thread, read on any.
/// </summary>
internal sealed class TypedLine
{
    private readonly Dictionary<string, object?> _given = new(StringComparer.OrdinalIgnoreCase);
    private readonly object? _piped;
    private readonly MigrationSource? _currentSource;
    private readonly DataverseTarget? _currentTarget;

    public TypedLine(CommandAst command, IDictionary given)
    {
        foreach (DictionaryEntry one in given)
        {
            _given[one.Key.ToString()!] = Plain(one.Value);
        }

        RunspaceState state = RunspaceState.Current;
        (_currentSource, _currentTarget) = (state.Source, state.Target);
        _piped = command.Parent is PipelineAst { PipelineElements: [CommandExpressionAst { Expression: VariableExpressionAst variable }, ..] }
            ? ValueOf(variable.VariablePath.UserPath)
            : null;
        Ledger = Text("Ledger") is { } ledger ? FullPath(ledger) : null;
    }

    public PracticeMigration? Migration => Find<PracticeMigration>("Migration");

    /// <summary>The map given, or the migration's.</summary>
    public MapDocument? Map => Find<MapDocument>("Map") ?? Migration?.Map;

    /// <summary>The export given, the migration's, or the current one.</summary>
    public MigrationSource? Source => Find<MigrationSource>("Source") ?? Migration?.SourceObject ?? _currentSource;

    /// <summary>The organisation given, the migration's, or the current one.</summary>
    public DataverseTarget? Target => Find<DataverseTarget>("Target") ?? Migration?.TargetObject ?? _currentTarget;

    /// <summary>Short name of the system all this is about; Dr.DENTES where nothing says so.</summary>
    public string System => Map?.System ?? Source?.System ?? "dentes";

    /// <summary>Full path of the ledger given, or null.</summary>
    public string? Ledger { get; }

    /// <summary>Text of an argument, or null.</summary>
    public string? Text(string parameter) => _given.GetValueOrDefault(parameter) as string;

    /// <summary>A number of an argument, or null.</summary>
    public long? Number(string parameter) =>
        long.TryParse(_given.GetValueOrDefault(parameter)?.ToString(), global::System.Globalization.CultureInfo.InvariantCulture, out long number) ? number : null;

    private T? Find<T>(string parameter)
        where T : class => _given.GetValueOrDefault(parameter) as T ?? _piped as T;

    private static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static object? ValueOf(string variable) =>
        Run("Microsoft.PowerShell.Utility\\Get-Variable", "Name", variable, "ValueOnly");

    /// <summary>By PowerShell's own location and drives.</summary>
    private static string? FullPath(string path) =>
        Run("Microsoft.PowerShell.Management\\Resolve-Path", "LiteralPath", path) is PathInfo { Provider.Name: "FileSystem" } found ? found.ProviderPath : null;

    private static object? Run(string command, string parameter, string value, string? flag = null)
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(command).AddParameter(parameter, value).AddParameter("ErrorAction", "Ignore");
        if (flag is not null)
        {
            shell.AddParameter(flag);
        }

        Collection<PSObject> found = shell.Invoke();
        return found.Count == 1 ? Plain(found[0]) : null;
    }
}
