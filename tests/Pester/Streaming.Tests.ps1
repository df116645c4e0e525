# Records go through the pipeline by the hundred: none is lost, none changes its place, and what is piped in ends as a load of all of it does.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $source = Connect-DentesSource $Export -WarningAction Ignore
}

Describe 'More records than a handover takes' {
    It 'come whole and in the order of their file' {
        $lines = ($source | Get-DentesAppointment).Line
        $lines.Count | Should -BeGreaterThan 900
        ($lines -join ' ') | Should -BeExactly (($lines | Sort-Object) -join ' ')
    }

    It 'come again after a pipeline that ended early' {
        $all = @($source | Get-DentesPatient).Count
        foreach ($count in 1, 128, 129) { @($source | Get-DentesPatient | Select-Object -First $count).Count | Should -Be $count }
        { $source | Get-DentesPatient | ForEach-Object { throw 'broken' } } | Should -Throw 'broken'
        @($source | Get-DentesPatient).Count | Should -Be $all
    }

    It 'wait for a slow consumer, one pipeline feeding another' {
        $keys = $source | Get-DentesPatient | ForEach-Object { if ($_.Line -eq 2) { $null = $source | Get-DentesAppointment | Measure-Object }; $_.Key }
        ($keys -join ' ') | Should -BeExactly (@($source | Get-DentesPatient).Key -join ' ')
    }
}

Describe 'Patients piped into Invoke-MigrationBatch' {
    It 'end as a load of an export of nothing else does' {
        $folder = New-SmallExport (Join-Path $TestDrive 'patients') -Count 150
        Remove-Item (Join-Path $folder 'Randevular.csv')
        $export = Connect-DentesSource $folder -WarningAction Ignore
        $digests = foreach ($way in 'whole', 'piped') {
            $place = (New-Item (Join-Path $TestDrive $way) -ItemType Directory).FullName
            $run = New-TestMigration $place $export
            $counts = if ($way -eq 'whole') { Invoke-MigrationBatch $run -WarningAction Ignore }
            else { Get-DentesPatient $export | Invoke-MigrationBatch $run -WarningAction Ignore }
            $counts.IsConserved | Should -Not -Contain $false
            (Get-CreatedCount $counts 'patient') | Should -BeGreaterThan 100
            $target = Connect-Dataverse -Embedded (Join-Path $place 'target.db')
            Get-DataverseDigest $target
            Disconnect-Dataverse $target
        }
        $digests[1] | Should -BeExactly $digests[0]
    }
}
