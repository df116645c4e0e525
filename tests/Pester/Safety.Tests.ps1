BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $folder = (New-Item (Join-Path $TestDrive 'safety') -ItemType Directory).FullName
    $export = New-SmallExport (Join-Path $TestDrive 'small')
    $run = New-TestMigration $folder (Connect-DentesSource $export)
    $target = Connect-Dataverse -Embedded (Join-Path $folder 'target.db')
    $null = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
    $loaded = Get-DataverseDigest $target
    Edit-ExportLine (Join-Path $export 'Hastalar.csv') { $cells = $_ -split ';'; if ($cells[0] -eq '100003') { $cells[11] = 'Yeni Sok. No:1' }; $cells -join ';' }
    $null = Sync-Migration $run -Source (Connect-DentesSource $export) -WarningAction SilentlyContinue
}

AfterAll { Disconnect-Dataverse $target }

Describe 'Undo-Migration of a part' {
    It 'counts with -WhatIf, and takes one run back' {
        $plan = Undo-Migration $run -Run 2 -WhatIf
        ($plan | Measure-Object Deleted, Restored -Sum).Sum | Should -Be 0, 1
        $preferred = & { $WhatIfPreference = $true; Undo-Migration $run -Run 2 }
        ($preferred | Measure-Object Deleted, Restored -Sum).Sum | Should -Be 0, 1
        Get-DataverseDigest $target | Should -Not -Be $loaded
        $lines = Undo-Migration $run -Run 2 -Confirm:$false
        ($lines | Where-Object Name -EQ patient).Restored | Should -Be 1
        ($lines | Measure-Object Deleted, Kept -Sum).Sum | Should -Be 0, 0
        Get-DataverseDigest $target | Should -Be $loaded
    }

    It 'keeps what other objects need, and says so' {
        $lines = Undo-Migration $run -Object patient -Confirm:$false -WarningAction SilentlyContinue
        $lines.Name | Should -Be 'patient'
        $lines.Reason | Should -BeLike 'StillNeeded *'
    }

    It 'refuses what the ledger does not know' {
        { Undo-Migration $run -Run 99 -Confirm:$false } | Should -Throw -ErrorId 'RunUnknown,*'
        { Undo-Migration $run -Object tooth -WhatIf } | Should -Throw -ErrorId 'ObjectUnknown,*'
        { Undo-Migration $run -Practice nowhere -Confirm:$false } | Should -Throw -ErrorId 'PracticeUnknown,*'
    }
}

Describe 'The audit log' {
    It 'streams, names its source and its counts' {
        (Get-MigrationAudit $run | Select-Object -First 2).Sequence | Should -Be 1, 2
        $begin = Get-MigrationAudit $run -Run 1 | Where-Object Action -EQ begin
        $begin.Source -match '^Hastalar\.csv [0-9a-f]{64}$' | Should -HaveCount 1
        (Get-MigrationAudit $run -Run 1 | Where-Object Action -EQ end).Counts.Object | Should -Contain 'patient'
    }

    It 'gives a copy as <_> that proves itself and the ledger' -ForEach 'jsonl', 'csv' {
        $copy = (Get-MigrationAudit $run -Path (Join-Path $TestDrive "audit.$_")).FullName
        Test-MigrationAudit -Path $copy | Should -BeTrue
        Test-MigrationAudit $run -Against $copy | Should -BeTrue
        $lines = [Collections.Generic.List[string]][IO.File]::ReadAllLines($copy)
        $lines.RemoveAt(5)
        [IO.File]::WriteAllLines($copy, $lines)
        Test-MigrationAudit -Path $copy -ErrorVariable broken -ErrorAction SilentlyContinue | Should -BeFalse
        $broken[0].FullyQualifiedErrorId | Should -BeLike 'AuditBroken,*'
        $broken[0].Exception.Message | Should -BeLike '*is missing*'
    }
}

Describe 'A damaged ledger' {
    It 'is refused' {
        $damaged = Join-Path $TestDrive 'damaged.ledger'
        Copy-Item $run.Ledger $damaged
        Copy-Item "$($run.Ledger).seal" "$damaged.seal"
        $bytes = [IO.File]::ReadAllBytes($damaged)
        $bytes[$bytes.Length / 2] = $bytes[$bytes.Length / 2] -bxor 1
        [IO.File]::WriteAllBytes($damaged, $bytes)
        { Test-MigrationAudit -Ledger $damaged } | Should -Throw -ErrorId 'LedgerDamaged,*'
    }
}
