BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $test = 'DentalMigration.Commands.TestMigrationTargetCommand'
    $measure = 'DentalMigration.Commands.MeasureDataverseCapacityCommand'
    $dollars = Connect-Dataverse -Embedded (Join-Path $TestDrive 'usd.db') -User $Users
    $source = Connect-DentesSource (New-SmallExport (Join-Path $TestDrive 'export'))
    $map = $source | New-MigrationMap | Approve-MigrationMap -Approver 'ayse@contoso.com'
}

AfterAll { Disconnect-Dataverse $dollars }

Describe 'Test-MigrationTarget' {
    It 'writes an error for what would spoil a load, and is false' {
        Test-MigrationTarget $dollars -Map $map -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Should -BeFalse
        $problems.FullyQualifiedErrorId | Should -Contain "BaseCurrencyDiffers,$test"
    }

    It 'names the organisation' {
        Test-MigrationTarget $dollars -InformationVariable said -WarningAction SilentlyContinue | Should -BeTrue
        "$said" | Should -Match "'contoso'.*$($dollars.OrganizationId)"
    }

    It 'gives objects with -Detailed, and writes no errors' {
        $findings = Test-MigrationTarget $dollars -Map $map -Detailed -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        ($findings | Where-Object Code -EQ BaseCurrencyDiffers).Stops | Should -BeTrue
    }
}

Describe 'A load into an organisation that is not ready' {
    BeforeAll {
        $map | New-MigrationSchemaPlan -Target $dollars | New-DataverseCustomTable | Out-Null
        $owners = $source | Get-DentesProvider | Resolve-ProviderOwner -Target $dollars -Fallback $FallbackOwner
        $run = New-Migration -Map $map -Owner $owners -Source $source -Target $dollars -Ledger (Join-Path $TestDrive 'usd.ledger') -ExpectedOrganization contoso
    }

    It 'refuses another organisation by name' {
        { New-Migration -Map $map -Owner $owners -Source $source -Target $dollars -Ledger (Join-Path $TestDrive 'other.ledger') -ExpectedOrganization fabrikam } |
            Should -Throw -ErrorId 'WrongOrganization,*'
    }

    It 'stops before it writes' {
        $digest = Get-DataverseDigest $dollars -Exact
        { Invoke-MigrationBatch $run -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'TargetNotReady,*'
        Get-DataverseDigest $dollars -Exact | Should -Be $digest
    }

    It 'takes a waiver by a known name only' {
        { Approve-Migration $run -Waive Weather -Reason x -Approver ayse } | Should -Throw -ErrorId 'UnknownFinding,*'
    }

    It 'goes on under a waiver, which is audited' {
        Approve-Migration $run -Waive BaseCurrencyDiffers -Reason 'the rate was set' -Approver 'ayse@contoso.com' | Out-Null
        Invoke-MigrationBatch $run -WarningAction SilentlyContinue | Should -Not -BeNullOrEmpty
        $entry = Get-MigrationAudit $run | Where-Object Action -EQ waive
        "$($entry.Outcome) $($entry.Note)" | Should -Be 'BaseCurrencyDiffers ayse@contoso.com: the rate was set'
        Test-MigrationTarget -Migration $run -WarningAction SilentlyContinue | Should -BeTrue
    }
}

Describe 'Measure-DataverseCapacity' {
    BeforeAll { $empty = Connect-Dataverse -Embedded (Join-Path $TestDrive 'empty.db') -BaseCurrency TRY }
    AfterAll { Disconnect-Dataverse $empty }

    It 'counts tables, requests, storage and time, and says on what it rests' {
        $lines = Measure-DataverseCapacity $map -Target $empty -Source $source
        ($map | Measure-DataverseCapacity -Target $empty -Source $source).Value | Should -Be $lines.Value
        $lines.Topic | Select-Object -Unique | Should -Be 'Tables', 'Requests', 'Storage', 'Duration'
        ($lines | Where-Object Measure -EQ 'Custom tables to be made').Value | Should -Be 6
        $lines | ForEach-Object { $_.Assumption | Should -Not -BeNullOrEmpty }
    }

    It 'takes counts, or a profile from the pipeline' {
        $counted = Measure-DataverseCapacity $map -Target $empty -Count @{ patient = 1000 } | Where-Object Measure -EQ 'Rows'
        $counted.Value | Should -Be 1000
        $profiled = $source | Measure-MigrationSource | Measure-DataverseCapacity $map -Target $empty | Where-Object Measure -EQ 'Rows'
        $profiled.Value | Should -BeGreaterThan 20
    }

    It 'waits for a decision where the licence is passed, and goes on with -Force' {
        $map | Export-MigrationMap (Join-Path $TestDrive 'many.json')
        $json = Get-Content (Join-Path $TestDrive 'many.json') -Raw | ConvertFrom-Json -AsHashtable
        $plan = $json.objects | Where-Object object -EQ recall
        foreach ($i in 1..10) {
            $copy = $plan | ConvertTo-Json -Depth 20 | ConvertFrom-Json -AsHashtable
            $copy.object = "more$i"; $copy.table = "new_more$i"; $copy.create.schemaName = "new_More$i"
            $json.objects += $copy
        }
        $json | ConvertTo-Json -Depth 30 | Set-Content (Join-Path $TestDrive 'many.json')
        $script = "Import-Module '$ModulePath'; `$t = Connect-Dataverse -Embedded '$(Join-Path $TestDrive 'limit.db')'; `$m = Import-MigrationMap '$(Join-Path $TestDrive 'many.json')'; try { Measure-DataverseCapacity `$m -Target `$t {0} | Out-Null; 'went on' } catch { `$_.FullyQualifiedErrorId }"
        (pwsh -NoProfile -NonInteractive -Command ($script.Replace('{0}', ''))) | Select-Object -Last 1 | Should -Be "TableLimitPassed,$measure"
        (pwsh -NoProfile -NonInteractive -Command ($script.Replace('{0}', '-Force'))) | Select-Object -Last 1 | Should -Be 'went on'
    }
}
