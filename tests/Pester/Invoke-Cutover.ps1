<#
.SYNOPSIS
    Runs the example cutover twice, the second time without a write, and verifies it; exit code 1 when something is wrong.
#>
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $WorkingFolder
)

$ErrorActionPreference = 'Stop'
$examples = Join-Path $PSScriptRoot '../../examples'
$Module = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Module)
Import-Module $Module
function Get-Digest {
    foreach ($name in 'sandbox.db', 'target.db') {
        $organization = Connect-Dataverse -Embedded (Join-Path $WorkingFolder $name)
        Get-DataverseDigest $organization -Exact
        Disconnect-Dataverse $organization
    }
}

$rehearsed = Join-Path $WorkingFolder 'whatif'
& (Join-Path $examples 'Cutover.ps1') -WorkingFolder $rehearsed -Module $Module -WhatIf
if (Get-ChildItem $rehearsed -Exclude '*.db*', 'dentes.map.json') { 'The cutover made files with -WhatIf.'; exit 1 }

$arguments = @{ WorkingFolder = $WorkingFolder; Module = $Module }
& (Join-Path $examples 'Cutover.ps1') @arguments -Force
$first = Get-Digest
& (Join-Path $examples 'Cutover.ps1') @arguments -Force
if (Compare-Object $first (Get-Digest)) { 'The second run of the cutover wrote something.'; exit 1 }
& (Join-Path $examples 'Cutover.ps1') @arguments -WhatIf
if (Compare-Object $first (Get-Digest)) { 'The cutover wrote something with -WhatIf.'; exit 1 }

$container = New-PesterContainer -Path (Join-Path $examples 'Cutover.Tests.ps1') -Data ($arguments + @{ ExpectedHeld = 44 })
$result = Invoke-Pester -Container $container -PassThru -Output None
foreach ($failed in $result.Failed) { "FAILED: $($failed.ExpandedPath)"; $failed.ErrorRecord | ForEach-Object { "  $_" } }
foreach ($broken in $result.FailedContainers) { "FAILED: $($broken.Item)"; $broken.ErrorRecord | ForEach-Object { "  $_" } }
"Pester: $($result.PassedCount) passed, $($result.FailedCount) failed"
exit ($result.Result -eq 'Passed' ? 0 : 1)
