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
        Get-DataverseDigest (Connect-Dataverse -Embedded (Join-Path $folder 'target.db')) -Exact | Should -Be $before
    }

    It 'keeps its state through an undo of a part, and names one that was not finished' {
        $run.State | Should -Be 'done'
        Undo-Migration $run -Object appointment -Confirm:$false -WarningAction SilentlyContinue | Out-Null
        $run.State | Should -Be 'done'
        Undo-Migration $run -TimeBudget 00:00:00.001 -Confirm:$false -WarningAction SilentlyContinue | Out-Null
        $run.State | Should -Be 'undo paused'
        { Resume-Migration $run -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'UndoNotFinished,*'
        Undo-Migration $run -Confirm:$false -WarningAction SilentlyContinue | Out-Null
        $run.State | Should -Be 'undone'
    }
}
