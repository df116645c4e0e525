BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $writers = @{
        'Export-MigrationMap'      = { $map | Export-MigrationMap (Join-Path $folder 'x.json') -WhatIf }
        'Approve-MigrationMap'     = { ($source | New-MigrationMap | Approve-MigrationMap -Approver ayse -WhatIf).IsApproved | Should -BeFalse }
        'New-DataverseCustomTable' = { New-MigrationMap $source -Prefix wif | New-MigrationSchemaPlan -Target $target | New-DataverseCustomTable -WhatIf }
        'Export-ProviderOwnerMap'  = { $owners | Export-ProviderOwnerMap (Join-Path $folder 'x.csv') -WhatIf }
        'New-Migration'            = { New-Migration -Map $map -Owner $owners -Source $source -Target $target -Ledger (Join-Path $folder 'x.ledger') -WhatIf }
        'Approve-Migration'        = { $run | Approve-Migration -WaiveRehearsal none -Approver ayse -WhatIf }
        'Invoke-MigrationBatch'    = {
            Invoke-MigrationBatch $fresh -WhatIf
            $fresh | Invoke-MigrationBatch -WhatIf
            $source | Get-DentesPatient | Invoke-MigrationBatch $fresh -WhatIf
            $source | Get-DentesPatient | Select-MigrationSample 3 | Invoke-MigrationBatch $fresh -WhatIf
            New-Migration -Map $map -Owner $owners -Source $source -Target $target -Ledger (Join-Path $folder 'y.ledger') -WhatIf | Invoke-MigrationBatch -WhatIf
        }
        'New-MigrationSourceProfile' = { $source | New-MigrationSourceProfile -Destination (Join-Path $folder 'x.profile.json') -WhatIf }
        'Sync-Migration'           = { Sync-Migration $fresh -Source $source -WhatIf }
        'Resolve-MigrationHold'    = { Resolve-MigrationHold $run -Object patient -Key 100001 -Action Update -WhatIf }
        'Resume-Migration'         = { Resume-Migration $run -WhatIf }
        'Update-MigrationOwner'    = { Update-MigrationOwner $run -WhatIf }
        'Repair-Migration'         = {
            Repair-Migration $run -IncludeChangedSince -WhatIf
            $run | Repair-Migration -WhatIf -AsScript (Join-Path $folder 'x.ps1')
            Repair-Migration $run -Object patient -Key 100001 -WhatIf
        }
        'Undo-Migration'           = {
            Undo-Migration $run -WhatIf
            Undo-Migration -Ledger $run.Ledger -Target $target -Force -WhatIf
            Undo-Migration $run -Run 1 -WhatIf
            Undo-Migration $run -Object patient -WhatIf
        }
        'Get-MigrationAudit'       = { Get-MigrationAudit $run -Path (Join-Path $folder 'x.jsonl') -WhatIf }
        'Clear-Migration'          = { Clear-Migration $run -WhatIf }
        'Export-WorkflowReference' = { $source | Export-WorkflowReference (Join-Path $folder 'x.pdf') -WhatIf }
        'Export-MigrationReport'   = {
            $run | Measure-Migration | Export-MigrationReport (Join-Path $folder 'x.html') -WhatIf
            $run | Compare-MigrationRecord | Export-MigrationReport (Join-Path $folder 'y.html') -WhatIf
        }
    }
    $cases = $writers.GetEnumerator() | Sort-Object Key | ForEach-Object { @{ Name = $_.Key; Body = $_.Value } }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $folder = (New-Item (Join-Path $TestDrive 'whatif') -ItemType Directory).FullName
    $source = Connect-DentesSource (New-SmallExport (Join-Path $TestDrive 'small'))
    $run = New-TestMigration $folder $source
    $target = Connect-Dataverse -Embedded (Join-Path $folder 'target.db')
    $null = $source | Get-DentesPatient | Select-Object -First 5 | Invoke-MigrationBatch $run -WarningAction SilentlyContinue
    $null = $run | Compare-MigrationRecord # a first comparison read to its end is noted in the ledger, which is no matter of -WhatIf
    $map = New-MigrationMap $source -Scope other | Approve-MigrationMap -Approver ayse
    $owners = @($source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner)
    $fresh = New-Migration -Map $map -Owner $owners -Source $source -Target $target -Ledger (Join-Path $folder 'fresh.ledger')

    # Everything that could have been written: the organisation to the last stamp, and each file that is not the organisation's own.
    function Get-World {
        $files = Get-ChildItem $folder -File | Where-Object Name -NotLike '*.db*' | Sort-Object Name |
            ForEach-Object { "$($_.Name) $((Get-FileHash $_.FullName).Hash)" }
        "$(Get-DataverseDigest $target -Exact)`n$($files -join "`n")"
    }
}

AfterAll { Disconnect-Dataverse $target }

Describe '-WhatIf' {
    It 'is tried for every cmdlet that writes' -ForEach @{ Tried = $cases.Name } {
        Get-Command -Module DentalMigration | Where-Object { $_.Parameters.ContainsKey('WhatIf') } | ForEach-Object Name | Sort-Object |
            Should -Be ($Tried | Sort-Object)
    }

    It 'of <Name> writes nothing' -ForEach $cases {
        $before = Get-World
        . $Body 6>$null | Out-Null
        Get-World | Should -Be $before
    }
}
