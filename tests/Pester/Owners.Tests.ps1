BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $resolve = 'DentalMigration.Commands.ResolveProviderOwnerCommand'
    $update = 'DentalMigration.Commands.UpdateMigrationOwnerCommand'

    # An organisation of its own with these users, and an export with these providers.
    function New-OwnerCase([string] $Name, [object[]] $User, [string[]] $Provider) {
        $folder = New-Item (Join-Path $TestDrive $Name) -ItemType Directory
        'Hekim Kodu;Adı Soyadı;E-posta', $Provider | ForEach-Object { $_ } | Set-Content (Join-Path $folder 'Hekimler.csv')
        'Klinik Kodu;Klinik Adı', 'K1;Ege Diş' | Set-Content (Join-Path $folder 'Klinikler.csv')
        'Hasta No;Adı;Soyadı', '1;Ayşe;Çelik' | Set-Content (Join-Path $folder 'Hastalar.csv')
        [pscustomobject]@{
            Folder = $folder
            Source = Connect-DentesSource $folder
            Target = Connect-Dataverse -Embedded (Join-Path $folder 'owners.db') -User $User -BaseCurrency TRY
        }
    }
}

Describe 'Resolve-ProviderOwner' {
    BeforeAll {
        $people = @(
            [pscustomobject]@{ fullname = 'Ayşe Yıldız'; email = 'ayse@contoso.com'; isdisabled = 'false' }
            [pscustomobject]@{ fullname = 'Gülşen Işık'; email = 'gulsen@contoso.com'; isdisabled = 'true' }
            [pscustomobject]@{ fullname = 'Emre Aydın'; email = 'emre@contoso.com'; isdisabled = 'false' }
        )
        $case = New-OwnerCase 'branches' $people @(
            '1;Dt. Ayşe Yıldız;AYSE@contoso.com', '2;Dt. Gülşen Işık;gulsen@contoso.com', '3;Dt. Emre Aydın;'
            '4;Dt. Ayşe Yıldız;ayse+dental@contoso.com', '5;Dt. Can Kaya;can@contoso.com', '5;Dt. Can Kaya;kaya@contoso.com'
        )
        $rows = $case.Source | Get-DentesProvider | Resolve-ProviderOwner -Target $case.Target -Fallback admin@contoso.com -ErrorAction SilentlyContinue -ErrorVariable problems -WarningAction SilentlyContinue
    }

    AfterAll { Disconnect-Dataverse $case.Target }

    It 'streams a row per provider with how it was found' {
        ($rows | ForEach-Object { "$($_.Provider) $($_.Status) $($_.Match)" }) |
            Should -Be '* Fallback None', '1 Matched Email', '2 UserDisabled None', '3 NoEmail Name', '4 Matched Alias', '5 Conflicting None'
        $rows | ForEach-Object { $_.Reason | Should -Not -BeNullOrEmpty }
    }

    It 'only suggests a user of the same name' {
        $suggested = $rows | Where-Object Provider -EQ 3
        $suggested.Suggestion | Should -Be 'emre@contoso.com'
        $suggested.OwnerId | Should -Be $rows[0].OwnerId
    }

    It 'refuses a provider with two addresses' {
        $problems[0].FullyQualifiedErrorId | Should -Be "ProviderConflicting,$resolve"
    }

    It 'follows what a person filled into the exported map' {
        $file = Join-Path $case.Folder 'owners.csv'
        $rows | Export-ProviderOwnerMap $file
        $edited = Import-Csv $file
        ($edited | Where-Object Provider -EQ 3).Owner = 'emre@contoso.com'
        $edited | Export-Csv $file
        { New-Migration -Map ($case.Source | New-MigrationMap | Approve-MigrationMap -Approver a -IgnoreOpen) -Owner (Import-ProviderOwnerMap $file) -Source $case.Source -Target $case.Target -Ledger (Join-Path $case.Folder 'a.ledger') } |
            Should -Throw -ErrorId 'OwnerMapUnresolved,*'
        $again = $case.Source | Get-DentesProvider | Resolve-ProviderOwner -Target $case.Target -Fallback admin@contoso.com -OwnerMap $file -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $chosen = $again | Where-Object Provider -EQ 3
        "$($chosen.Status) $($chosen.Match) $($chosen.Owner)" | Should -Be 'Chosen Map emre@contoso.com'
    }

    It 'keeps every column on the way through a file' -ForEach 'csv', 'json' {
        $file = Join-Path $case.Folder "round.$_"
        $rows | Export-ProviderOwnerMap $file
        (Import-ProviderOwnerMap $file | ConvertTo-Json) | Should -Be ($rows | ConvertTo-Json)
    }

    It 'reports matched, unmatched and departed' {
        $file = Join-Path $case.Folder 'owners.html'
        $rows | Export-MigrationReport $file
        $page = Get-Content $file -Raw
        foreach ($word in 'Matched', 'Unmatched', 'Departed', 'Fallback owner', 'emre@contoso.com') { $page | Should -Match $word }
    }
}

Describe 'Update-MigrationOwner' {
    BeforeAll {
        $people = @($Users | Where-Object email -NE 'ilker.sahin@example.com') + [pscustomobject]@{ fullname = 'Late One'; email = 'late@example.com'; isdisabled = 'false' }
        $folder = New-Item (Join-Path $TestDrive 'update') -ItemType Directory
        $source = Connect-DentesSource (New-SmallExport (Join-Path $folder 'export'))
        $target = Connect-Dataverse -Embedded (Join-Path $folder 'target.db') -User $people -BaseCurrency TRY
        $map = $source | New-MigrationMap | Approve-MigrationMap -Approver 'ayse@contoso.com'
        $map | New-MigrationSchemaPlan -Target $target | New-DataverseCustomTable | Out-Null
        $owners = $source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner
        $run = New-Migration -Map $map -Owner $owners -Source $source -Target $target -Ledger (Join-Path $folder 'a.ledger')
        Invoke-MigrationBatch $run -WarningAction SilentlyContinue | Out-Null
        $decisions = Join-Path $folder 'decisions.csv'
        'Provider,Owner', '3,late@example.com' | Set-Content $decisions
    }

    AfterAll { Disconnect-Dataverse $target }

    It 'writes nothing with -WhatIf' {
        $digest = Get-DataverseDigest $target -Exact
        $now = $source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner -OwnerMap $decisions
        Update-MigrationOwner $run -Owner $now -WhatIf
        Get-DataverseDigest $target -Exact | Should -Be $digest
    }

    It 'gives rows that waited to the owner named since, and is audited' {
        $now = $source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner -OwnerMap $decisions
        $moves = Update-MigrationOwner $run -Owner $now -WarningAction SilentlyContinue
        ($moves | Measure-Object Moved -Sum).Sum | Should -BeGreaterThan 0
        Get-MigrationAudit $run | Where-Object { $_.Action -eq 'step' -and $_.Note -eq 'owner' } | Should -Not -BeNullOrEmpty
        Test-MigrationAudit $run | Should -BeTrue
    }

    It 'moves nothing the second time, also in a later session' {
        $later = Get-Migration (Join-Path $folder 'a.ledger') -Source $source -Target $target
        $moves = Update-MigrationOwner $later -WarningAction SilentlyContinue
        ($moves | Measure-Object Moved -Sum).Sum | Should -Be 0
    }

    It 'leaves nothing behind when the migration is undone' {
        (Undo-Migration $run -Confirm:$false | Measure-Object Kept -Sum).Sum | Should -Be 0
    }
}
