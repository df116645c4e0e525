BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $folder = (New-Item (Join-Path $TestDrive 'resume') -ItemType Directory).FullName
    $source = Connect-DentesSource (New-SmallExport (Join-Path $folder 'export')) -WarningAction SilentlyContinue
    $run = New-TestMigration $folder $source
    Invoke-MigrationBatch $run -WarningAction SilentlyContinue | Out-Null
}

Describe 'What a migration can go on with' {
    It 'goes on from the export of the last run, and from no other' {
        Resume-Migration $run -WarningAction SilentlyContinue | Measure-Object Created -Sum | ForEach-Object Sum | Should -Be 0
        $other = Connect-DentesSource (New-SmallExport (Join-Path $folder 'other') -Count 11) -WarningAction SilentlyContinue
        $elsewhere = Get-Migration $run.Ledger -Source $other
        { Resume-Migration $elsewhere -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'SourceDiffers,*'
    }

    It 'does not load behind a delta' {
        $newer = New-SmallExport (Join-Path $folder 'newer')
        Edit-ExportLine (Join-Path $newer 'Hastalar.csv') { $_ -replace ';Aktif;', ';Pasif;' }
        Sync-Migration $run -Source (Connect-DentesSource $newer -WarningAction SilentlyContinue) -WarningAction SilentlyContinue | Out-Null
        $before = Get-DataverseDigest (Connect-Dataverse -Embedded (Join-Path $folder 'target.db')) -Exact
        $friday = Get-Migration $run.Ledger -Source $source
        { Invoke-MigrationBatch $friday -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'SourceOlder,*'
        { Repair-Migration $friday } | Should -Throw -ErrorId 'SourceOlder,*'
        Test-Migration $friday -ErrorAction SilentlyContinue -ErrorVariable against | Should -BeFalse
        "$against" | Should -BeLike '*A delta was picked up from another export*'
        Compare-MigrationRecord $friday -Object patient -DifferenceOnly -WarningVariable told -WarningAction SilentlyContinue | Should -Not -BeNullOrEmpty
        "$told" | Should -BeLike '*A delta was picked up from another export*'
        Get-DataverseDigest (Connect-Dataverse -Embedded (Join-Path $folder 'target.db')) -Exact | Should -Be $before
    }

    It 'takes no export of another system for a newer one' {
        $exec = Connect-DentalExecSource (Join-Path $PSScriptRoot '../../examples/dental-exec') -WarningAction SilentlyContinue
        { Sync-Migration $run -Source $exec -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'MapForAnotherSystem,*'
        Test-Migration $run | Should -BeTrue
    }

    It 'has nothing to go on with where the newest run was undone, and is as sound as the one before left it' {
        $place = (New-Item (Join-Path $folder 'undone') -ItemType Directory).FullName
        $again = New-TestMigration $place $source
        Invoke-MigrationBatch $again -WarningAction SilentlyContinue | Out-Null
        $newer = Connect-DentesSource (Join-Path $folder 'newer') -WarningAction SilentlyContinue
        Sync-Migration $again -Source $newer -WarningAction SilentlyContinue | Measure-Object Updated -Sum | ForEach-Object Sum | Should -BeGreaterThan 0
        Undo-Migration $again -Run $again.Run -Confirm:$false -WarningAction SilentlyContinue | Out-Null
        { Resume-Migration $again -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'NothingToResume,*'
        Test-Migration (Get-Migration $again.Ledger -Source $source) | Should -BeTrue
    }

    It 'names an object and a run that it does not have' {
        { Get-MigrationHold $run -Object patients } | Should -Throw -ErrorId 'ObjectUnknown,*'
        { Get-MigrationHold $run -Run 99 } | Should -Throw -ErrorId 'RunUnknown,*'
    }

    It 'keeps its state through an undo of a part, and names one that was not finished' {
        $run.State | Should -Be 'done'
        Undo-Migration $run -Object appointment -Confirm:$false -WarningAction SilentlyContinue | Out-Null
        $run.State | Should -Be 'done'
        Test-Migration $run -ErrorAction SilentlyContinue -ErrorVariable against | Should -BeFalse
        "$against" | Should -BeLike '*appointment: the last run left * were undone since*'
        (Undo-Migration $run -WhatIf -WarningVariable told -WarningAction SilentlyContinue).Count | Should -BeGreaterThan 1
        "$told" | Should -BeLike '*of kind table*'
        Undo-Migration $run -TimeBudget 00:00:00.001 -Confirm:$false -WarningAction SilentlyContinue | Out-Null
        $run.State | Should -Be 'undo paused'
        { Resume-Migration $run -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'UndoNotFinished,*'
        Undo-Migration $run -Confirm:$false -WarningAction SilentlyContinue | Out-Null
        $run.State | Should -Be 'undone'
    }
}
