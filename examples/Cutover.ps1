<#
.SYNOPSIS
    A whole cutover: profile, map, schema, owners, rehearsal, load, delta, verification. Asks before each step that a person answers for.
.DESCRIPTION
    Runs as it is, of the example practices, against two embedded organisations, so it can be tried without a tenant.

    What to change for a real cutover, all of it parameters:

    -System, -Source   the system and the folder of its export. For a database or a REST endpoint change the line with Connect-…Source.
    -Sandbox           how to reach the sandbox:      @{ Url = 'https://contoso-dev.crm4.dynamics.com'; DeviceCode = $true }
    -Target            how to reach the organisation: @{ Url = 'https://contoso.crm4.dynamics.com'; DeviceCode = $true }
                       What is in the table are parameters of Connect-Dataverse, so every kind of sign-in can be used.
    -ExpectedSandbox, -ExpectedOrganization   their names: a load elsewhere than on this machine wants them named.
    -LegalBasis        on what legal basis patients' data may move; a real organisation demands it.
    -Approver          who answers for the map and for the run.
    -FallbackOwner     an enabled user, or a team, that owns what no dentist's user can own.
    -WorkingFolder     a folder of this cutover alone. Keep it: the ledger in it is what resumes, proves and undoes.
    -Waive, -WaiveReason   findings of Test-MigrationTarget to load in spite of, by their codes, in -Approver's name. Most organisations have
                       published rules against duplicates, which do not touch the load: -Waive DuplicateRuleActive.

    Who owns what stands in owners.csv of the working folder. Fill in Owner where it is empty and run this again, and the provider's rows go
    to that user or team; to overrule a match, write Chosen under Status as well. What people decided there is kept from run to run.

    The gates: the map, before it is approved; the rehearsal's differences, before the real load; the load itself; and, where the figures
    do not agree, the undo. A no at a gate stops there. Run it again at any time: it goes on where it stopped, what is there is not written
    twice, and a map that was approved and not edited since is not asked about again. A rehearsal of another map than the file's is taken
    back in the sandbox and its ledger set aside. Once a delta was picked up, the export before it is not loaded again. -Force answers
    every gate but the undo with yes.
.EXAMPLE
    ./examples/Cutover.ps1 -Force

    The example practice of Dr.DENTES, without a question.
.EXAMPLE
    ./examples/Cutover.ps1 -System dental-exec -Source ./friday -Delta ./monday -WorkingFolder ./cutover -Approver ayse@contoso.com

    A practice of Dental-Exec, with the changes of the weekend, asking at each gate.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [ValidateSet('dentes', 'dental-exec')]
    [string] $System = 'dentes',

    # The export's folder; demanded with -Sandbox and -Target.
    [string] $Source = (Join-Path $PSScriptRoot $System),

    # A newer export, whose changes are picked up after the load. Later ones: Delta.ps1.
    [string] $Delta,

    # Where ledgers, maps, reports and embedded organisations are put.
    [string] $WorkingFolder = (Join-Path $PSScriptRoot '../out/cutover'),

    [hashtable] $Sandbox,

    [hashtable] $Target,

    [string] $ExpectedSandbox,

    [string] $ExpectedOrganization,

    [string] $LegalBasis,

    [string] $Approver = 'ayse@contoso.com',

    [string] $FallbackOwner = ($System -eq 'dentes' ? 'zeynep.kilic@example.com' : 'nquill@example.com'),

    # Users of the embedded organisations, where they are new.
    [string] $Users = (Join-Path $PSScriptRoot ($System -eq 'dentes' ? 'contoso-users.csv' : 'contoso-us-users.csv')),

    # IANA zone of the practice; the system's own when left out.
    [string] $TimeZone,

    [int] $SampleSize = 60,

    # Codes of Test-MigrationTarget to load in spite of, in the sandbox too, and why.
    [string[]] $Waive = @(),

    [string] $WaiveReason,

    # The organisation's licence, whose limit of tables holds.
    [ValidateSet('SalesProfessional', 'SalesEnterprise', 'PowerApps')]
    [string] $License = 'SalesProfessional',

    # Asks nothing.
    [switch] $Force,

    # Undoes the cutover, unasked, when its verification fails.
    [switch] $Undo,

    # The built module; not needed where it is installed.
    [string] $Module = (Join-Path $PSScriptRoot '../out/DentalMigration')
)

$ErrorActionPreference = 'Stop'
$InformationPreference = 'Continue'
if (($Target -or $Sandbox) -and -not $PSBoundParameters.ContainsKey('Source')) {
    throw 'Give -Source, the folder of the export: the example practice belongs in no organisation of yours.'
}
if (-not (Get-Module DentalMigration)) { Import-Module ((Test-Path $Module) ? $Module : 'DentalMigration') }
$null = New-Item $WorkingFolder -ItemType Directory -Force -WhatIf:$false
$name = $System -eq 'dentes' ? 'Dentes' : 'DentalExec'
$embedded = @{ User = Import-Csv $Users; BaseCurrency = $System -eq 'dentes' ? 'TRY' : 'USD' }

function Get-Place([string] $File) { Join-Path $WorkingFolder $File }
function Write-Step([string] $Text) { Write-Information "$(Get-Date -Format HH:mm)  $Text" }
function Write-Count($Counts) {
    foreach ($line in $Counts) {
        Write-Information ('       {0,-17}{1,8} read {2,8} created {3,8} updated {4,8} unchanged {5,6} merged {6,6} filtered {7,6} held {8,6} rejected' -f
            $line.Object, $line.Read, $line.Created, $line.Updated, $line.Unchanged, $line.Merged, $line.Filtered, $line.Held, $line.Rejected)
    }
}
function Test-Gate([string] $Question, [string] $Title) { $Force -or $WhatIfPreference -or $PSCmdlet.ShouldContinue($Question, $Title) }
function Connect-Source([string] $Path) {
    $arguments = @{ Path = $Path }
    if ($TimeZone) { $arguments.TimeZone = $TimeZone }
    & "Connect-${name}Source" @arguments
}

# What speaks against an organisation that nobody waived; a waiver is given to the run, whose load asks again.
function Confirm-Ready($There, [string] $What, [hashtable] $Wanted) {
    $findings = @(Test-MigrationTarget $There -Map $map -Source $export -License $License -Detailed @Wanted | Where-Object Code -NotIn $Waive)
    $findings | ForEach-Object { Write-Warning "$($_.Code), $($_.Place): $($_.Message)" }
    if ($findings | Where-Object Stops) {
        throw "The $What is not ready. Mend what is listed above, or go on in spite of it with -Waive CODE -WaiveReason '…', and run this again."
    }
}
function Add-Waiver($Run) {
    $Waive ? ($Run | Approve-Migration -Waive $Waive -Reason $WaiveReason -Approver $Approver) : $Run
}

# Owners in an organisation. What people decided in owners.csv goes before everything; what was matched there is looked up anew.
function Find-Owner($There, [switch] $IsFinal) {
    $file = Get-Place 'owners.csv'
    $decided = (Test-Path $file) ? @(Import-ProviderOwnerMap $file | Where-Object { $_.Status -eq 'Chosen' -or ($_.Owner -and $_.Status -notin 'Matched', 'Fallback') }) : @()
    $decisions = @{}
    if ($decided) {
        $decisions.OwnerMap = Get-Place 'owner-decisions.csv'
        $decided | Select-Object Provider, Owner | Export-Csv $decisions.OwnerMap -WhatIf:$false
    }
    # A provider that contradicts itself is told, and goes to the fallback owner.
    $found = @($providers | Resolve-ProviderOwner -Target $There -Fallback $FallbackOwner @decisions -ErrorAction Continue -ErrorVariable troubles)
    if ($IsFinal -and $troubles.FullyQualifiedErrorId -match '^OwnerMapRefused') { throw "$file names owners who cannot own rows there: see above. Correct it and run this again." }
    $found
}

$connected = @()
$export = $newer = $null
try {
    Write-Step 'Profile: what is in the export, and what to mend in it before the weekend.'
    $export = Connect-Source $Source
    $export | Measure-MigrationSource | Export-MigrationReport (Get-Place 'profile.html')

    Write-Step 'Map: what goes where. Proposed once; from then on the file is what counts.'
    $mapFile = Get-Place "$System.map.json"
    if (-not (Test-Path $mapFile)) { $export | New-MigrationMap | Export-MigrationMap $mapFile -WhatIf:$false }
    $map = Import-MigrationMap $mapFile
    if (-not $map.IsApproved) {
        Write-Step "Read $(Get-Place 'profile.html') and $mapFile; edit the map where it is wrong."
        if (-not (Test-Gate "Do you approve the map of '$Source' as it is in '$mapFile' now, as ${Approver}?" 'The map')) {
            Write-Step 'Stopped before the map was approved. Nothing was written anywhere. Edit the map and run this again.'
            return
        }
        $map = Import-MigrationMap $mapFile | Approve-MigrationMap -Approver $Approver -WhatIf:$false
        $map | Export-MigrationMap $mapFile
    }

    Write-Step "Rehearsal: $SampleSize patients with all that belongs to them, into the sandbox."
    $arguments = $Sandbox ?? ($embedded + @{ Embedded = Get-Place 'sandbox.db' })
    $connected += $there = Connect-Dataverse @arguments
    $wanted = $ExpectedSandbox ? @{ ExpectedOrganization = $ExpectedSandbox } : @{}
    Confirm-Ready $there sandbox $wanted
    $ledger = Get-Place 'rehearsal.ledger'
    if ((Test-Path $ledger) -and -not $WhatIfPreference) {
        $old = Get-Migration $ledger -Source $export -Target $there
        if ($old.MapHash -ne $map.Hash) {
            $aside = 'rehearsal-{0:yyyyMMdd-HHmmss}.ledger' -f (Get-Date)
            Write-Step "The sandbox holds a rehearsal of the map before its edits: it is taken back, and its ledger set aside as $aside."
            $null = Undo-Migration $old -Force -Confirm:$false
            if ($old.State -ne 'undone') { throw 'The rehearsal could not be taken back whole. Run this again.' }
            Get-Item "$ledger*" | Move-Item -Destination { $_.FullName.Replace('rehearsal.ledger', $aside) }
        }
    }
    $map | New-MigrationSchemaPlan -Target $there | New-DataverseCustomTable | Out-Null
    $providers = @(& "Get-${name}Provider" $export)
    $owners = @(Find-Owner $there)
    if (-not (Test-Path (Get-Place 'owners.csv'))) { $owners | Export-ProviderOwnerMap (Get-Place 'owners.csv') }
    if ($Sandbox) { $wanted.Sandbox = $true }
    $rehearsal = Add-Waiver (New-Migration -Map $map -Owner $owners -Source $export -Target $there -Ledger $ledger @wanted)
    Write-Count (& "Get-${name}Patient" $export | Select-MigrationSample -Count $SampleSize -InformationAction SilentlyContinue |
            Invoke-MigrationBatch $rehearsal -WarningAction SilentlyContinue)
    if (-not $WhatIfPreference) {
        $rehearsal | Compare-MigrationRecord | Export-MigrationReport (Get-Place 'diff.html')
        Write-Step "Read $(Get-Place 'diff.html'), field by field (it shows patients' values), and $(Get-Place 'owners.csv')."
    }
    if (-not (Test-Gate "Is every field of the rehearsal of '$Source' as it should be, and every dentist matched who has a user?" 'The rehearsal')) {
        Write-Step 'Stopped after the rehearsal. The real organisation was not touched. Correct the map or the owners, and run this again.'
        return
    }

    Write-Step 'Target: is it the organisation that is meant, and ready?'
    $arguments = $Target ?? ($embedded + @{ Embedded = Get-Place 'target.db' })
    $connected += $organization = Connect-Dataverse @arguments
    $wanted = $ExpectedOrganization ? @{ ExpectedOrganization = $ExpectedOrganization } : @{}
    Confirm-Ready $organization target $wanted
    # What an embedded organisation held before, for Rollback.ps1 to prove that it holds it again.
    if ($organization.IsEmbedded -and -not (Test-Path (Get-Place 'before.txt'))) { Get-DataverseDigest $organization | Set-Content (Get-Place 'before.txt') }

    if (-not (Test-Gate "Load '$Source' into '$($organization.Name)', organisation $($organization.OrganizationId)?" 'The cutover')) {
        Write-Step 'Stopped before the load. The real organisation was not touched.'
        return
    }
    Write-Step 'Cutover: the same map and people against the real organisation, on the strength of the rehearsal.'
    $map | New-MigrationSchemaPlan -Target $organization | New-DataverseCustomTable | Out-Null
    $owners = @(Find-Owner $organization -IsFinal)
    $owners | Export-ProviderOwnerMap (Get-Place 'owners.csv')
    $run = Add-Waiver (New-Migration -Map $map -Owner $owners -Source $export -Target $organization -Ledger (Get-Place 'cutover.ledger') @wanted)
    $last = $run.Run -eq 0 ? $null : (Get-MigrationAudit $run | Where-Object { $_.Action -eq 'begin' -and $_.Note -in 'load', 'sync' } | Select-Object -Last 1)
    if ($run.State -like 'undo ?*') {
        Write-Warning "An undo is in hand ($($run.State)). Finish it with ./examples/Rollback.ps1; nothing was loaded."
        return
    }
    if ($last.Note -eq 'sync' -and $run.State -ne 'undone') {
        Write-Step "Run $($last.Run) picked up a delta: the export before it, $Source, is not loaded again."
        if (-not $Delta) {
            Write-Step 'Nothing to load. To verify, give the newest export with -Delta; a newer one goes through ./examples/Delta.ps1.'
            return
        }
        $newer = Connect-Source $Delta
        $run = Get-Migration $run.Ledger -Source $newer -Target $organization
        # Goes on with that delta, or finds it done; another export than the last one is refused.
        Write-Count (Resume-Migration $run -WarningAction SilentlyContinue)
    }
    else {
        $approval = $LegalBasis ? @{ LegalBasis = $LegalBasis } : @{}
        $run = $run | Approve-Migration -Rehearsal $rehearsal -Approver $Approver @approval
        $counts = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
        Write-Count $counts
        if ($counts) { $counts | Export-MigrationReport (Get-Place 'run.html') }
        if ($Delta) {
            Write-Step "Delta: what changed since, from $Delta."
            $newer = Connect-Source $Delta
            Write-Count (Sync-Migration $run -Source $newer -WarningAction SilentlyContinue)
        }
    }
    if ($WhatIfPreference) { return }

    Write-Step 'Verify: what was held and why, whether the figures agree, whether the whole is sound.'
    $held = @(Get-MigrationHold $run)
    $held | Group-Object Kind, Code -NoElement | Sort-Object Count -Descending |
        ForEach-Object { Write-Information ('       {0,6}  {1}' -f $_.Count, $_.Name) }
    $held | Export-MigrationReport (Get-Place 'held.csv')
    $run | Measure-Migration | Export-MigrationReport (Get-Place 'reconciliation.html')
    $null = Get-MigrationAudit $run -Path (Get-Place 'audit.jsonl')
    $sound = Test-Migration $run -ErrorAction Continue

    Write-Step "$($held.Count) rows were held or rejected: held.csv says where each stands and what to do. All reports are in $WorkingFolder."
    if ($sound) {
        Write-Step 'The cutover is sound.'
        Write-Step 'Next: Invoke-Pester ./examples/Cutover.Tests.ps1; on Monday ./examples/Delta.ps1; when users come late ./examples/OwnerFixup.ps1.'
    }
    elseif ($Undo -or (-not $Force -and $PSCmdlet.ShouldContinue("The cutover of '$Source' is not sound. Take all of it back now?", 'Undo'))) {
        Undo-Migration $run -Confirm:$false | Export-MigrationReport (Get-Place 'undo.html')
        Write-Warning 'The cutover was not sound and was undone: undo.html.'
    }
    else {
        Write-Warning 'The cutover is not sound. Mend what is listed above and run this again, or take it back with ./examples/Rollback.ps1.'
    }
}
finally {
    # Let go of files, so that others can open them.
    $connected | Disconnect-Dataverse
    $export, $newer | Where-Object { $_ } | Disconnect-MigrationSource
}
