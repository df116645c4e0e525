<#
.SYNOPSIS
    A delta window: looks at a newer export, refuses one that changes too much, loads what changed, reconciles.
.DESCRIPTION
    For the weeks in which the practice still works in the old system. Goes on from what Cutover.ps1 left in the working folder. Writes
    the columns that changed in the source since they were sent, and no others; deletes nothing.

    What to change:

    -Export            the newer export's folder. For a database or a REST endpoint change the line with Connect-…Source.
    -WorkingFolder     the cutover's; -LedgerName, where its ledger is called otherwise than cutover.
    -Target            how to reach the organisation: @{ Url = 'https://contoso.crm4.dynamics.com'; DeviceCode = $true }
    -LedgerStore, -LedgerKey   of a cutover that Azure Automation ran: where its ledger is kept, and its key. The working folder is then one with what
                       Start-Cutover.ps1 left with the reports: the map and owners.csv.
    -MaximumChange     the part of an object's rows that a delta may change, add or lose, each for itself. More looks like an export of
                       another practice, of another day, or one that was cut short, and is refused before anything is written. A file that
                       is missing altogether has lost all of its rows. 1 takes everything.
    -OnMissing         what becomes of rows whose record is gone: Report leaves them, Deactivate makes them inactive.

    When it refuses: look into delta-profile.html, export again or, where the change is real, raise -MaximumChange.
    When it ends unsound: Rollback.ps1 -Run N takes this delta alone back.
.EXAMPLE
    ./examples/Delta.ps1 -Export ./monday

    The changes in the folder monday, on top of the example cutover.
.EXAMPLE
    ./examples/Delta.ps1 -Export ./monday -WorkingFolder ./cutover -MaximumChange 0.3 -TimeBudget 01:00:00 -Target @{ Url = 'https://contoso.crm4.dynamics.com'; DeviceCode = $true }

    A window of an hour in a real organisation, in which up to three rows in ten may change.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Export,

    [string] $WorkingFolder = (Join-Path $PSScriptRoot '../out/cutover'),

    # Name of the ledger in the working folder or the store, as Start-Cutover.ps1 takes it.
    [string] $LedgerName = 'cutover',

    [hashtable] $Target,

    # IANA zone of the practice; the system's own when left out.
    [string] $TimeZone,

    [ValidateRange(0.0, 1.0)]
    [double] $MaximumChange = 0.1,

    [ValidateSet('Report', 'Deactivate')]
    [string] $OnMissing = 'Report',

    # How long it may take; it then pauses in good order, and running this again goes on.
    [timespan] $TimeBudget = '02:30:00',

    [string] $LedgerStore,

    [securestring] $LedgerKey,

    # The built module; not needed where it is installed.
    [string] $Module = (Join-Path $PSScriptRoot '../out/DentalMigration')
)

$ErrorActionPreference = 'Stop'
$InformationPreference = 'Continue'
if (-not (Get-Module DentalMigration)) { Import-Module ((Test-Path $Module) ? $Module : 'DentalMigration') }
$store = @{}
if ($LedgerStore) { $store.LedgerStore = $LedgerStore }
if ($LedgerKey) { $store.LedgerKey = $LedgerKey }
function Get-Place([string] $File) { Join-Path $WorkingFolder $File }
function Write-Step([string] $Text) { Write-Information "$(Get-Date -Format HH:mm)  $Text" }

# Objects of fewer rows are only told about: of three practices one is a third.
$few = 20

$map = Get-Item (Get-Place '*.map.json') | Select-Object -First 1 | Import-MigrationMap
if (-not $map) { throw "There is no cutover in '$WorkingFolder'. Give the folder that Cutover.ps1 worked in." }
$name = $map.System -eq 'dentes' ? 'Dentes' : 'DentalExec'
$arguments = @{ Path = $Export }
if ($TimeZone) { $arguments.TimeZone = $TimeZone }
$newer = & "Connect-${name}Source" @arguments
$connection = $Target ?? @{ Embedded = Get-Place 'target.db' }
$organization = Connect-Dataverse @connection
try {
    $run = Get-Migration (Get-Place "$LedgerName.ledger") -Source $newer -Target $organization @store

    Write-Step "Look at $($newer.Name), before anything is written: delta-profile.html"
    $measured = @($newer | Measure-MigrationSource)
    $measured | Export-MigrationReport (Get-Place 'delta-profile.html')
    # Held against the last export that was loaded to its end; a repair, or a run that was paused, counted something else.
    $log = @(Get-MigrationAudit $run | Where-Object Action -In begin, end)
    $loads = @($log | Where-Object { $_.Action -eq 'begin' -and $_.Note -in 'load', 'sync' }).Run
    $last = $log | Where-Object { $_.Action -eq 'end' -and $_.Outcome -eq 'done' -and $_.Run -in $loads } | Select-Object -Last 1
    if (-not $last) { throw 'Nothing was loaded to its end yet. Finish the cutover first.' }
    $tooMuch = foreach ($before in $last.Counts | Where-Object Read) {
        $object = $before.Object
        $rows = $before.Created + $before.Updated + $before.Unchanged
        $without = $before.Read - $rows # held, rejected, merged, left out: so they may be again
        $now = ($measured | Where-Object Object -EQ $object).Rows
        # What the newer export says otherwise than was sent, by the column with the most of it. What people changed since is no matter of the export.
        $columns = @(Compare-MigrationRecord $run -Object $object -Summary)
        $known = [long]($columns | Measure-Object Compared -Maximum).Maximum
        $changed = [long]($columns | ForEach-Object { $_.Compared - $_.Same - $_.ChangedSince - $_.RowMissing } | Measure-Object -Maximum).Maximum
        $isGone = $null -eq $now -and -not $columns -and $rows -gt 0
        if ($null -eq $now -and -not $isGone) { continue } # derived from other objects, and counted with them
        $added = [math]::Max(0, $now - $known - $without)
        $lost = [math]::Max(0, $rows - $known)
        $part = $isGone ? 1.0 : [math]::Max($added / $before.Read, [math]::Max($lost, $changed) / [math]::Max(1, $rows))
        Write-Information ('       {0,-17}{1,8} before {2,8} now {3,8} new {4,8} gone {5,8} changed' -f $object, $before.Read, $now, $added, $lost, $changed)
        if ($part -gt $MaximumChange -and ($isGone -or $before.Read -ge $few)) { '{0} ({1:P0}{2})' -f $object, $part, ($isGone ? ', there is no such file' : '') }
    }
    if ($tooMuch) {
        throw "Nothing was written: the export changes more than $('{0:P0}' -f $MaximumChange) of $($tooMuch -join ', '). See $(Get-Place 'delta-profile.html'). Export again, or raise -MaximumChange where the change is real."
    }

    if (-not $PSCmdlet.ShouldProcess($organization.Name, "Load the changes of $($newer.Name)")) { return }
    Write-Step 'Load what changed'
    $counts = Sync-Migration $run -Source $newer -OnMissing $OnMissing -TimeBudget $TimeBudget -WarningAction SilentlyContinue -Confirm:$false
    foreach ($line in $counts | Where-Object { $_.Created + $_.Updated }) {
        Write-Information ('       {0,-17}{1,8} created {2,8} updated' -f $line.Object, $line.Created, $line.Updated)
    }
    Write-Information "       $(($counts | Measure-Object Held, Rejected -Sum | Measure-Object Sum -Sum).Sum) rows are held or rejected"
    $counts | Export-MigrationReport (Get-Place "delta-$($run.Run).html")
    Get-MigrationHold $run -IncludeFinding | Export-MigrationReport (Get-Place "delta-$($run.Run)-held.csv")
    if ($run.State -eq 'paused') {
        Write-Warning "Paused after $TimeBudget. Run this again to go on; figures are compared when it is through."
        return
    }

    Write-Step "Reconcile: reconciliation-$($run.Run).html"
    $run | Measure-Migration | Export-MigrationReport (Get-Place "reconciliation-$($run.Run).html")
    if (Test-Migration $run -ErrorAction Continue) {
        Write-Step "The delta is sound: run $($run.Run). delta-$($run.Run)-held.csv lists what was held, vanished or changed on both sides."
        Write-Step "Next: the next delta, or Invoke-Pester -Container (New-PesterContainer ./examples/Cutover.Tests.ps1 -Data @{ Source = '$Export' })."
    }
    else {
        Write-Warning "The delta is not sound. Mend what is listed above and run this again, or take it back with: ./examples/Rollback.ps1 -Run $($run.Run)"
    }
}
finally {
    Disconnect-Dataverse $organization
    Disconnect-MigrationSource $newer
}
