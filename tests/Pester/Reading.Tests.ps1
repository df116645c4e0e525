BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    . (Join-Path $PSScriptRoot 'SmallExports.ps1')
    $source = Connect-DentesSource $Export -TimeZone Europe/Istanbul
}

Describe 'Connect-DentesSource' {
    It 'tells what it found' {
        $source.System | Should -Be 'dentes'
        $source.TimeZone | Should -Be 'Europe/Istanbul'
        $source.Objects | Should -Be 'practice', 'payer', 'provider', 'patient', 'treatment_plan', 'procedure', 'appointment', 'insurance', 'note',
            'ledger', 'document', 'large_document', 'recall', 'custom_field', 'workflow'
    }

    It 'finds a folder relative to PowerShell''s location' {
        Push-Location $Examples
        try { (Connect-DentesSource ./dentes).Objects | Should -Contain 'patient' } finally { Pop-Location }
    }

    It 'finds a folder through a drive of PowerShell''s' {
        $null = New-PSDrive Exports FileSystem $Examples -Scope Global
        try { (Connect-DentesSource Exports:/dentes).Objects | Should -Contain 'patient' } finally { Remove-PSDrive Exports }
    }

    It 'says so when <Problem>' -ForEach @(
        @{ Problem = 'the folder is missing'; Arguments = @{ Path = 'TestDrive:/nowhere' }; Id = 'SourceFolderNotFound' }
        @{ Problem = 'the time zone is none'; Arguments = @{ Path = 'Function:/x'; TimeZone = 'Europe/Nowhere' }; Id = 'PathUnusable' }
        @{ Problem = 'there is no such drive'; Arguments = @{ Path = 'nodrive:/x' }; Id = 'DriveNotFound' }
    ) {
        { Connect-DentesSource @Arguments } | Should -Throw -ErrorId "$Id,DentalMigration.Commands.ConnectDentesSourceCommand"
    }

    It 'refuses an unknown time zone' {
        { Connect-DentesSource $Export -TimeZone Europe/Nowhere } | Should -Throw -ErrorId 'UnknownTimeZone,*'
    }
}

Describe 'Get-Dentes...' {
    It 'streams <Expected> records with <Cmdlet>' -ForEach @(
        @{ Cmdlet = 'Get-DentesPractice'; Object = 'practice'; Expected = 3 }
        @{ Cmdlet = 'Get-DentesProvider'; Object = 'provider'; Expected = 8 }
        @{ Cmdlet = 'Get-DentesPatient'; Object = 'patient'; Expected = 251 }
        @{ Cmdlet = 'Get-DentesTreatmentPlan'; Object = 'treatment_plan'; Expected = 167 }
        @{ Cmdlet = 'Get-DentesProcedureLine'; Object = 'procedure'; Expected = 511 }
        @{ Cmdlet = 'Get-DentesAppointment'; Object = 'appointment'; Expected = 986 }
        @{ Cmdlet = 'Get-DentesInsurancePolicy'; Object = 'insurance'; Expected = 80 }
        @{ Cmdlet = 'Get-DentesClinicalNote'; Object = 'note'; Expected = 240 }
        @{ Cmdlet = 'Get-DentesBillingLine'; Object = 'ledger'; Expected = 451 }
        @{ Cmdlet = 'Get-DentesAttachment'; Object = 'document'; Expected = 92 }
        @{ Cmdlet = 'Get-DentesRecall'; Object = 'recall'; Expected = 98 }
        @{ Cmdlet = 'Get-DentesCustomField'; Object = 'custom_field'; Expected = 4 }
    ) {
        $records = @($source | & $Cmdlet)
        $records.Count | Should -Be $Expected
        $records.Object | Sort-Object -Unique | Should -Be $Object
    }

    It 'types each field as the catalog says' {
        $patient = Get-DentesPatient $source | Select-Object -First 1
        $patient.BirthDate | Should -BeOfType DateOnly
        $patient.Balance | Should -BeOfType decimal
        $patient.PatientId | Should -BeOfType string
        $patient.ConsentKvkk | Should -BeOfType bool
    }

    It 'names an unreadable field and leaves it empty' {
        $damaged = Get-DentesPatient $source | Where-Object Key -EQ '100018'
        $damaged.Fault | Should -Be 'MalformedDate:birth_date'
        $damaged.BirthDate | Should -BeNullOrEmpty
        $damaged.Line | Should -Be 19
    }

    It 'uses the current source when none is given' {
        $null = Connect-DentesSource $Export
        @(Get-DentesPractice).Count | Should -Be 3
    }

    It 'names no patient in its default view' {
        $patient = Get-DentesPatient $source | Select-Object -First 1
        $patient | Out-String -Width 300 | Should -Not -Match "$($patient.LastName)|$($patient.MobilePhone)|$($patient.NationalId)"
        (Get-DentesAppointment $source | Select-Object -First 1 | Out-String -Width 300) | Should -Not -Match $patient.LastName
    }
}

Describe '<Cmdlet>' -ForEach @(
    @{ System = 'Dentes'; Cmdlet = 'Get-DentesPatient'; Object = 'patient'; Columns = 'Key', 'Practice', 'Provider', 'Status', 'LastVisit', 'Balance', 'Fault' }
    @{ System = 'Dentes'; Cmdlet = 'Get-DentesPractice'; Object = 'practice'; Columns = 'Key', 'Name', 'Parent', 'City', 'State', 'Phone', 'Fault' }
    @{ System = 'Dentes'; Cmdlet = 'Get-DentesProvider'; Object = 'provider'; Columns = 'Key', 'Name', 'Specialty', 'Practice', 'Active', 'Fault' }
    @{ System = 'Dentes'; Cmdlet = 'Get-DentesTreatmentPlan'; Object = 'treatment_plan'; Columns = 'Key', 'PatientId', 'Date', 'Provider', 'Status', 'Cost', 'Fault' }
    @{ System = 'Dentes'; Cmdlet = 'Get-DentesProcedureLine'; Object = 'procedure'; Columns = 'Key', 'PatientId', 'Date', 'Code', 'Tooth', 'Status', 'Fault' }
    @{ System = 'Dentes'; Cmdlet = 'Get-DentesAppointment'; Object = 'appointment'; Columns = 'Key', 'PatientId', 'Start', 'Provider', 'Chair', 'Status', 'Fault' }
    @{ System = 'Dentes'; Cmdlet = 'Get-DentesInsurancePolicy'; Object = 'insurance'; Columns = 'PatientId', 'Carrier', 'Group', 'Priority', 'Effective', 'Expires', 'Fault' }
    @{ System = 'Dentes'; Cmdlet = 'Get-DentesClinicalNote'; Object = 'note'; Columns = 'Key', 'PatientId', 'Date', 'Type', 'Author', 'Length', 'Fault' }
    @{ System = 'Dentes'; Cmdlet = 'Get-DentesBillingLine'; Object = 'ledger'; Columns = 'Key', 'PatientId', 'Date', 'Type', 'Charge', 'Payment', 'Fault' }
    @{ System = 'Dentes'; Cmdlet = 'Get-DentesAttachment'; Object = 'document'; Columns = 'Key', 'PatientId', 'Category', 'MimeType', 'Size', 'Date', 'Fault' }
    @{ System = 'Dentes'; Cmdlet = 'Get-DentesRecall'; Object = 'recall'; Columns = 'Key', 'PatientId', 'Type', 'Due', 'LastVisit', 'Status', 'Fault' }
    @{ System = 'Dentes'; Cmdlet = 'Get-DentesCustomField'; Object = 'custom_field'; Columns = 'AppliesTo', 'FieldName', 'FieldType', 'Choices', 'IsDefined', 'File' }
    @{ System = 'DentalExec'; Cmdlet = 'Get-DentalExecPatient'; Object = 'patient'; Columns = 'Key', 'Practice', 'Provider', 'Status', 'LastVisit', 'Balance', 'Fault' }
    @{ System = 'DentalExec'; Cmdlet = 'Get-DentalExecPractice'; Object = 'practice'; Columns = 'Key', 'Name', 'Parent', 'City', 'State', 'Phone', 'Fault' }
    @{ System = 'DentalExec'; Cmdlet = 'Get-DentalExecProvider'; Object = 'provider'; Columns = 'Key', 'Name', 'Specialty', 'Practice', 'Active', 'Fault' }
    @{ System = 'DentalExec'; Cmdlet = 'Get-DentalExecReferringProvider'; Object = 'referral'; Columns = 'Name', 'Practice', 'Specialty', 'City', 'Phone', 'Fault' }
    @{ System = 'DentalExec'; Cmdlet = 'Get-DentalExecTreatmentPlan'; Object = 'treatment_plan'; Columns = 'Key', 'PatientId', 'Date', 'Provider', 'Status', 'Cost', 'Fault' }
    @{ System = 'DentalExec'; Cmdlet = 'Get-DentalExecProcedure'; Object = 'procedure'; Columns = 'Key', 'PatientId', 'Date', 'Code', 'Tooth', 'Status', 'Fault' }
    @{ System = 'DentalExec'; Cmdlet = 'Get-DentalExecInsurancePolicy'; Object = 'insurance'; Columns = 'PatientId', 'Carrier', 'Group', 'Priority', 'Effective', 'Expires', 'Fault' }
    @{ System = 'DentalExec'; Cmdlet = 'Get-DentalExecAppointment'; Object = 'appointment'; Columns = 'Key', 'PatientId', 'Start', 'Provider', 'Chair', 'Status', 'Fault' }
    @{ System = 'DentalExec'; Cmdlet = 'Get-DentalExecBillingRecord'; Object = 'ledger'; Columns = 'Key', 'PatientId', 'Date', 'Type', 'Charge', 'Payment', 'Fault' }
    @{ System = 'DentalExec'; Cmdlet = 'Get-DentalExecNote'; Object = 'note'; Columns = 'Key', 'PatientId', 'Date', 'Type', 'Author', 'Length', 'Fault' }
    @{ System = 'DentalExec'; Cmdlet = 'Get-DentalExecTask'; Object = 'task'; Columns = 'Key', 'PatientId', 'Type', 'Due', 'AssignedTo', 'Done', 'Fault' }
    @{ System = 'DentalExec'; Cmdlet = 'Get-DentalExecRecall'; Object = 'recall'; Columns = 'Key', 'PatientId', 'Type', 'Due', 'LastVisit', 'Status', 'Fault' }
    @{ System = 'DentalExec'; Cmdlet = 'Get-DentalExecAttachment'; Object = 'document'; Columns = 'Key', 'PatientId', 'Category', 'MimeType', 'Size', 'Date', 'Fault' }
    @{ System = 'DentalExec'; Cmdlet = 'Get-DentalExecCustomField'; Object = 'custom_field'; Columns = 'AppliesTo', 'FieldName', 'FieldType', 'Choices', 'IsDefined', 'File' }
) {
    BeforeAll {
        $folder = Join-Path $TestDrive $System
        if (-not (Test-Path $folder)) { & "New-${System}Export" $folder }
        $whole = & "Connect-${System}Source" $folder -WarningAction Ignore
        $records = @($whole | & $Cmdlet)
    }

    It 'gives each record its object and key' {
        $records.Count | Should -BeGreaterThan 1
        $records.Object | Sort-Object -Unique | Should -Be $Object
        $records.Key | Should -Not -BeNullOrEmpty
        $records | Where-Object Fault | Should -BeNullOrEmpty
        $records[0].Source | Should -Be $whole
        $records[0].PSObject.TypeNames[0] | Should -Be "DentalMigration.SourceRecord#$Object"
        (Get-Command $Cmdlet).OutputType.Name | Should -Be "DentalMigration.SourceRecord#$Object"
    }

    It 'streams: what follows can have enough of it' {
        @($whole | & $Cmdlet | Select-Object -First 1).Count | Should -Be 1
    }

    It 'shows its columns, and something in them' {
        $lines = ($records | Out-String -Width 200) -split "`r?`n" | Where-Object { $_.Trim() }
        $lines[0].Trim() -split '\s+' | Should -Be $Columns
        @($lines[2].Trim() -split '\s{2,}').Count | Should -BeGreaterThan 1
    }

    It 'takes the source by property name' {
        @([pscustomobject]@{ Source = $whole } | & $Cmdlet).Count | Should -Be $records.Count
    }

    It 'takes patients by property name' -Skip:($Object -in 'practice', 'provider', 'referral', 'custom_field') {
        $one = $records[0].PatientId
        $expected = @($records | Where-Object PatientId -EQ $one).Key
        @([pscustomobject]@{ Source = $whole; PatientId = $one } | & $Cmdlet).Key | Should -Be $expected
        @(& $Cmdlet $whole -PatientId $one).Key | Should -Be $expected
        @($records | Select-Object -First 1 | & $Cmdlet).Key | Should -Be $expected
        [pscustomobject]@{ Source = $whole; PatientId = $null } | & $Cmdlet | Should -BeNullOrEmpty
    }
}

Describe 'Connect-DentalExecSource' {
    BeforeAll {
        $folder = Join-Path $TestDrive american
        New-DentalExecExport $folder
        $american = Connect-DentalExecSource $folder -WarningAction Ignore
    }

    It 'tells what it found' {
        $american.System | Should -Be 'dental-exec'
        $american.TimeZone | Should -Be 'America/New_York'
        (Connect-DentalExecSource $folder -TimeZone America/Chicago -WarningAction Ignore).TimeZone | Should -Be 'America/Chicago'
        $american.Objects | Should -Contain 'referral'
    }

    It 'is not read by the other system''s cmdlets' {
        { Get-DentesPatient $american } | Should -Throw -ErrorId 'SourceOfAnotherSystem,*'
        { Get-DentalExecPatient $source } | Should -Throw -ErrorId 'SourceOfAnotherSystem,*'
    }

    It 'reads as Americans write' {
        $carver = $american | Get-DentalExecPatient | Where-Object Key -EQ '104213'
        $carver.BirthDate | Should -Be ([DateOnly]'1955-02-01')
        $carver.Balance | Should -Be (-125.5)
        $carver.DrugInteractionFlag | Should -BeTrue
        ($american | Get-DentalExecAppointment -PatientId 104213).StartTime | Should -Be ([TimeOnly]'14:30')
        ($american | Get-DentalExecRecall | Where-Object Key -EQ '611').DueDate | Should -Be ([DateOnly]'2055-05-02')
    }

    It 'finds those who referred in the patients'' own records' {
        $referrals = @($american | Get-DentalExecReferringProvider)
        $referrals.FullName | Should -Contain 'VOSS,OMAR DDS'
        $referrals | Where-Object LastName | Should -BeNullOrEmpty
    }

    It 'finds recalls among the tasks, which stay tasks' {
        $american | Get-DentalExecRecall | ForEach-Object Key | Should -Contain 'task-90'
        $american | Get-DentalExecTask | ForEach-Object Key | Should -Contain '90'
    }

    It 'finds the fields a practice added, defined or not' {
        $fields = $american | Get-DentalExecCustomField
        $fields.Key | Should -Be 'patient|Shade Guide', 'procedure|Lab Tech', 'patient|Loyalty Points'
        $fields.IsDefined | Should -Be $true, $true, $false
        $fields.HasColumn | Should -Be $true, $false, $true
        $fields[0].Choices | Should -Be 'A1', 'B2'
        $fields[2].FieldType | Should -Be 'integer'
    }

    It 'reads no further than it is asked to' -Skip:$IsWindows {
        $file = Join-Path $folder 'Notes.csv'
        Set-Content $file (@('Note ID,Patient ID,Date,Note') + (1..60000).ForEach({ "$_,104213,11/02/2023,Lidocaine 2% 1:100k one carpule" }))
        $long = Connect-DentalExecSource $folder -WarningAction Ignore
        $read = $long | Get-DentalExecNote | ForEach-Object {
            # What is not read by now is gone.
            if ($_.Key -eq '1') { Clear-Content $file }
            $_.Key
        }
        @($read).Count | Should -BeLessThan 60000
    }
}

Describe 'Measure-MigrationSource' {
    It 'measures each object' {
        $measured = $source | Measure-MigrationSource
        $measured.Object | Should -Be @(
            'practice', 'provider', 'patient', 'treatment_plan', 'procedure', 'appointment', 'insurance', 'note', 'ledger', 'document', 'recall',
            'custom_field', 'workflow')
        $patients = $measured | Where-Object Object -EQ 'patient'
        $patients.Rows | Should -Be 251
        $patients.DuplicateKeys | Should -Be 1
        $patients.Fields.Field | Should -Contain 'birth_date'
        $patients.Findings.Code | Should -Contain 'DuplicatePerson'
    }

    It 'emits findings, the gravest first, each with what to do' {
        $findings = @($source | Measure-MigrationSource -Finding)
        $findings[0].Severity | Should -Be 'Error'
        $findings[-1].Severity | Should -Be 'Information'
        $findings | Where-Object { -not $_.Message } | Should -BeNullOrEmpty
        ($findings | Where-Object Code -EQ 'BalanceDiffers').Message | Should -Match 'show paid account'
        $findings | Format-Table | Out-String -Width 200 | Should -Match 'MalformedDate'
    }

    It 'holds the vendor''s totals against the export' {
        Set-Content TestDrive:/totals.csv 'object,measure,field,value', 'patient,count,,251', 'practice,count,,4'
        $differing = @(Measure-MigrationSource $source -VendorTotals TestDrive:/totals.csv -Finding | Where-Object Code -EQ 'TotalDiffers')
        $differing.Object | Should -Be 'practice'
        Set-Content TestDrive:/totals.csv 'object,measure', 'patient,count'
        { Measure-MigrationSource $source -VendorTotals TestDrive:/totals.csv } | Should -Throw -ErrorId 'TotalsUnreadable,*'
    }

    It 'writes a page, a table and an object' -ForEach 'html', 'csv', 'json' {
        $source | Measure-MigrationSource | Export-MigrationReport "TestDrive:/profile.$_"
        Get-Content "TestDrive:/profile.$_" -Raw | Should -Match 'BalanceDiffers'
    }
}
