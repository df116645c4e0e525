<#
.SYNOPSIS
    Runs all Pester suites against a built module, in this process; exit code 1 when one fails.
#>
param(
    # The built module's folder.
    [string] $Module = (Join-Path $PSScriptRoot '../../out/DentalMigration'),

    # Only this part of the suites, of so many; the parts are about as long as one another.
    [int] $Part = 1,
    [int] $Of = 1
)

$env:DENTALMIGRATION_MODULE = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Module)
$suites = @(Get-ChildItem $PSScriptRoot -Filter '*.Tests.ps1' | Sort-Object Length, Name -Descending)
$mine = @(for ($i = $Part - 1; $i -lt $suites.Count; $i += $Of) { $suites[$i].FullName })
$result = Invoke-Pester $mine -PassThru -Output None
foreach ($failed in $result.Failed) {
    "FAILED: $($failed.ExpandedPath)"
    $failed.ErrorRecord | ForEach-Object { "  $_"; "  $($_.ScriptStackTrace -split "`n" | Select-Object -First 1)" }
}
foreach ($container in $result.FailedContainers) { "FAILED: $($container.Item)"; $container.ErrorRecord | ForEach-Object { "  $_" } }
"Pester: $($result.PassedCount) passed, $($result.FailedCount) failed, $($result.SkippedCount) skipped in $([math]::Round($result.Duration.TotalSeconds)) s"
exit ($result.Result -eq 'Passed' ? 0 : 1)
