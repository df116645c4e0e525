<#
.SYNOPSIS
    Verifies a finished cutover: nothing lost, figures, files, owners, states, security, single records field by field, the audit log.
.DESCRIPTION
    The suite to keep and to run again after each delta, by hand or by a schedule. Reads the export and the organisation; changes neither.
    By default it looks at what examples/Cutover.ps1 made. For a real cutover pass what is other there:

    $data = @{ WorkingFolder = './cutover'; Source = './friday'; ExpectedHeld = 12
        Target   = @{ Url = 'https://contoso.crm4.dynamics.com'; DeviceCode = $true }
        Outsider = @{ Url = 'https://contoso.crm4.dynamics.com'; TenantId = 't'; ClientId = 'a'; CertificateThumbprint = 'c' } }
    Invoke-Pester -Container (New-PesterContainer -Path ./examples/Cutover.Tests.ps1 -Data $data) -Output Detailed

    Everything is compared once by the engine, in a stream, and counted by column; single records are read anew and held against the export's own words.
    What to change where the map was changed: the words and columns under BeforeDiscovery.

    When it fails, it says object, key or row id, column and cause, never a value: what a patient's name is, nobody reads in a log.
.EXAMPLE
    Invoke-Pester ./examples/Cutover.Tests.ps1 -Output Detailed

    The example cutover.
#>
param(
    [string] $WorkingFolder = (Join-Path $PSScriptRoot '../out/cutover'),

    # The export the cutover, or its newest delta, was loaded from; that of the example practice when left out.
    [string] $Source,

    # Name of the ledger in the working folder or the store, as Start-Cutover.ps1 takes it.
    [string] $LedgerName = 'cutover',

    # IANA zone of the practice; the system's own when left out.
    [string] $TimeZone,

    # Parameters of Connect-Dataverse, for a user who reads secured columns; the embedded organisation in the working folder when left out.
    [hashtable] $Target,

    # The same for a user who is not in the column security profile, and may read patients' other columns.
    [hashtable] $Outsider,

    # Where the ledger is kept, and its key, where Azure Automation ran the cutover. The working folder then has what Start-Cutover.ps1 left with the reports.
    [string] $LedgerStore,
    [securestring] $LedgerKey,

    # Rows that are known to be held or rejected, and accepted; any number when left out.
    [int] $ExpectedHeld = -1,

    # Records of an object looked at one by one, spread over it.
    [int] $SpotChecks = 50,

    [string] $Module = (Join-Path $PSScriptRoot '../out/DentalMigration')
)

BeforeDiscovery {
    if (-not (Get-Module DentalMigration)) { Import-Module ((Test-Path $Module) ? $Module : 'DentalMigration') }
    $map = Get-Item (Join-Path $WorkingFolder '*.map.json') | Select-Object -First 1 | Import-MigrationMap
    if (-not $map) { throw "There is no cutover in '$WorkingFolder'. Give the folder that Cutover.ps1 worked in." }
    $objects = $map.Objects | ForEach-Object { @{ Object = ($_ -split ' -> ')[0] } }
    $system = $map.System
    $canBeOutside = $Outsider -or -not $Target

    # What a word of the export becomes in Dataverse.
    $words = $system -eq 'dentes' ? @(
        @{ Object = 'patient'; Word = 'Aktif'; Column = 'statuscode'; State = 'Active' }
        @{ Object = 'patient'; Word = 'Pasif'; Column = 'statuscode'; State = 'Inactive' }
        @{ Object = 'appointment'; Word = 'Geldi'; Column = 'statuscode'; State = 'Completed' }
        @{ Object = 'appointment'; Word = 'İptal'; Column = 'statuscode'; State = 'Canceled' }
    ) : @(
        @{ Object = 'patient'; Word = 'Active'; Column = 'statuscode'; State = 'Active' }
        @{ Object = 'patient'; Word = 'Inactive'; Column = 'statuscode'; State = 'Inactive' }
        @{ Object = 'appointment'; Word = 'Completed'; Column = '*_appointmentstatus'; State = 'Completed' }
        @{ Object = 'task'; Word = 'Completed'; Column = 'statuscode'; State = 'Completed' }
    )
}

BeforeAll {
    if (-not (Get-Module DentalMigration)) { Import-Module ((Test-Path $Module) ? $Module : 'DentalMigration') }
    $map = Get-Item (Join-Path $WorkingFolder '*.map.json') | Select-Object -First 1 | Import-MigrationMap
    $name = $map.System -eq 'dentes' ? 'Dentes' : 'DentalExec'
    $arguments = @{ Path = $Source ? $Source : (Join-Path $PSScriptRoot $map.System) }
    if ($TimeZone) { $arguments.TimeZone = $TimeZone }
    $export = & "Connect-${name}Source" @arguments -WarningAction SilentlyContinue
    $embedded = @{ Embedded = Join-Path $WorkingFolder 'target.db' }
    $ledger = @{ Ledger = Join-Path $WorkingFolder "$LedgerName.ledger" }
    if ($LedgerStore) { $ledger.LedgerStore = $LedgerStore }
    if ($LedgerKey) { $ledger.LedgerKey = $LedgerKey }
    $connection = $Target ?? $embedded
    $organization = Connect-Dataverse @connection
    $run = Get-Migration @ledger -Source $export -Target $organization
    $held = @(Get-MigrationHold $run)
    $zone = [TimeZoneInfo]::FindSystemTimeZoneById($export.TimeZone)
    # Of the last load or delta that came to its end: a repair, or a run that was paused, counted something else.
    $log = @(Get-MigrationAudit $run | Where-Object Action -In begin, end)
    $loads = @($log | Where-Object { $_.Action -eq 'begin' -and $_.Note -in 'load', 'sync' }).Run
    $counts = ($log | Where-Object { $_.Action -eq 'end' -and $_.Outcome -eq 'done' -and $_.Run -in $loads } | Select-Object -Last 1).Counts
    $figures = @($run | Measure-Migration)
    $columns = @($run | Compare-MigrationRecord -Summary)
    $readers = @{
        patient = "Get-${name}Patient"; appointment = "Get-${name}Appointment"
        procedure = $name -eq 'Dentes' ? 'Get-DentesProcedureLine' : 'Get-DentalExecProcedure'; task = 'Get-DentalExecTask'
    }

    # Keys of these name a record, not a person; rows of other objects are told by their ids.
    $named = 'practice', 'patient', 'treatment_plan', 'procedure', 'ledger', 'recall', 'appointment', 'task', 'note', 'document'

    # The first few places that differ, as a person looks for them. Read only when a test fails.
    function Find-Difference([string] $Object, [scriptblock] $Where) {
        Compare-MigrationRecord $run -Object $Object -DifferenceOnly | Where-Object $Where | Select-Object -First 5 | ForEach-Object {
            $by = $_.ChangedBy ? " by $($_.ChangedBy)" : ''
            "$Object $($Object -in $named ? $_.Key : $_.Id) $($_.Column): $($_.Verdict), $($_.Cause)$by"
        }
    }
    function Get-Differing($Line) { $Line.Compared - $Line.Same - $Line.RowMissing }

    # Keys of an object's records that have no row.
    function Get-HeldKey([string] $Object) {
        , [Collections.Generic.HashSet[string]]::new([string[]]@(($held | Where-Object Object -EQ $Object).Key | Where-Object { $_ }))
    }

    # Records spread over an object's, with their rows read back: Record, and Row by column.
    $spots = @{}
    function Get-Spot([string] $Object) {
        if (-not $spots.ContainsKey($Object)) {
            $without = Get-HeldKey $Object
            $rows = ($figures | Where-Object { $_.Object -eq $Object -and $_.Measure -eq 'rows' -and -not $_.Practice }).Source
            $step = [math]::Max(1, [math]::Floor($rows / $SpotChecks))
            $seen = 0
            $chosen = @($export | & $readers[$Object] | Where-Object { $_.Key -and -not $without.Contains($_.Key) -and ($seen++ % $step) -eq 0 })
            $read = @{}
            if ($chosen) {
                foreach ($line in Compare-MigrationRecord $run -Object $Object -Key $chosen.Key) {
                    if ($line.Cause -in 'RowMissing', 'Unreadable') { continue } # told where rows are counted
                    if (-not $read.ContainsKey($line.Key)) { $read[$line.Key] = @{} }
                    $read[$line.Key][$line.Column] = $line
                }
            }
            $spots[$Object] = @($chosen | ForEach-Object { [pscustomobject]@{ Record = $_; Row = $read[$_.Key] } } | Where-Object Row)
        }
        $spots[$Object]
    }
    function Get-Column($Spot, [string] $Like) { $Spot.Row.Values | Where-Object Column -Like $Like | Select-Object -First 1 }
}

AfterAll {
    if ($organization.IsConnected) { Disconnect-Dataverse $organization }
    if ($export) { Disconnect-MigrationSource $export }
}

Describe 'Nothing is lost' {
    It 'accounts for every record of <Object>' -ForEach $objects {
        @($counts | Where-Object Object -EQ $Object).Count | Should -Be 1 -Because 'the last whole run counted each object'
        $counts | Where-Object { $_.Object -eq $Object -and -not $_.IsConserved } |
            ForEach-Object { "$Object`: read $($_.Read), and not all of them are created, updated, unchanged, merged, held, rejected or filtered" } |
            Should -BeNullOrEmpty -Because 'each record has an outcome; run Resume-Migration'
    }

    It 'has every row of <Object> in Dataverse' -ForEach $objects {
        $lines = @($figures | Where-Object { $_.Object -eq $Object -and -not $_.Practice -and $_.Measure -in 'rows', 'missing', 'extra' })
        if ($lines | Where-Object Verdict -NE Same) {
            $lost = Find-Difference $Object { $_.Cause -in 'RowMissing', 'Unreadable' } | ForEach-Object { ($_ -split ' ')[0..1] -join ' ' } | Select-Object -Unique
            $lines | Where-Object Verdict -NE Same | ForEach-Object { "$($_.Measure): $($_.Source) are known, $($_.Target) are there" } |
                Should -BeNullOrEmpty -Because "these are not there: $($lost -join ', '). Ask who deleted them; Repair-Migration -IncludeChangedSince makes them again"
        }
    }

    It 'holds as many rows as are known and accepted' -Skip:($ExpectedHeld -lt 0) {
        $held.Count | Should -Be $ExpectedHeld -Because "of: $($held | Group-Object Code -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Join-String -Separator ', ')"
    }

    It 'says for each held row where it stands and what to do' {
        $held | Where-Object { -not $_.File -or -not $_.Line -or -not $_.Reason } | ForEach-Object { "$($_.Object) $($_.Code)" } | Should -BeNullOrEmpty
    }

    It 'read back every row it wrote' {
        Get-MigrationHold $run -IncludeFinding | Where-Object Code -In OwnerUnexpected, RowNotReadBack | ForEach-Object { "$($_.Object) $($_.Code)" } | Should -BeNullOrEmpty -Because 'see Get-MigrationHold -IncludeFinding'
    }
}

Describe 'The figures agree' {
    It 'sums every amount to the cent, in all and in each practice' {
        $sums = @($figures | Where-Object Measure -EQ sum)
        $sums.Count | Should -BeGreaterThan 0
        $sums | Where-Object Verdict -NE Same |
            ForEach-Object { "$($_.Object) $($_.Column)$($_.Practice ? " of practice $($_.Practice)" : ''): $($_.Source) in the export, $($_.Target) in Dataverse" } |
            Should -BeNullOrEmpty -Because 'Compare-MigrationRecord -Object … -DifferenceOnly shows the rows'
    }

    It 'sums the fees of the procedures as the export does' {
        $without = Get-HeldKey procedure
        $expected = ($export | & $readers.procedure | Where-Object { $_.Key -and -not $without.Contains($_.Key) } | Measure-Object Fee -Sum).Sum
        ($figures | Where-Object { $_.Object -eq 'procedure' -and $_.Column -like '*_fee' -and $_.Measure -eq 'sum' -and -not $_.Practice }).Target | Should -Be $expected
    }

    It 'has every file, byte for byte' {
        $figures | Where-Object { $_.Measure -in 'files', 'checksum' -and $_.Verdict -ne 'Same' -and -not $_.Practice } |
            ForEach-Object { "$($_.Object) $($_.Measure): $($_.Source) in the export, $($_.Target) in Dataverse"; Find-Difference $_.Object { $_.Column -like '*(bytes)' } } |
            Should -BeNullOrEmpty -Because 'Repair-Migration sends a file again'
    }
}

Describe 'Every row has its owner and its state' {
    It 'gives every row of <Object> to the owner that the owner map names' -ForEach $objects {
        $columns | Where-Object { $_.Object -eq $Object -and $_.Column -eq 'ownerid' -and (Get-Differing $_) } |
            ForEach-Object { "$(Get-Differing $_) of $($_.Compared) rows"; Find-Difference $Object { $_.Column -eq 'ownerid' -and $_.Cause -ne 'RowMissing' } } |
            Should -BeNullOrEmpty -Because 'a row belongs to the user of its dentist; ask who assigned it, or Repair-Migration'
    }

    It 'has every row of <Object> in its state' -ForEach $objects {
        $columns | Where-Object { $_.Object -eq $Object -and $_.Column -in 'statecode', 'statuscode' -and (Get-Differing $_) } |
            ForEach-Object { "$(Get-Differing $_) of $($_.Compared) rows"; Find-Difference $Object { $_.Column -in 'statecode', 'statuscode' -and $_.Cause -ne 'RowMissing' } } |
            Should -BeNullOrEmpty -Because 'ask who closed or opened it, or Repair-Migration'
    }

    It 'gives patients to the user of their dentist, by the owner map itself' {
        $owners = @{}
        Import-ProviderOwnerMap (Join-Path $WorkingFolder 'owners.csv') | ForEach-Object { $owners[$_.Provider] = $_.OwnerId }
        # One owner, one name, and each another one; where there are several, most of the rows are right.
        $users = foreach ($group in Get-Spot patient | Group-Object { "$($owners["$($_.Record.PrimaryProviderId)"] ?? $owners['*'])" }) {
            $byName = @($group.Group | Group-Object { $_.Row.ownerid.TargetValue } | Sort-Object Count -Descending)
            $byName | Select-Object -Skip 1 | ForEach-Object { $_.Group } |
                ForEach-Object { "patient $($_.Record.Key), of provider $($_.Record.PrimaryProviderId), is owned by another user than others of this provider" } |
                Should -BeNullOrEmpty
            $byName[0].Name
        }
        @($users | Sort-Object -Unique).Count | Should -Be @($users).Count -Because 'the rows of two owners have one'
    }

    It 'makes <Word> <State> (<Object>)' -ForEach $words {
        foreach ($spot in Get-Spot $Object | Where-Object { $_.Record.Status -eq $Word }) {
            (Get-Column $spot $Column).TargetValue | Should -Be $State -Because "$Object $($spot.Record.Key) is $Word in the export"
        }
    }
}

Describe 'Single records, field by field' {
    It 'has every column of <Object> as the map makes it' -ForEach $objects {
        $columns | Where-Object { $_.Object -eq $Object -and $_.Column -notin 'ownerid', 'statecode', 'statuscode' -and $_.Column -notlike '*(bytes)' -and (Get-Differing $_) } |
            ForEach-Object { $column = $_.Column; Find-Difference $Object { $_.Column -eq $column -and $_.Cause -ne 'RowMissing' } } |
            Should -BeNullOrEmpty -Because 'ask who changed it; Repair-Migration -Object … -Key … puts it right'
    }

    It 'has names, contact and birth dates of patients as the export writes them' {
        $spots = @(Get-Spot patient)
        $spots.Count | Should -BeGreaterThan 0
        foreach ($spot in $spots) {
            $because = "patient $($spot.Record.Key) must be the same person"
            $spot.Row.firstname.TargetValue -ceq $spot.Record.FirstName | Should -BeTrue -Because "$because (first name)"
            $spot.Row.lastname.TargetValue -ceq $spot.Record.LastName | Should -BeTrue -Because "$because (last name)"
            if ($spot.Record.BirthDate) { [DateOnly]::Parse($spot.Row.birthdate.TargetValue) -eq $spot.Record.BirthDate | Should -BeTrue -Because "$because (birth date)" }
        }
    }

    It 'keeps procedure codes and teeth as text' {
        foreach ($spot in Get-Spot procedure) {
            (Get-Column $spot '*_procedurecode').TargetValue | Should -Be $spot.Record.ProcedureCode -Because "procedure $($spot.Record.Key)"
        }
    }

    It 'has appointments at the practice''s local time' {
        foreach ($spot in Get-Spot appointment) {
            $start = $spot.Record.StartDate.ToDateTime($spot.Record.StartTime)
            if ($zone.IsInvalidTime($start)) { $start = $start.AddHours(1) } # the hour that summer time leaves out
            [datetime]::Parse((Get-Column $spot '*scheduledstart').TargetValue, [cultureinfo]::InvariantCulture) |
                Should -Be $start -Because "appointment $($spot.Record.Key)"
        }
    }
}

Describe 'The record of the cutover' {
    It 'has an audit log that nobody changed' {
        Test-MigrationAudit $run | Should -BeTrue
    }

    It 'goes on from the copy of the log that the cutover left' {
        $copy = Join-Path $WorkingFolder 'audit.jsonl'
        if (-not (Test-Path $copy)) { Set-ItResult -Skipped -Because 'there is no copy in the working folder' }
        Test-MigrationAudit $run -Against $copy | Should -BeTrue
    }

    It 'names who approved the map and the run' {
        $run.MapApprover | Should -Not -BeNullOrEmpty
        $run.Approval | Should -Not -BeNullOrEmpty
    }
}

Describe 'What is secured stays secret' {
    BeforeAll {
        $plan = @($map | New-MigrationSchemaPlan -Target $organization)
        $secured = @($plan | Where-Object Kind -EQ Permission | ForEach-Object { "$($_.Table).$($_.Name)" })
        # Secured values that are there: who may not read them must read nothing.
        $secrets = @(Get-Spot patient | ForEach-Object { $_.Row.Values } | Where-Object { $_.TargetValue -and "$($_.Table).$($_.Column)" -in $secured })
    }

    It 'secures the columns that the map secures' {
        $secured.Count | Should -BeGreaterThan 0
        $plan | Where-Object { $_.Kind -eq 'Column' -and "$($_.Table).$($_.Name)" -in $secured -and $_.Status -ne 'Exists' } |
            ForEach-Object { "$($_.Table).$($_.Name): $($_.Description)" } |
            Should -BeNullOrEmpty -Because 'anybody may read it; New-MigrationSchemaPlan | New-DataverseCustomTable secures it again'
    }

    It 'has the column security profile, its permissions and its members' {
        $plan | Where-Object { $_.Kind -in 'Profile', 'Permission', 'Member' -and $_.Status -ne 'Exists' } |
            ForEach-Object { "$($_.Kind) $($_.Name): $($_.Description)" } | Should -BeNullOrEmpty
    }

    It 'shows them to nobody outside the profile' -Skip:(-not $canBeOutside) {
        $secrets.Count | Should -BeGreaterThan 0 -Because 'among the records looked at one by one none has a secured value; raise SpotChecks'
        if (-not $Target) { Disconnect-Dataverse $organization } # an embedded file is open once
        $arguments = $Outsider ?? ($embedded + @{ SignInAs = (Import-ProviderOwnerMap (Join-Path $WorkingFolder 'owners.csv') | Where-Object Status -EQ Matched | Select-Object -First 1).Owner })
        $outside = Connect-Dataverse @arguments
        try {
            $seen = Get-Migration @ledger -Source $export -Target $outside | Compare-MigrationRecord -Object patient -Key @($secrets.Key | Sort-Object -Unique)
            $wanted = $secrets | ForEach-Object { "$($_.Key) $($_.Column)" }
            @($seen | Where-Object { $_.Column -eq 'lastname' -and $_.TargetValue }).Count | Should -BeGreaterThan 0 -Because 'the user must be one who reads patients, or the test says nothing'
            $seen | Where-Object { $_.TargetValue -and "$($_.Key) $($_.Column)" -in $wanted } | ForEach-Object { "patient $($_.Key) $($_.Column) can be read" } |
                Should -BeNullOrEmpty -Because 'secure the column, or take the user out of the profile'
        }
        finally { Disconnect-Dataverse $outside }
    }
}
