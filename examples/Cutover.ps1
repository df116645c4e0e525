<#
.SYNOPSIS
    A whole cutover of a Dr.DENTES practice: profile, map, schema, owners, rehearsal, load, delta, verification.
.DESCRIPTION
    Runs as it is against two embedded organisations, so it can be tried without a tenant. For a real cutover change these things:

    - $sandbox:  Connect-Dataverse -Url https://<sandbox>.crm4.dynamics.com -ManagedIdentity
    - $target:   Connect-Dataverse -Url https://<organisation>.crm4.dynamics.com -ManagedIdentity
    - the map:   run up to Export-MigrationMap, read and edit the file, and only then go on. An approval covers the map as it is then.
    - Approve-Migration: add -LegalBasis, on which patients' data may move, and -ExpectedOrganization with its name; a real organisation demands both.
    - -FallbackOwner: an enabled user, or a team, that owns what no dentist's user can own.

    Run it again at any time: it goes on where it stopped, and what is there already is not written twice. With -Undo it takes the
    cutover back when the verification fails.
.EXAMPLE
    ./build.ps1; ./examples/Cutover.ps1; Invoke-Pester ./examples/Cutover.Tests.ps1
.EXAMPLE
    ./examples/Cutover.ps1 -Source ./friday -Delta ./monday -WorkingFolder ./cutover -Approver ayse@contoso.com
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The export's folder.
    [string] $Source = (Join-Path $PSScriptRoot 'dentes'),

    # A newer export, whose changes are picked up after the load.
    [string] $Delta,

    # Where organisations, ledgers, maps and reports are put.
    [string] $WorkingFolder = (Join-Path $PSScriptRoot '../out/cutover'),

    # Who answers for the map and for the run.
    [string] $Approver = 'ayse@contoso.com',

    [string] $FallbackOwner = 'zeynep.kilic@example.com',

    # Users of the embedded organisations, where they are new.
    [string] $Users = (Join-Path $PSScriptRoot 'contoso-users.csv'),

    [string] $TimeZone = 'Europe/Istanbul',

    [int] $SampleSize = 60,

    # Undoes the cutover when its verification fails.
    [switch] $Undo,

    # The built module; not needed where it is installed.
    [string] $Module = (Join-Path $PSScriptRoot '../out/DentalMigration')
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module DentalMigration)) { Import-Module ((Test-Path $Module) ? $Module : 'DentalMigration') }
$null = New-Item $WorkingFolder -ItemType Directory -Force -WhatIf:$false
function In([string] $Name) { Join-Path $WorkingFolder $Name }

# Profile: what is in the export, and what to mend in it before the weekend.
$export = Connect-DentesSource -Path $Source -TimeZone $TimeZone
$export | Measure-MigrationSource | Export-MigrationReport (In 'profile.html')

# Map: propose it once; from then on the file is what a person reads, edits and approves.
$mapFile = In 'dentes.map.json'
if (-not (Test-Path $mapFile)) { $export | New-MigrationMap | Export-MigrationMap $mapFile -WhatIf:$false }
$map = Import-MigrationMap $mapFile | Approve-MigrationMap -Approver $Approver -WhatIf:$false

# Rehearse: a sample of patients with all that belongs to them, compared field by field.
$people = Import-Csv $Users
$sandbox = Connect-Dataverse -Embedded (In 'sandbox.db') -User $people -BaseCurrency TRY
$map | New-MigrationSchemaPlan -Target $sandbox | New-DataverseCustomTable | Out-Null
$owners = $export | Get-DentesProvider | Resolve-ProviderOwner -Target $sandbox -Fallback $FallbackOwner
$owners | Export-ProviderOwnerMap (In 'owners.csv')

$rehearsal = New-Migration -Map $map -Owner $owners -Source $export -Target $sandbox -Ledger (In 'rehearsal.ledger')
Write-Host 'Rehearsal'
$export | Get-DentesPatient | Select-MigrationSample -Count $SampleSize | Invoke-MigrationBatch $rehearsal -WarningAction SilentlyContinue | Out-Host
if (-not $WhatIfPreference) { $rehearsal | Compare-MigrationRecord | Export-MigrationReport (In 'diff.html') }

# Cutover: the same map and people against the real organisation, on the strength of the rehearsal.
$target = Connect-Dataverse -Embedded (In 'target.db') -User $people -BaseCurrency TRY
if (-not (Test-MigrationTarget $target -Map $map -ErrorAction Continue)) { throw 'The target is not ready.' }
$map | New-MigrationSchemaPlan -Target $target | New-DataverseCustomTable | Out-Null
$run = New-Migration -Map $map -Owner $owners -Source $export -Target $target -Ledger (In 'cutover.ledger') |
    Approve-Migration -Rehearsal $rehearsal -Approver $Approver

Write-Host 'Cutover'
$counts = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
$counts | Out-Host
if ($counts) { $counts | Export-MigrationReport (In 'run.html') }
if ($Delta) {
    Write-Host 'Delta'
    Sync-Migration $run -Source (Connect-DentesSource -Path $Delta -TimeZone $TimeZone) -WarningAction SilentlyContinue | Out-Host
}

# Verify: what was held and why, whether the figures agree, and whether the whole is sound.
if ($WhatIfPreference) { return }
$held = @(Get-MigrationHold $run)
Write-Host "Held and rejected: $($held.Count)"
$held | Group-Object Kind, Code -NoElement | Sort-Object Count -Descending | Out-Host
$held | Export-MigrationReport (In 'held.csv')
$run | Measure-Migration | Export-MigrationReport (In 'reconciliation.html')
$run | Get-MigrationAudit | Select-Object Sequence, At, Who, Run, Action, Table, Count, Outcome, Note | Export-Csv (In 'audit.csv')

$sound = Test-Migration $run -ErrorAction Continue
if ($sound) {
    Write-Host "The cutover is sound. Reports are in $WorkingFolder."
}
elseif ($Undo) {
    Undo-Migration $run -Confirm:$false | Export-MigrationReport (In 'undo.html')
    Write-Warning 'The cutover was not sound and was undone.'
}
else {
    Write-Warning 'The cutover is not sound. Mend it and run again, or take it back with: Undo-Migration'
}

# Let go of the embedded files, so that another process can open them.
$sandbox, $target | Disconnect-Dataverse
