BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $export = New-SmallExport (Join-Path $TestDrive 'small')
    $source = Connect-DentesSource $export
    $folder = (New-Item (Join-Path $TestDrive 'existing') -ItemType Directory).FullName
    $path = Join-Path $folder 'target.db'
    Copy-Organization $path $source
    $target = Connect-Dataverse -Embedded $path
    $owners = $source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner

    # A rehearsal of two patients stands for what people had entered before; the cutover, in a scope of its own, finds them.
    $first = New-MigrationMap $source -Scope before | Approve-MigrationMap -Approver ayse
    $first | New-MigrationSchemaPlan -Target $target | New-DataverseCustomTable | Out-Null
    $before = New-Migration -Map $first -Owner $owners -Source $source -Target $target -Ledger (Join-Path $folder 'before.ledger')
    $null = $source | Get-DentesPatient | Select-Object -First 2 | Invoke-MigrationBatch $before -WarningAction SilentlyContinue

    $file = Join-Path $folder 'map.json'
    New-MigrationMap $source | Export-MigrationMap $file
    $json = Get-Content $file -Raw | ConvertFrom-Json -Depth 30
    $json.objects | Where-Object object -EQ patient | Add-Member existing @{ match = @(, @('new_sourcepatientid')); onMatch = 'Hold' }
    $json | ConvertTo-Json -Depth 30 | Set-Content $file
    $map = Import-MigrationMap $file | Approve-MigrationMap -Approver ayse
    $run = New-Migration -Map $map -Owner $owners -Source $source -Target $target -Ledger (Join-Path $folder 'target.ledger')
    $counts = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
}

AfterAll { Disconnect-Dataverse $target }

Describe 'Resolve-MigrationHold' {
    It 'is what a record waits for whose row was there before' {
        ($counts | Where-Object Object -EQ patient).Held | Should -Be 2
        $held = @(Get-MigrationHold $run | Where-Object Code -EQ MatchesExisting)
        $held.Count | Should -Be 2
        $held[0].Reason | Should -Match 'Resolve-MigrationHold'
    }

    It 'lets the next run update one and leave the other' {
        $held = @(Get-MigrationHold $run | Where-Object Code -EQ MatchesExisting)
        $held[0] | Resolve-MigrationHold $run -Action Fill
        $rest = Get-MigrationHold $run -Object patient -Code Matches* | Where-Object Key -NE $held[0].Key
        $patients = $rest | Resolve-MigrationHold $run -Action Skip -PassThru | Resume-Migration -WarningAction SilentlyContinue | Where-Object Object -EQ patient
        $patients.Held | Should -Be 0
        $patients.Filtered | Should -Be 1
        Get-MigrationHold $run | Where-Object Object -EQ appointment | Should -BeNullOrEmpty
    }

    It 'keeps the decision in the audit log' {
        @(Get-MigrationAudit $run | Where-Object Action -EQ decide).Count | Should -Be 2
        Test-MigrationAudit $run | Should -BeTrue
    }

    It 'says so where the map has no rules' {
        { Resolve-MigrationHold $run -Object appointment -Key 1 -Action Skip } | Should -Throw -ErrorId 'ObjectWithoutMatch*'
        [pscustomobject]@{ Object = 'patient'; Key = 'nobody' } | Resolve-MigrationHold $run -Action Skip -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'HoldNotFound,*'
        $problems[0].TargetObject | Should -Be 'patient nobody'
    }
}

Describe 'Sync-Migration -OnMissing' {
    It 'makes the row of a vanished patient inactive, and never deletes it' {
        $newer = Join-Path $TestDrive 'newer'
        Copy-Item $export $newer -Recurse
        Edit-ExportLine (Join-Path $newer 'Hastalar.csv') { if ($_ -notmatch '^100009;') { $_ } }
        Edit-ExportLine (Join-Path $newer 'Randevular.csv') { if (($_ -split ';')[1] -ne '100009') { $_ } }
        $null = Sync-Migration $run -Source (Connect-DentesSource $newer) -OnMissing Deactivate -WarningAction SilentlyContinue
        $gone = Get-MigrationHold $run -IncludeFinding | Where-Object { $_.Object -eq 'patient' -and $_.Code -eq 'VanishedDeactivated' }
        @($gone).Count | Should -Be 1
        $gone.Key | Should -Be '100009'
    }
}
