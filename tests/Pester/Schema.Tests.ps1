BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $source = Connect-DentesSource (New-SmallExport (Join-Path $TestDrive 'small'))
    $map = $source | New-MigrationMap | Approve-MigrationMap -Approver 'ayse@contoso.com'
    $interface = 'View', 'Form', 'Chart', 'Dashboard', 'SiteMap', 'App'

    # A copy of the map, changed as a person would change its file.
    function Edit-Map([string] $Name, [scriptblock] $Change) {
        $path = Join-Path $TestDrive $Name
        $map | Export-MigrationMap $path
        $document = Get-Content $path -Raw | ConvertFrom-Json -Depth 20
        & $Change $document
        $document | ConvertTo-Json -Depth 20 | Set-Content $path
        $path
    }
}

Describe 'A schema, from the plan to the undo' {
    BeforeAll {
        $target = Connect-Dataverse -Embedded (Join-Path $TestDrive 'cycle.db') -User $Users -BaseCurrency TRY
        $before = Get-DataverseDigest $target
    }

    AfterAll { Disconnect-Dataverse $target }

    It 'is planned kind by kind, in the order it is made' {
        $plan = @($map | New-MigrationSchemaPlan -Target $target)
        $order = [enum]::GetNames([DentalMigration.Commands.SchemaComponent])
        $kinds = @($plan.Kind | Select-Object -Unique)
        $kinds | Should -Be ($order | Where-Object { $_ -in $kinds })
        foreach ($kind in 'Solution', 'Table', 'Column', 'Lookup', 'Key', 'Profile', 'Permission', 'Member' + $interface) { $kinds | Should -Contain $kind }
        ($plan | Where-Object { $_.Kind -eq 'Column' -and $_.Name -eq 'new_nationalid' }).Description | Should -Match 'secured'
        ($plan | Where-Object { $_.Kind -eq 'Lookup' -and $_.Table -eq 'new_treatmentplan' })[0].Description | Should -Match 'cannot be deleted while rows point to it'
    }

    It 'is made in parts by kind, and then there' {
        $first = @($map | New-MigrationSchemaPlan -Target $target -Exclude $interface | New-DataverseCustomTable)
        $first.Kind | Should -Not -Contain 'Form'
        $rest = @($map | New-MigrationSchemaPlan -Target $target)
        $rest | Where-Object Status -EQ 'Missing' | ForEach-Object Kind | Sort-Object -Unique | Should -Be ($interface | Sort-Object)
        ($rest | New-DataverseCustomTable -Kind View).Kind | Sort-Object -Unique | Should -Be 'View'
        $rest | New-DataverseCustomTable -Kind Form, Chart, Dashboard, SiteMap, App | ForEach-Object Status | Sort-Object -Unique | Should -Be 'Created'
        $map | New-MigrationSchemaPlan -Target $target | ForEach-Object Status | Sort-Object -Unique | Should -Be 'Exists'
    }

    It 'is taken back, and the content is what it was' {
        $owners = $source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner
        $run = New-Migration -Map $map -Owner $owners -Source $source -Target $target -Ledger (Join-Path $TestDrive 'cycle.ledger')
        Get-DataverseDigest $target | Should -Not -Be $before
        Undo-Migration $run -Confirm:$false | Out-Null
        Get-DataverseDigest $target | Should -Be $before
    }
}

Describe 'A schema plan' {
    BeforeAll { $target = Connect-Dataverse -Embedded (Join-Path $TestDrive 'plan.db') -User $Users -BaseCurrency TRY }

    AfterAll { Disconnect-Dataverse $target }

    It 'lets text grow to what was measured, and says so' {
        $measured = @($source | Measure-MigrationSource)
        $path = Edit-Map 'short.json' { $args[0].objects | Where-Object object -EQ 'patient' | ForEach-Object columns | Where-Object { $_.create.type -eq 'String' } | ForEach-Object { $_.create.maxLength = 1 } }
        $plan = Import-MigrationMap $path | New-MigrationSchemaPlan -Target $target -Profile $measured
        @($plan | Where-Object { $_.Table -eq 'contact' -and $_.Description -match '^String, \d+ characters: the export''s longest value has \d+, the map foresaw 1$' }).Count |
            Should -BeGreaterThan 3
    }

    It 'stops on a conflict with a choice, and makes nothing' {
        $path = Edit-Map 'conflict.json' { $args[0].objects | ForEach-Object columns | Where-Object column -EQ 'new_sourcepatientid' | ForEach-Object { $_.create.secured = $true } }
        $before = Get-DataverseDigest $target -Exact
        { Import-MigrationMap $path | New-MigrationSchemaPlan -Target $target | New-DataverseCustomTable } |
            Should -Throw -ErrorId 'SchemaConflict,DentalMigration.Commands.NewDataverseCustomTableCommand'
        Get-DataverseDigest $target -Exact | Should -Be $before
    }

    It 'leaves out what the map does not want people to see' {
        $path = Edit-Map 'bare.json' { $args[0].interface = $false }
        $kinds = (Import-MigrationMap $path | New-MigrationSchemaPlan -Target $target).Kind
        $interface | ForEach-Object { $kinds | Should -Not -Contain $_ }
    }
}
