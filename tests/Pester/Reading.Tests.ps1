BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $source = Connect-DentesSource $Export -TimeZone Europe/Istanbul
}

Describe 'Connect-DentesSource' {
    It 'tells what it found' {
        $source.System | Should -Be 'dentes'
        $source.TimeZone | Should -Be 'Europe/Istanbul'
        $source.Objects | Should -Be 'practice', 'provider', 'patient', 'treatment_plan', 'procedure', 'appointment'
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

    It 'shows no value of a record in its default view' {
        $patient = Get-DentesPatient $source | Select-Object -First 1
        $patient | Out-String -Width 300 | Should -Not -Match $patient.LastName
    }
}

Describe 'Measure-MigrationSource' {
    It 'measures each object' {
        $profile = $source | Measure-MigrationSource
        $profile.Object | Should -Be 'practice', 'provider', 'patient', 'treatment_plan', 'procedure', 'appointment'
        $patients = $profile | Where-Object Object -EQ 'patient'
        $patients.Rows | Should -Be 251
        $patients.DuplicateKeys | Should -Be 1
        $patients.Fields.Field | Should -Contain 'birth_date'
    }
}
