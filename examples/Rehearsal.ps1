<#
.SYNOPSIS
    A whole migration into an embedded Dataverse, verified field by field and taken back again. Needs no tenant and asks nothing.
.DESCRIPTION
    The quickest way to see what a migration makes of an export: nothing leaves this machine. Runs as it is with the example practices.

    What to change for a practice of your own:

    -System, -Source   the system and the folder of its export. For a database or a REST endpoint change the line with Connect-…Source.
    -Users             the users your organisation will have: CSV with fullname, email and isdisabled.
    -FallbackOwner     one of them, who owns what no dentist's user can own.
    -Map               a map you have edited; proposed, and left in the working folder for you to edit, when left out.
    -SampleSize        patients to load, with all that belongs to them; 0 for everything.

    The map is approved for this rehearsal alone. For a rehearsal that authorises a cutover use Cutover.ps1.
.EXAMPLE
    ./examples/Rehearsal.ps1

    The whole example practice of Dr.DENTES: loaded, compared, reconciled, undone.
.EXAMPLE
    ./examples/Rehearsal.ps1 -System dental-exec -Source ./friday -Users ./users.csv -FallbackOwner front.desk@contoso.com -SampleSize 300 -Keep

    300 patients of an export of one's own; the organisation stays, to be looked at.
#>
[CmdletBinding()]
param(
    [ValidateSet('dentes', 'dental-exec')]
    [string] $System = 'dentes',

    [string] $Source = (Join-Path $PSScriptRoot $System),

    # Where the organisation, the ledger, the map and the reports are put. Edit the map there and run this again: the rehearsal before is taken back.
    [string] $WorkingFolder = (Join-Path $PSScriptRoot "../out/rehearsal-$System"),

    [string] $Map,

    [string] $Users = (Join-Path $PSScriptRoot ($System -eq 'dentes' ? 'contoso-users.csv' : 'contoso-us-users.csv')),

    [string] $FallbackOwner = ($System -eq 'dentes' ? 'zeynep.kilic@example.com' : 'nquill@example.com'),

    # ISO code of the practice's money.
    [string] $Currency = ($System -eq 'dentes' ? 'TRY' : 'USD'),

    # IANA zone of the practice; the system's own when left out.
    [string] $TimeZone,

    [int] $SampleSize = 0,

    # Leaves what was loaded in the embedded organisation instead of taking it back.
    [switch] $Keep,

    # The built module; not needed where it is installed.
    [string] $Module = (Join-Path $PSScriptRoot '../out/DentalMigration')
)

$ErrorActionPreference = 'Stop'
$InformationPreference = 'Continue'
if (-not (Get-Module DentalMigration)) { Import-Module ((Test-Path $Module) ? $Module : 'DentalMigration') }
$null = New-Item $WorkingFolder -ItemType Directory -Force
$name = $System -eq 'dentes' ? 'Dentes' : 'DentalExec'
function Get-Place([string] $File) { Join-Path $WorkingFolder $File }
function Write-Step([string] $Text) { Write-Information "$(Get-Date -Format HH:mm)  $Text" }

$arguments = @{ Path = $Source }
if ($TimeZone) { $arguments.TimeZone = $TimeZone }
$export = & "Connect-${name}Source" @arguments
$target = Connect-Dataverse -Embedded (Get-Place 'rehearsal.db') -User (Import-Csv $Users) -BaseCurrency $Currency
try {
    $before = Get-DataverseDigest $target
    Write-Step "Profile of $($export.Name): profile.html"
    $export | Measure-MigrationSource | Export-MigrationReport (Get-Place 'profile.html')

    Write-Step 'Map and schema'
    if (-not $Map) {
        # Proposed once; from then on the file is what counts.
        $Map = Get-Place "$System.map.json"
        if (-not (Test-Path $Map)) { $export | New-MigrationMap | Export-MigrationMap $Map }
    }
    $approved = Import-MigrationMap $Map | Approve-MigrationMap -Approver 'rehearsal' -IgnoreOpen
    $ledger = Get-Place 'rehearsal.ledger'
    if (Test-Path $ledger) {
        $old = Get-Migration $ledger -Source $export -Target $target
        if ($old.MapHash -ne $approved.Hash) {
            $aside = 'rehearsal-{0:yyyyMMdd-HHmmss}.ledger' -f (Get-Date)
            Write-Step "The rehearsal of the map before its edits is taken back, and its ledger set aside as $aside."
            $null = Undo-Migration $old -Force -Confirm:$false
            Get-Item "$ledger*" | Move-Item -Destination { $_.FullName.Replace('rehearsal.ledger', $aside) }
            $before = Get-DataverseDigest $target
        }
    }
    $made = @($approved | New-MigrationSchemaPlan -Target $target | New-DataverseCustomTable).Count
    $owners = & "Get-${name}Provider" $export | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner -ErrorAction Continue
    $owners | Export-ProviderOwnerMap (Get-Place 'owners.csv')
    Write-Step "$made components of schema; $(@($owners | Where-Object Status -In Matched, Chosen).Count) of $($owners.Count - 1) providers have their user: owners.csv"

    Write-Step ($SampleSize ? "Load $SampleSize patients with all that belongs to them" : 'Load everything')
    $run = New-Migration -Map $approved -Owner $owners -Source $export -Target $target -Ledger $ledger
    $counts = $SampleSize `
        ? (& "Get-${name}Patient" $export | Select-MigrationSample -Count $SampleSize | Invoke-MigrationBatch $run -WarningAction SilentlyContinue) `
        : (Invoke-MigrationBatch $run -WarningAction SilentlyContinue)
    foreach ($line in $counts | Where-Object Read) {
        Write-Information ('       {0,-17}{1,8} read {2,8} written {3,6} merged {4,6} filtered {5,6} held {6,6} rejected' -f
            $line.Object, $line.Read, ($line.Created + $line.Updated + $line.Unchanged), $line.Merged, $line.Filtered, $line.Held, $line.Rejected)
    }
    $counts | Export-MigrationReport (Get-Place 'run.html')
    $held = @(Get-MigrationHold $run)
    $held | Export-MigrationReport (Get-Place 'held.csv')
    Write-Step "$($held.Count) rows were held or rejected: held.csv says where each stands in the export, why, and what to do."

    Write-Step "Verify: every field compared (diff.html, it shows patients' values), every figure (reconciliation.html)"
    $run | Compare-MigrationRecord | Export-MigrationReport (Get-Place 'diff.html')
    $run | Measure-Migration | Export-MigrationReport (Get-Place 'reconciliation.html')
    $sound = Test-Migration $run -ErrorAction Continue
    if ($sound) { Write-Step 'What was written is sound.' } else { Write-Warning 'What was written is not sound; see the errors above.' }

    if ($Keep) {
        Write-Step "The organisation stays: $(Get-Place 'rehearsal.db'). Take it back with: ./examples/Rollback.ps1 -Ledger $($run.Ledger)"
    }
    else {
        Write-Step 'Undo: everything is taken back'
        Undo-Migration $run -Confirm:$false | Export-MigrationReport (Get-Place 'undo.html')
        $restored = (Get-DataverseDigest $target) -eq $before
        if ($restored) { Write-Step 'The organisation holds exactly what it held before.' } else { Write-Warning 'The undo left something behind: undo.html.' }
    }
    Write-Step "Reports are in $WorkingFolder. Next: correct the map and the export, rehearse again, then ./examples/Cutover.ps1."
}
finally {
    Disconnect-Dataverse $target
    Disconnect-MigrationSource $export
}
