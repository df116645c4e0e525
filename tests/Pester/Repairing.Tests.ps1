BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $folder = (New-Item (Join-Path $TestDrive 'repair') -ItemType Directory).FullName
    $source = Connect-DentesSource (New-SmallExport (Join-Path $TestDrive 'small'))
    $run = New-TestMigration $folder $source
    $target = Connect-Dataverse -Embedded (Join-Path $folder 'target.db')
    $null = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
    $clean = Get-DataverseDigest $target

    # The organisation gets other values by a repair from another export, of which this run's own source knows nothing.
    function Set-Difference {
        $changed = New-SmallExport (Join-Path $TestDrive ([guid]::NewGuid()))
        Edit-ExportLine (Join-Path $changed 'Hastalar.csv') { $_ -replace 'example\.com', 'example.org' -replace ';Aktif;', ';Pasif;' }
        $newer = Connect-DentesSource $changed
        $null = Repair-Migration (New-TestMigration $folder $newer) -IncludeChangedSince -WarningAction SilentlyContinue
    }
}

AfterAll { Disconnect-Dataverse $target }

Describe 'Measure-Migration' {
    It 'finds nothing after a load, column by column and practice by practice' {
        $lines = Measure-Migration $run
        $lines.Verdict | Sort-Object -Unique | Should -Be 'Same'
        ($lines | Where-Object { $_.Object -eq 'patient' -and $_.Column -eq 'lastname' -and -not $_.Practice }).SourceChecksum | Should -Match '^[0-9a-f]{32}$'
        Measure-Migration $run -DifferenceOnly | Should -BeNullOrEmpty
        (Measure-Migration $run -Quick).Measure | Sort-Object -Unique | Should -Be 'rows', 'sum'
    }

    It 'holds the totals of the vendor beside both sides' {
        $totals = Join-Path $TestDrive 'totals.csv'
        "object,practice,measure,field,value`npatient,,rows,,12" | Set-Content $totals
        $lines = Measure-Migration $run -VendorTotals $totals | Where-Object Measure -Like 'vendor-*'
        $lines.Measure | Should -Be 'vendor-source', 'vendor-target'
        $lines.Target | Should -Be 12, 12
    }

    It 'says which file of totals it cannot read' {
        { Measure-Migration $run -VendorTotals (Join-Path $TestDrive 'none.csv') } | Should -Throw -ErrorId 'VendorTotalsNotFound,*'
    }
}

Describe 'Compare-MigrationRecord' {
    It 'shows values as people know them' {
        $gender = Compare-MigrationRecord $run -Object patient | Where-Object { $_.Column -eq 'gendercode' -and $_.MappedValue } | Select-Object -First 1
        $gender.MappedValue | Should -Match '^\w+$'
        $gender.TargetValue | Should -Be $gender.MappedValue
    }

    It 'reads chosen records only, and stops when nobody listens any more' {
        (Compare-MigrationRecord $run -Object patient -Key 100002, 100003).Key | Sort-Object -Unique | Should -Be '100002', '100003'
        Compare-MigrationRecord $run | Select-Object -First 1 | Should -HaveCount 1
        Test-Migration $run | Should -BeTrue
    }

    It 'counts by column' {
        $summary = Compare-MigrationRecord $run -Object patient -Summary
        ($summary | Where-Object Column -EQ lastname).Compared | Should -Be 12
        Compare-MigrationRecord $run -Object patient -Summary -DifferenceOnly | Should -BeNullOrEmpty
    }
}

Describe 'Repair-Migration' {
    BeforeEach { Set-Difference }

    It 'corrects what is piped in, and only that' {
        $found = @(Compare-MigrationRecord $run -Object patient -DifferenceOnly)
        $found.Count | Should -BeGreaterThan 1
        $first = $found | Select-Object -First 1
        $actions = $first | Repair-Migration $run
        $actions.Outcome | Should -Be 'Done'
        $actions.Columns | Should -Be $first.Column
        @(Compare-MigrationRecord $run -Object patient -DifferenceOnly).Count | Should -Be ($found.Count - 1)
        $null = Compare-MigrationRecord $run -DifferenceOnly | Repair-Migration $run
        Get-DataverseDigest $target | Should -Be $clean
    }

    It 'writes nothing under -WhatIf, and says what it would do' {
        $before = Get-DataverseDigest $target -Exact
        $actions = Repair-Migration $run -IncludeChangedSince -WhatIf
        $actions.Outcome | Sort-Object -Unique | Should -Be 'Planned'
        Get-DataverseDigest $target -Exact | Should -Be $before
    }

    It 'corrects nothing when the pipeline is empty' {
        $before = Get-DataverseDigest $target -Exact
        Compare-MigrationRecord $run | Where-Object Column -EQ 'nothing' | Repair-Migration $run | Should -BeNullOrEmpty
        Get-DataverseDigest $target -Exact | Should -Be $before
    }

    It 'writes a script that does the same, and holds no values' {
        $script = Join-Path $TestDrive 'corrections.ps1'
        Repair-Migration $run -IncludeChangedSince -AsScript $script | Should -BeNullOrEmpty
        Repair-Migration $run -IncludeChangedSince -AsScript $script -PassThru | ForEach-Object Outcome | Sort-Object -Unique | Should -Be 'Planned'
        Get-Content $script -Raw | Should -Not -Match 'example\.'
        $null = & $script $run
        Get-DataverseDigest $target | Should -Be $clean
    }

    It 'takes lines of the reconciliation' {
        $null = Measure-Migration $run -DifferenceOnly | Where-Object Measure -EQ values | Repair-Migration $run -IncludeChangedSince
        Get-DataverseDigest $target | Should -Be $clean
    }

    It 'is a run of its own, in the audit' {
        $null = Repair-Migration $run -IncludeChangedSince
        (Get-MigrationAudit $run | Where-Object Action -EQ begin | Select-Object -Last 1).Note | Should -Be 'repair'
        Test-MigrationAudit $run | Should -BeTrue
    }
}
