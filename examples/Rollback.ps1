<#
.SYNOPSIS
    Takes a migration back, or a part of it: counts first, asks, undoes, reports, and proves that it is undone.
.DESCRIPTION
    Deletes the rows the migration made, gives columns back what they held, and, where all of it is undone, removes the schema it made.
    What people changed or attached since is kept and listed. The export is not needed.

    What to change:

    -WorkingFolder     the cutover's; or -Ledger, another ledger in any folder.
    -Target            how to reach the organisation: @{ Url = 'https://contoso.crm4.dynamics.com'; DeviceCode = $true }
    -LedgerStore, -LedgerKey   of a cutover that Azure Automation ran: where its ledger is kept, and its key. The working folder is then one with what
                       Start-Cutover.ps1 left with the reports: the map and owners.csv.
    -Run, -Object, -Practice   only that part: a run by its number, such as a delta; objects; practices by their keys in the export.
    -IncludeChanged    takes back also what people changed since. What they entered is lost; read rollback.html of a run without it first.
    -Force             asks nothing, for a job nobody watches.

    Four proofs: rows to undo are counted again and none is left; the undo reads the organisation afterwards; an embedded organisation holds
    what it held before, to the digest; and the audit log goes on from the copy that was made before.
.EXAMPLE
    ./examples/Rollback.ps1

    The example cutover, all of it, after a question.
.EXAMPLE
    ./examples/Rollback.ps1 -Run 3 -WorkingFolder ./cutover -Target @{ Url = 'https://contoso.crm4.dynamics.com'; DeviceCode = $true }

    Only what the third run did, a delta for instance.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [string] $WorkingFolder = (Join-Path $PSScriptRoot '../out/cutover'),

    [string] $Ledger,

    [hashtable] $Target,

    [long] $Run,

    [string[]] $Object,

    [string[]] $Practice,

    # Leaves tables, columns and keys in place.
    [switch] $KeepSchema,

    [switch] $IncludeChanged,

    [switch] $Force,

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
if ($Ledger) { $WorkingFolder = Split-Path $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Ledger) } else { $Ledger = Join-Path $WorkingFolder 'cutover.ledger' }
$base = [IO.Path]::GetFileNameWithoutExtension($Ledger)
$store = @{}
if ($LedgerStore) { $store.LedgerStore = $LedgerStore }
if ($LedgerKey) { $store.LedgerKey = $LedgerKey }
function Get-Place([string] $File) { Join-Path $WorkingFolder $File }
function Write-Step([string] $Text) { Write-Information "$(Get-Date -Format HH:mm)  $Text" }
function Write-Line($Lines) {
    foreach ($line in $Lines | Where-Object { $_.Kind -eq 'rows' -and ($_.Deleted + $_.Restored + $_.Kept) }) {
        Write-Information ('       {0,-17}{1,8} deleted {2,8} restored {3,8} kept  {4}' -f $line.Name, $line.Deleted, $line.Restored, $line.Kept, $line.Reason)
    }
}

# Cutover.ps1 rehearses in sandbox.db, Rehearsal.ps1 in rehearsal.db.
$file = $base -notlike 'rehearsal*' ? 'target.db' : (Test-Path (Get-Place 'sandbox.db')) ? 'sandbox.db' : 'rehearsal.db'
$connection = $Target ?? @{ Embedded = Get-Place $file }
$organization = Connect-Dataverse @connection
try {
    $part = @{ Ledger = $Ledger; Target = $organization } + $store
    if ($Run) { $part.Run = $Run }
    if ($Object) { $part.Object = $Object }
    if ($Practice) { $part.Practice = $Practice }
    $whole = -not ($Run -or $Object -or $Practice)

    Write-Step 'Count what would be undone; nothing is written'
    $planned = @(Undo-Migration @part -WhatIf)
    Write-Line $planned
    $rows = ($planned | Measure-Object Deleted, Restored -Sum | Measure-Object Sum -Sum).Sum
    if ($WhatIfPreference) { return }

    # The state of the log before, to hold the log of afterwards against.
    $copy = (Get-MigrationAudit -Ledger $Ledger @store -Path (Get-Place "$base-audit-before-undo.jsonl")).FullName
    Write-Step "The audit log as it is now was copied to $copy."
    if (-not $Force -and -not $PSCmdlet.ShouldContinue("Undo $rows rows$($whole ? ', and the schema that was made,' : '') in '$($organization.Name)'?", 'Rollback')) {
        Write-Step 'Nothing was undone.'
        return
    }

    Write-Step 'Undo'
    $lines = @(Undo-Migration @part -Force:$IncludeChanged -KeepSchema:$KeepSchema -TimeBudget $TimeBudget -Confirm:$false `
            -WarningVariable warned -WarningAction SilentlyContinue)
    Write-Line $lines
    $lines | Export-MigrationReport (Get-Place 'rollback.html')
    $warned | ForEach-Object { Write-Warning $_.Message }
    if ($warned -match '^Paused') { return }

    Write-Step 'Proof: what is left is counted once more; nothing is written'
    $kept = ($lines | Measure-Object Kept -Sum).Sum
    $left = (@(Undo-Migration @part -WhatIf) | Measure-Object Deleted, Restored -Sum | Measure-Object Sum -Sum).Sum
    Write-Information "       $left rows are left to undo; $kept rows and components were kept, with the reason in rollback.html."
    $continues = Test-MigrationAudit -Ledger $Ledger @store -Against $copy -ErrorAction Continue
    Write-Information "       The audit log $($continues ? 'goes on from' : 'DOES NOT GO ON FROM') the copy that was made before."
    $before = Get-Place 'before.txt'
    $same = $true
    if ($whole -and -not $KeepSchema -and $kept -eq 0 -and $file -eq 'target.db' -and $organization.IsEmbedded -and (Test-Path $before)) {
        $same = (Get-DataverseDigest $organization) -eq (Get-Content $before)
        Write-Information "       The organisation $($same ? 'holds exactly what it held' : 'DOES NOT HOLD what it held') before the cutover."
    }

    if ($continues -and $same -and $left -eq 0) {
        Write-Step "Undone, with the report in $(Get-Place 'rollback.html'). The ledger stays: the same cutover can be run again."
    }
    elseif ($kept -gt 0 -and $continues) {
        Write-Warning 'Undone but for what was kept. Read rollback.html with the people who changed those rows; then -IncludeChanged, or leave them.'
    }
    else {
        Write-Warning 'The undo could not be proved. Run this again; where it stays so, keep the ledger and the copy of the audit log.'
    }
}
finally {
    Disconnect-Dataverse $organization
}
