BeforeDiscovery {
    $systems = @(
        @{ System = 'Dentes'; Currency = 'TRY' }
        @{ System = 'DentalExec'; Currency = 'USD' }
    )
}

Describe 'Records of Get-<System>...' -ForEach $systems {
    BeforeDiscovery {
        . (Join-Path $PSScriptRoot 'Support.ps1')
        $cmdlets = Get-Command -Module DentalMigration -Name "Get-$System*" | ForEach-Object { @{ Cmdlet = $_.Name } }
    }

    BeforeAll {
        . (Join-Path $PSScriptRoot 'Support.ps1')
        . (Join-Path $PSScriptRoot 'SmallExports.ps1')
        $folder = Join-Path $TestDrive $System
        & "New-${System}Export" $folder
        $source = & "Connect-${System}Source" $folder -WarningAction Ignore
        $target = Connect-Dataverse -Embedded (Join-Path $TestDrive "$System.db") -User $Users -BaseCurrency $Currency
        $map = New-MigrationMap $source -WarningAction Ignore | Approve-MigrationMap -Approver 'ayse@contoso.com' -IgnoreOpen
        $map | New-MigrationSchemaPlan -Target $target | New-DataverseCustomTable | Out-Null
        $owners = $source | & "Get-${System}Provider" | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner
        $run = New-Migration -Map $map -Owner $owners -Source $source -Target $target -Ledger (Join-Path $TestDrive "$System.ledger")
    }

    AfterAll { Disconnect-Dataverse $target }

    It 'go from <Cmdlet> into Invoke-MigrationBatch' -ForEach $cmdlets {
        $record = $source | & $Cmdlet | Select-Object -First 1
        $lines = $record | Invoke-MigrationBatch $run -WarningAction Ignore
        $line = $lines | Where-Object Object -EQ $record.Object
        # A custom field is a column, not a row.
        if ($record.Object -eq 'custom_field') { $line | Should -BeNullOrEmpty; return }
        $line | Should -Not -BeNullOrEmpty
        $line.Created + $line.Updated + $line.Unchanged | Should -BeGreaterThan 0 -Because ($lines | Out-String)
    }
}
