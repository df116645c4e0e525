<#
.SYNOPSIS
    Verifies a finished cutover: nothing lost, figures, owners, states, and single records field by field.
.DESCRIPTION
    Reads the export and the organisation; writes nothing. By default it looks at what examples/Cutover.ps1 made. For a real cutover
    change the two Connect- lines, and pass the folder with the ledger:

    $container = New-PesterContainer -Path ./examples/Cutover.Tests.ps1 -Data @{ WorkingFolder = './cutover'; Source = './friday' }
    Invoke-Pester -Container $container -Output Detailed

    When it fails, names of patients are not shown: records are named by object and key, such as patient 100001.
.EXAMPLE
    Invoke-Pester ./examples/Cutover.Tests.ps1 -Output Detailed
#>
param(
    [string] $WorkingFolder = (Join-Path $PSScriptRoot '../out/cutover'),
    [string] $Source = (Join-Path $PSScriptRoot 'dentes'),
    [string] $TimeZone = 'Europe/Istanbul',

    # The organisation's users, with the columns fullname and email.
    [string] $Users = (Join-Path $PSScriptRoot 'contoso-users.csv'),

    [string] $Module = (Join-Path $PSScriptRoot '../out/DentalMigration'),

    # Rows that may be held or rejected; for the example practice exactly the traps that were planted in it.
    [int] $ExpectedHeld = 44,

    # Records checked field by field against the export, spread over each object.
    [int] $SpotChecks = 20
)

BeforeDiscovery {
    $objects = @(
        @{ Object = 'practice'; Reader = 'Get-DentesPractice' }
        @{ Object = 'patient'; Reader = 'Get-DentesPatient' }
        @{ Object = 'treatment_plan'; Reader = 'Get-DentesTreatmentPlan' }
        @{ Object = 'procedure'; Reader = 'Get-DentesProcedureLine' }
        @{ Object = 'appointment'; Reader = 'Get-DentesAppointment' }
    )
}

BeforeAll {
    if (-not (Get-Module DentalMigration)) { Import-Module ((Test-Path $Module) ? $Module : 'DentalMigration') }
    $export = Connect-DentesSource -Path $Source -TimeZone $TimeZone
    $target = Connect-Dataverse -Embedded (Join-Path $WorkingFolder 'target.db')
    $run = Get-Migration (Join-Path $WorkingFolder 'cutover.ledger') -Source $export -Target $target
    $held = @(Get-MigrationHold $run)
    $figures = @($run | Measure-Migration)

    # Every column of every row as Dataverse has it now, by object and key.
    $rows = @{}
    foreach ($line in $run | Compare-MigrationRecord) {
        $key = "$($line.Object) $($line.Key)"
        if (-not $rows.ContainsKey($key)) { $rows[$key] = @{} }
        $rows[$key][$line.Column] = $line
    }

    # Some records spread evenly over an object's, those that have a row.
    function Get-Spot($Records, [string] $Object) {
        $written = @($Records | Where-Object { $rows.ContainsKey("$Object $($_.Key)") })
        $step = [math]::Max(1, [math]::Floor($written.Count / $SpotChecks))
        for ($i = 0; $i -lt $written.Count; $i += $step) { $written[$i] }
    }
}

AfterAll { if ($target) { Disconnect-Dataverse $target } }

Describe 'Nothing is lost' {
    It 'has every <Object> of the export as a row, or held with a reason' -ForEach $objects {
        $records = @($export | & $Reader | Where-Object Key)
        $heldKeys = ($held | Where-Object Object -EQ $Object).Key
        $lost = $records | Where-Object { -not $rows.ContainsKey("$Object $($_.Key)") -and $_.Key -notin $heldKeys }
        $lost.Key | Should -BeNullOrEmpty -Because "each $Object must be in Dataverse or among Get-MigrationHold"
    }

    It 'holds as many rows as are known and accepted' {
        $held.Count | Should -Be $ExpectedHeld -Because ($held | Group-Object Code -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Join-String -Separator ', ')
    }

    It 'says for each held row where it stands and what to do' {
        $held | Where-Object { -not $_.File -or -not $_.Line -or -not $_.Reason } | ForEach-Object Key | Should -BeNullOrEmpty
    }
}

Describe 'The figures agree' {
    It 'counts as many rows of <Object> as the export has records' -ForEach $objects {
        $line = $figures | Where-Object { $_.Object -eq $Object -and $_.Measure -eq 'rows' -and -not $_.Practice }
        $line.Target | Should -Be $line.Source
    }

    It 'sums every amount to the cent' {
        $sums = @($figures | Where-Object Measure -EQ 'sum')
        $sums.Count | Should -BeGreaterThan 0
        foreach ($line in $sums) { $line.Target | Should -Be $line.Source -Because "$($line.Object) $($line.Column) must sum to the same" }
    }

    It 'sums the fees of the procedure lines as the export does' {
        $expected = ($export | Get-DentesProcedureLine | Where-Object { $rows.ContainsKey("procedure $($_.Key)") } | Measure-Object Fee -Sum).Sum
        ($figures | Where-Object { $_.Column -like '*_fee' -and $_.Measure -eq 'sum' -and -not $_.Practice }).Target | Should -Be $expected
    }

    It 'passes the migration''s own test' {
        Test-Migration $run -MaximumHeld $ExpectedHeld | Should -BeTrue
    }
}

Describe 'Every row has its owner' {
    BeforeAll {
        $people = @{}
        Import-Csv $Users | ForEach-Object { $people[$_.email] = $_ }
        $fallback = (Import-ProviderOwnerMap (Join-Path $WorkingFolder 'owners.csv') | Where-Object Provider -EQ '*').Name

        # The name of the user who must own a dentist's rows.
        $owners = @{}
        foreach ($provider in $export | Get-DentesProvider) {
            $user = $provider.Email ? $people[$provider.Email] : $null
            $owners[$provider.Key] = $user -and $user.isdisabled -ne 'true' ? $user.fullname : $people[$fallback].fullname
        }
    }

    It 'leaves no row without an owner' {
        $rows.GetEnumerator() | Where-Object { $_.Value.ContainsKey('ownerid') -and -not $_.Value.ownerid.TargetValue } |
            ForEach-Object Key | Should -BeNullOrEmpty
    }

    It 'gives patients to the user of their dentist, and to the fallback owner where that user cannot own them' {
        foreach ($patient in $export | Get-DentesPatient | Where-Object { $rows.ContainsKey("patient $($_.Key)") }) {
            $expected = $patient.PrimaryProviderId ? $owners[$patient.PrimaryProviderId] : $people[$fallback].fullname
            if ($rows["patient $($patient.Key)"].ownerid.TargetValue -ne $expected) {
                $rows["patient $($patient.Key)"].ownerid.TargetValue | Should -Be $expected -Because "patient $($patient.Key) is of provider $($patient.PrimaryProviderId)"
            }
        }
        @($owners.Values | Sort-Object -Unique).Count | Should -BeGreaterThan 2
    }
}

Describe 'Every row is in its state' {
    It 'makes a <Word> patient <State>' -ForEach @{ Word = 'Pasif'; State = 'Inactive' }, @{ Word = 'Aktif'; State = 'Active' } {
        foreach ($patient in $export | Get-DentesPatient | Where-Object { $_.Status -eq $Word -and $rows.ContainsKey("patient $($_.Key)") }) {
            $found = $rows["patient $($patient.Key)"].statuscode.TargetValue
            if ($found -ne $State) { $found | Should -Be $State -Because "patient $($patient.Key) is $Word" }
        }
    }

    It 'makes an appointment that was <Word> <State>' -ForEach @{ Word = 'Geldi'; State = 'Completed' }, @{ Word = 'İptal'; State = 'Canceled' } {
        foreach ($visit in $export | Get-DentesAppointment | Where-Object { $_.Status -eq $Word -and $rows.ContainsKey("appointment $($_.Key)") }) {
            $found = $rows["appointment $($visit.Key)"].statuscode.TargetValue
            if ($found -ne $State) { $found | Should -Be $State -Because "appointment $($visit.Key) is $Word" }
        }
    }
}

Describe 'Single records, field by field' {
    It 'finds nothing that differs from the map' {
        $rows.Values.Values | Where-Object { $_.Verdict -ne 'Same' } | ForEach-Object { "$($_.Object) $($_.Key) $($_.Column) $($_.Verdict)" } |
            Should -BeNullOrEmpty
    }

    It 'has names, numbers and birth dates of patients as the export wrote them' {
        foreach ($patient in Get-Spot ($export | Get-DentesPatient) patient) {
            $row = $rows["patient $($patient.Key)"]
            $because = "patient $($patient.Key) must be the same person"
            $row.firstname.TargetValue -ceq $patient.FirstName | Should -BeTrue -Because "$because (first name)"
            $row.lastname.TargetValue -ceq $patient.LastName | Should -BeTrue -Because "$because (last name)"
            if ($patient.BirthDate) { [DateOnly]::Parse($row.birthdate.MappedValue) -eq $patient.BirthDate | Should -BeTrue -Because "$because (birth date)" }
        }
    }

    It 'keeps tooth numbers and procedure codes as text' {
        foreach ($line in Get-Spot ($export | Get-DentesProcedureLine) procedure) {
            $row = $rows["procedure $($line.Key)"]
            ($row.Values | Where-Object Column -Like '*_procedurecode').TargetValue | Should -Be $line.ProcedureCode -Because "procedure $($line.Key)"
        }
    }

    It 'has appointments at the practice''s local time' {
        foreach ($visit in Get-Spot ($export | Get-DentesAppointment) appointment) {
            [datetime]::Parse($rows["appointment $($visit.Key)"].scheduledstart.TargetValue, [cultureinfo]::InvariantCulture) |
                Should -Be $visit.StartDate.ToDateTime($visit.StartTime) -Because "appointment $($visit.Key)"
        }
    }
}

Describe 'The record of the cutover' {
    It 'has an audit log that nobody changed' {
        Test-MigrationAudit $run | Should -BeTrue
    }

    It 'names who approved the map and the run' {
        $run.MapApprover | Should -Not -BeNullOrEmpty
        $run.Approval | Should -Not -BeNullOrEmpty
    }
}
