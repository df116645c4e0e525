<#
.SYNOPSIS
    Runs all Pester suites against a built module, in this process; exit code 1 when one fails.
#>
param(
    # The built module's folder.
    [string] $Module = (Join-Path $PSScriptRoot '../../out/DentalMigration')
)

$env:DENTALMIGRATION_MODULE = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Module)
$result = Invoke-Pester $PSScriptRoot -PassThru -Output None
foreach ($failed in $result.Failed) {
    "FAILED: $($failed.ExpandedPath)"
    $failed.ErrorRecord | ForEach-Object { "  $_"; "  $($_.ScriptStackTrace -split "`n" | Select-Object -First 1)" }
}
foreach ($container in $result.FailedContainers) { "FAILED: $($container.Item)"; $container.ErrorRecord | ForEach-Object { "  $_" } }
"Pester: $($result.PassedCount) passed, $($result.FailedCount) failed, $($result.SkippedCount) skipped in $([math]::Round($result.Duration.TotalSeconds)) s"
exit ($result.Result -eq 'Passed' ? 0 : 1)
