BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $source = Connect-DentesSource $Export
    $target = Connect-Dataverse -Embedded (Join-Path $TestDrive 'mapping.db') -User $Users -BaseCurrency TRY
}

AfterAll { Disconnect-Dataverse $target }

Describe 'A map' {
    It 'survives a file' {
        $map = $source | New-MigrationMap -Prefix dnt -Scope izmir
        $map | Export-MigrationMap TestDrive:/map.json
        $read = Import-MigrationMap TestDrive:/map.json
        $read.Hash | Should -Be $map.Hash
        $read.Prefix | Should -Be 'dnt'
        $read.Scope | Should -Be 'izmir'
    }

    It 'is not approved until somebody approves it, and not after it is edited' {
        $source | New-MigrationMap | ForEach-Object IsApproved | Should -BeFalse
        $source | New-MigrationMap | Approve-MigrationMap -Approver ayse | Export-MigrationMap TestDrive:/approved.json
        (Import-MigrationMap TestDrive:/approved.json).IsApproved | Should -BeTrue
        (Get-Content TestDrive:/approved.json -Raw).Replace('"currency": "TRY"', '"currency": "EUR"') | Set-Content TestDrive:/edited.json
        (Import-MigrationMap TestDrive:/edited.json).IsApproved | Should -BeFalse
    }

    It 'is sound as it ships' {
        $source | New-MigrationMap | Test-MigrationMap -Target $target | Should -BeTrue
    }

    It 'is tested field by field' {
        $source | New-MigrationMap | Export-MigrationMap TestDrive:/bad.json
        (Get-Content TestDrive:/bad.json -Raw).Replace('"birth_date"', '"birthday"') | Set-Content TestDrive:/bad.json
        $sound = Import-MigrationMap TestDrive:/bad.json | Test-MigrationMap -ErrorVariable problems -ErrorAction SilentlyContinue
        $sound | Should -BeFalse
        $problems[0].FullyQualifiedErrorId | Should -Be 'UnknownField,DentalMigration.Commands.TestMigrationMapCommand'
        $problems[0].TargetObject | Should -Match '^patient\.'
    }

    It 'says where a file is no map' {
        'nothing like it' | Set-Content TestDrive:/none.json
        { Import-MigrationMap TestDrive:/none.json } | Should -Throw -ErrorId 'MapUnreadable,*'
        { Import-MigrationMap TestDrive:/nowhere.json } | Should -Throw -ErrorId 'MapNotFound,*'
    }

    It 'comes with alternatives, by name' {
        $map = New-MigrationMap $source -Variant AppointmentTable, ClinicalNoteTable
        $map | Test-MigrationMap | Should -BeTrue
        $map | Export-MigrationMap TestDrive:/variant.json
        Get-Content TestDrive:/variant.json -Raw | Should -Match '"new_clinicalnote"'
        { New-MigrationMap $source -Variant Nothing } | Should -Throw -ErrorId 'UnknownVariant,*'
        $line = 'New-MigrationMap -Variant Appoint'
        ([System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches.CompletionText |
            Should -Contain 'AppointmentTable'
    }

    It 'refuses a prefix that Dataverse would' {
        { New-MigrationMap $source -Prefix 'Ab!' } | Should -Throw -ErrorId 'InvalidPrefix,*'
    }

    It 'needs a person to approve it' {
        { New-MigrationMap $source | Approve-MigrationMap -Approver ' ' } | Should -Throw -ErrorId 'ApproverMissing,*'
    }
}

Describe 'Owners' {
    BeforeAll { $owners = @($source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner) }

    It 'gives each provider its user, or says why not' {
        $owners.Count | Should -Be 9
        $owners[0].Status | Should -Be 'Fallback'
        ($owners | Group-Object Status -AsHashTable -AsString).Keys | Sort-Object |
            Should -Be 'Fallback', 'Matched', 'NoEmail', 'NoUser', 'UserDisabled'
    }

    It 'survives a <Extension> file' -ForEach @{ Extension = 'csv' }, @{ Extension = 'json' } {
        $owners | Export-ProviderOwnerMap "TestDrive:/owners.$Extension"
        $read = Import-ProviderOwnerMap "TestDrive:/owners.$Extension"
        ($read | ConvertTo-Json) | Should -Be ($owners | ConvertTo-Json)
    }

    It 'refuses a fallback owner that <Problem>' -ForEach @(
        @{ Problem = 'does not exist'; Fallback = 'nobody@example.com'; Id = 'FallbackOwnerNotFound' }
        @{ Problem = 'is disabled'; Fallback = 'gulsen.isik@example.com'; Id = 'FallbackOwnerDisabled' }
    ) {
        { $source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback $Fallback } |
            Should -Throw -ErrorId "$Id,DentalMigration.Commands.ResolveProviderOwnerCommand"
    }

    It 'are looked up again where they belong to another organisation' {
        $other = Connect-Dataverse -Embedded (Join-Path $TestDrive 'other.db') -User $Users -BaseCurrency TRY
        $map = New-MigrationMap $source | Approve-MigrationMap -Approver ayse
        $map | New-MigrationSchemaPlan -Target $other | New-DataverseCustomTable | Out-Null
        $messages = New-Migration -Map $map -Owner $owners -Source $source -Target $other -Ledger (Join-Path $TestDrive 'other.ledger') -Verbose 4>&1
        $messages | Where-Object { $_ -match 'looked up' } | Should -Not -BeNullOrEmpty
        Disconnect-Dataverse $other
    }
}

Describe 'Schema' {
    It 'is planned, made once, and then there' {
        $map = New-MigrationMap $source
        $plan = @($map | New-MigrationSchemaPlan -Target $target)
        $missing = @($plan | Where-Object Status -EQ 'Missing')
        $missing.Count | Should -BeGreaterThan 10
        $made = @($plan | New-DataverseCustomTable)
        $made.Count | Should -Be $missing.Count
        $made.Status | Sort-Object -Unique | Should -Be 'Created'
        $before = Get-DataverseDigest $target -Exact
        $map | New-MigrationSchemaPlan -Target $target | New-DataverseCustomTable | Should -BeNullOrEmpty
        Get-DataverseDigest $target -Exact | Should -Be $before
    }
}
