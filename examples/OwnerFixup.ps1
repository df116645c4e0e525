<#
.SYNOPSIS
    Gives dentists' rows to users who came late: looks who is there now, asks, moves the rows, fills the lookups, verifies.
.DESCRIPTION
    Rows of a dentist without a user wait with the fallback owner (new_ownerstate says Staged). When IT has made the user, this moves them,
    parents first, and gives back what Dataverse took along. Goes on from what Cutover.ps1 left in the working folder; safe to repeat.

    What to change:

    -WorkingFolder     the cutover's; -LedgerName, where its ledger is called otherwise than cutover.
    -Source            the export the cutover, or its newest delta, was loaded from; demanded with -Target. For a database or a REST endpoint change the line with Connect-…Source.
    -Target            how to reach the organisation: @{ Url = 'https://contoso.crm4.dynamics.com'; DeviceCode = $true }
    -LedgerStore, -LedgerKey   of a cutover that Azure Automation ran: where its ledger is kept, and its key. The working folder is then one with what
                       Start-Cutover.ps1 left with the reports: the map and owners.csv.
    -OwnerMap          decisions of a person, where the address in the export is not the user's: CSV, with commas or semicolons, or JSON with Provider and Owner.
    -Force             asks nothing.
.EXAMPLE
    ./examples/OwnerFixup.ps1

    Whoever of the example practice has a user by now.
.EXAMPLE
    'Provider,Owner', '4,fatma.celik@contoso.com' | Set-Content ./decisions.csv
    ./examples/OwnerFixup.ps1 -OwnerMap ./decisions.csv

    Provider 4 has no address in the export; a person says who it is.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [string] $WorkingFolder = (Join-Path $PSScriptRoot '../out/cutover'),

    [string] $Source,

    # Name of the ledger in the working folder or the store, as Start-Cutover.ps1 takes it.
    [string] $LedgerName = 'cutover',

    [hashtable] $Target,

    [string] $OwnerMap,

    # IANA zone of the practice; the system's own when left out.
    [string] $TimeZone,

    [switch] $Force,

    [string] $LedgerStore,

    [securestring] $LedgerKey,

    # The built module; not needed where it is installed.
    [string] $Module = (Join-Path $PSScriptRoot '../out/DentalMigration')
)

$ErrorActionPreference = 'Stop'
$InformationPreference = 'Continue'
if ($Target -and -not $Source) { throw 'Give -Source, the folder of the export that was loaded last: the example practice is not in that organisation.' }
if (-not (Get-Module DentalMigration)) { Import-Module ((Test-Path $Module) ? $Module : 'DentalMigration') }
$store = @{}
if ($LedgerStore) { $store.LedgerStore = $LedgerStore }
if ($LedgerKey) { $store.LedgerKey = $LedgerKey }
function Get-Place([string] $File) { Join-Path $WorkingFolder $File }
function Write-Step([string] $Text) { Write-Information "$(Get-Date -Format HH:mm)  $Text" }

$map = Get-Item (Get-Place '*.map.json') | Select-Object -First 1 | Import-MigrationMap
if (-not $map) { throw "There is no cutover in '$WorkingFolder'. Give the folder that Cutover.ps1 worked in." }
$name = $map.System -eq 'dentes' ? 'Dentes' : 'DentalExec'
$arguments = @{ Path = $Source ? $Source : (Join-Path $PSScriptRoot $map.System) }
if ($TimeZone) { $arguments.TimeZone = $TimeZone }
$export = & "Connect-${name}Source" @arguments
$connection = $Target ?? @{ Embedded = Get-Place 'target.db' }
$organization = Connect-Dataverse @connection
try {
    $run = Get-Migration (Get-Place "$LedgerName.ledger") -Source $export -Target $organization @store
    $file = Get-Place 'owners.csv'
    $before = Import-ProviderOwnerMap $file
    $fallback = ($before | Where-Object Provider -EQ '*').Name
    $providers = @(& "Get-${name}Provider" $export)
    function Find-Owner([hashtable] $Decisions) {
        $providers | Resolve-ProviderOwner -Target $organization -Fallback $fallback @Decisions -ErrorAction Continue -WarningAction SilentlyContinue
    }

    # What people decided before holds on, but where they decide anew.
    $new = @($OwnerMap ? (Find-Owner @{ OwnerMap = $OwnerMap } | Where-Object Status -EQ Chosen) : @())
    $chosen = @($before | Where-Object { $_.Status -eq 'Chosen' -and $_.Provider -notin $new.Provider }) + $new
    $decisions = @{}
    if ($chosen) {
        $decisions.OwnerMap = Get-Place 'owner-decisions.csv'
        $chosen | Select-Object Provider, Owner | Export-Csv $decisions.OwnerMap -WhatIf:$false
    }
    $now = @(Find-Owner $decisions)

    $waited = @($before | Where-Object Status -NotIn Matched, Chosen, Fallback)
    $found = @($now | Where-Object { $_.Provider -in $waited.Provider -and $_.Status -in 'Matched', 'Chosen' })
    $waiting = @($now | Where-Object Status -NotIn Matched, Chosen, Fallback)
    Write-Step "$($found.Count) providers have their user now, $($waiting.Count) still wait"
    foreach ($row in $found) { Write-Information "       $($row.Provider)  $($row.Owner)" }
    foreach ($row in $waiting) { Write-Information "       $($row.Provider)  $($row.Status): $($row.Reason)" }
    if (-not $found) {
        Write-Step 'Nothing to move. Have the users made, or name them with -OwnerMap, and run this again.'
        return
    }
    if (-not $Force -and -not $WhatIfPreference -and
        -not $PSCmdlet.ShouldContinue("Give the rows of $($found.Count) providers of '$($arguments.Path)' to their users in '$($organization.Name)'?", 'Owners')) {
        Write-Step 'Nothing was moved.'
        return
    }

    Write-Step 'Move the rows that waited, parents first'
    $moves = @(Update-MigrationOwner $run -Owner $now -WarningAction SilentlyContinue -Confirm:$false)
    if ($WhatIfPreference) { return }
    foreach ($move in $moves | Where-Object Moved) { Write-Information ('       {0,-17}{1,8} moved' -f $move.Object, $move.Moved) }
    $moves | Export-MigrationReport (Get-Place 'owner-moves.csv')

    Write-Step 'Fill the lookups to the new users'
    $counts = Resume-Migration $run -WarningAction SilentlyContinue -Confirm:$false
    $now | Export-ProviderOwnerMap $file
    Write-Step "$(($counts | Measure-Object Updated -Sum).Sum) rows were updated. Moves are in owner-moves.csv, owners in owners.csv."

    if (Test-Migration $run -ErrorAction Continue) {
        Write-Step 'The migration is sound. Next: Invoke-Pester ./examples/Cutover.Tests.ps1'
    }
    else {
        Write-Warning 'The migration is not sound. Mend what is listed above and run this again.'
    }
}
finally {
    Disconnect-Dataverse $organization
    Disconnect-MigrationSource $export
}
