# One contestant of the benchmark 'pipeline', in a process of its own: a stage of a migration from the prompt, as an admin writes it.
param([string] $Module, [string] $System, [string] $Source, [string] $Url, [string] $Ledger, [string] $Stage)
$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$export = & "Connect-${System}Source" $Source
$target = Connect-Dataverse -Url $Url
$run = if (Test-Path $Ledger) { Get-Migration $Ledger -Source $export -Target $target }
else {
    $map = New-MigrationMap $export | Approve-MigrationMap -Approver 'benchmark' -IgnoreOpen
    $map | New-MigrationSchemaPlan -Target $target | New-DataverseCustomTable | Out-Null
    $owners = $export | & "Get-${System}Provider" | Resolve-ProviderOwner -Target $target -Fallback 'admin@contoso.com'
    New-Migration -Map $map -Owner $owners -Source $export -Target $target -Ledger $Ledger
}

$report = "$Ledger.html"
$process = [Diagnostics.Process]::GetCurrentProcess()
$before = $process.TotalProcessorTime
$watch = [Diagnostics.Stopwatch]::StartNew()
[Console]::Out.WriteLine('begin')
$rows = switch ($Stage) {
    'pipe' { & "Get-${System}Patient" $export | Invoke-MigrationBatch $run | Measure-Object Created -Sum | ForEach-Object Sum }
    'read' { (& "Get-${System}Patient" $export | Measure-Object).Count }
    'load' { Invoke-MigrationBatch $run | Measure-Object Created -Sum | ForEach-Object Sum }
    'sample' { (& "Get-${System}Patient" $export | Select-MigrationSample -Count 300 | Measure-Object).Count }
    'compare' { $run | Compare-MigrationRecord | Export-MigrationReport $report -PassThru | Measure-Object | ForEach-Object Count }
    'measure' { ($run | Measure-Migration | Measure-Object).Count }
    'hold' { (Get-MigrationHold $run -IncludeFinding | Measure-Object).Count }
    'audit' { (Get-MigrationAudit $run | Measure-Object).Count }
    'undo' { Undo-Migration $run -Confirm:$false | Measure-Object Deleted -Sum | ForEach-Object Sum }
    default { throw "There is no stage '$Stage'." }
}

$watch.Stop()
$process.Refresh()
[Console]::Out.WriteLine((@{
            rows = [long] $rows; seconds = $watch.Elapsed.TotalSeconds
            processor = ($process.TotalProcessorTime - $before).TotalSeconds; peak = $process.PeakWorkingSet64
        } | ConvertTo-Json -Compress))
