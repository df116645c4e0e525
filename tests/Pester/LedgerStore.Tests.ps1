BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $key = ConvertTo-SecureString 'correct horse battery staple' -AsPlainText -Force

    # The machine is gone, and the ledger with it.
    function Remove-Ledger([string] $Path) { Remove-Item "$Path*" -Exclude '*.lease' }
}

Describe 'A ledger that is kept outside the machine' {
    BeforeAll {
        $folder = (New-Item (Join-Path $TestDrive 'kept') -ItemType Directory).FullName
        $store = (New-Item (Join-Path $folder 'store') -ItemType Directory).FullName
        $ledger = Join-Path $folder 'target.ledger'
        $source = Connect-DentesSource (New-SmallExport (Join-Path $folder 'export')) -WarningAction SilentlyContinue
        Copy-Organization (Join-Path $folder 'target.db') $source
        $target = Connect-Dataverse -Embedded (Join-Path $folder 'target.db')
        $before = Get-DataverseDigest $target
        $map = New-MigrationMap $source | Approve-MigrationMap -Approver 'ayse@contoso.com'
        $owners = $source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner
        $run = New-Migration -Map $map -Owner $owners -Source $source -Target $target -Ledger $ledger -LedgerStore $store -LedgerKey $key
    }

    It 'comes back from its store by Get-Migration, and the load goes on with it' {
        Invoke-MigrationBatch $run -WarningAction SilentlyContinue | Out-Null
        $loaded = Get-DataverseDigest $target -Exact
        Remove-Ledger $ledger
        $back = Get-Migration $ledger -Source $source -Target $target -LedgerStore $store -LedgerKey $key -WarningVariable told -WarningAction SilentlyContinue
        $told -join ' ' | Should -Match 'came back from'
        $back.Run | Should -Be 1
        (Invoke-MigrationBatch $back -WarningAction SilentlyContinue | Measure-Object Created -Sum).Sum | Should -Be 0
        Get-DataverseDigest $target -Exact | Should -Be $loaded
    }

    It 'refuses a run that leaves the store out' {
        $local = Get-Migration $ledger -Source $source -Target $target -LedgerKey $key
        { Invoke-MigrationBatch $local -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'LedgerStoreNeeded,*'
    }

    It 'refuses another key, and a store without one' {
        $other = ConvertTo-SecureString 'another horse, another staple' -AsPlainText -Force
        { Get-Migration $ledger -Source $source -Target $target -LedgerStore $store -LedgerKey $other } | Should -Throw -ErrorId 'LedgerKeyWrong,*'
        { Get-Migration $ledger -Source $source -Target $target -LedgerStore $store } | Should -Throw -ErrorId 'LedgerKeyNeeded,*'
    }

    It 'is undone from the path and its store alone, after it was lost' {
        Remove-Ledger $ledger
        $undone = Undo-Migration -Ledger $ledger -LedgerStore $store -LedgerKey $key -Target $target -KeepSchema -Confirm:$false -WarningAction SilentlyContinue
        ($undone | Measure-Object Kept -Sum).Sum | Should -Be 0
        Get-DataverseDigest $target | Should -Be $before
    }

    It 'is purged together with its store' {
        { Clear-Migration -Ledger $ledger -Confirm:$false } | Should -Throw -ErrorId 'LedgerStoreNeeded,*'
        Clear-Migration -Ledger $ledger -LedgerStore $store -LedgerKey $key -Confirm:$false
        $ledger | Should -Not -Exist
        Get-ChildItem $store -Exclude '*.lock' | Should -BeNullOrEmpty
    }
}
