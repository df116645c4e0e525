BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')

    # A practice with a header nobody knows, one that a person can name, and a file that is none of the system's.
    function New-OddExport([string] $Path) {
        $null = New-SmallExport $Path 3
        Edit-ExportLine (Join-Path $Path 'Hastalar.csv') {
            if ($_ -match '^Hasta No') { "$_;Kart Rengi;Etiket" } elseif ($_ -match '^\d') { "$_;mavi;Lateks" } else { $_ }
        }
        Set-Content (Join-Path $Path 'Depo.csv') 'Malzeme;Raf', 'Kompozit;A1'
        $Path
    }

    $plain = New-SmallExport (Join-Path $TestDrive 'plain') 3
    $odd = Connect-DentesSource (New-OddExport (Join-Path $TestDrive 'odd')) -WarningAction SilentlyContinue
}

Describe 'What nobody knows' {
    It 'waits, and is told' {
        $map = New-MigrationMap $odd -WarningVariable told -WarningAction SilentlyContinue
        $map.Open | Should -HaveCount 3
        $map.Open -match 'Kart Rengi' | Should -Be 'Hastalar.csv / Kart Rengi: Open, new_kartrengi'
        $map.Decisions | Should -Contain 'Hastalar.csv: Accepted, patient'
        $told | Should -Match '^3 decisions are open'
    }

    It 'keeps a map from being approved, unless that is signed' {
        $map = New-MigrationMap $odd -WarningAction SilentlyContinue
        { $map | Approve-MigrationMap -Approver ayse } | Should -Throw -ErrorId 'DecisionsOpen,*'
        ($map | Approve-MigrationMap -Approver ayse -IgnoreOpen).IsApproved | Should -BeTrue
    }

    It 'is decided in <Name>, and then read and migrated' -ForEach @(
        @{ Name = 'a spreadsheet'; File = 'odd.csv' }
        @{ Name = 'JSON'; File = 'odd.json' }
    ) {
        $path = Join-Path $TestDrive $File
        New-MigrationMap $odd -WarningAction SilentlyContinue | Export-MigrationMap $path
        if ($File -like '*.csv') {
            $rows = Import-Csv $path -Delimiter ';'
            ($rows | Where-Object header -EQ 'Kart Rengi').decision = 'Custom'
            $alert = $rows | Where-Object header -EQ 'Etiket'
            $alert.decision = 'Accepted'; $alert.field = 'complaint'
            ($rows | Where-Object { $_.part -eq 'place' -and $_.place -eq 'Depo.csv' }).decision = 'Ignored'
            $rows | Export-Csv $path -Delimiter ';' -Encoding utf8BOM
        }
        else {
            $json = Get-Content $path -Raw | ConvertFrom-Json -Depth 30
            $headers = ($json.places | Where-Object place -EQ 'Hastalar.csv').headers
            ($headers | Where-Object header -EQ 'Kart Rengi').decision = 'Custom'
            $alert = $headers | Where-Object header -EQ 'Etiket'
            $alert.decision = 'Accepted'
            $alert | Add-Member field complaint -Force
            ($json.places | Where-Object place -EQ 'Depo.csv').decision = 'Ignored'
            $json | ConvertTo-Json -Depth 30 | Set-Content $path
        }

        $map = Import-MigrationMap $path
        $map.Open | Should -BeNullOrEmpty
        $map | Test-MigrationMap -Source $odd | Should -BeTrue
        (Measure-MigrationSource $odd | Where-Object Object -EQ patient).Fields.Field | Should -Not -Contain complaint
        (Measure-MigrationSource $odd -Map $map | Where-Object Object -EQ patient).Fields.Field | Should -Contain complaint
        $other = Connect-DentesSource $plain
        { $map | Approve-MigrationMap -Approver ayse -Source $other } | Should -Throw -ErrorId 'MapDoesNotFit,*'
        Disconnect-MigrationSource $other
        $map = $map | Approve-MigrationMap -Approver ayse -Source $odd
        $reading = Connect-DentesSource (Join-Path $TestDrive 'odd') -Map $map
        ($reading | Get-DentesPatient | Select-Object -First 1).Complaint | Should -Be 'Lateks'

        $target = Connect-Dataverse -Embedded (Join-Path $TestDrive "$File.db") -User $Users -BaseCurrency TRY
        $map | Test-MigrationMap -Target $target | Should -BeTrue
        $map | New-MigrationSchemaPlan -Target $target | New-DataverseCustomTable | Out-Null
        $owners = $odd | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner
        $run = New-Migration -Map $map -Owner $owners -Source $odd -Target $target -Ledger (Join-Path $TestDrive "$File.ledger")
        Get-CreatedCount (Invoke-MigrationBatch $run) patient | Should -Be 3
        $compared = Compare-MigrationRecord $run -Object patient
        ($compared | Where-Object Column -EQ 'new_kartrengi').TargetValue | Sort-Object -Unique | Should -Be 'mavi'
        ($compared | Where-Object Column -EQ 'new_complaint').TargetValue | Sort-Object -Unique | Should -Be 'Lateks'
        Disconnect-Dataverse $target
    }

    It 'of a newer export is told, and the rest goes on' {
        $folder = Join-Path $TestDrive 'run'
        $null = New-Item $folder -ItemType Directory
        $source = Connect-DentesSource (New-SmallExport (Join-Path $TestDrive 'first') 3)
        $run = New-TestMigration $folder $source
        Invoke-MigrationBatch $run | Out-Null
        $newer = Connect-DentesSource (New-OddExport (Join-Path $TestDrive 'newer')) -WarningAction SilentlyContinue
        $counts = Sync-Migration $run -Source $newer -WarningVariable told -WarningAction SilentlyContinue
        ($counts | Where-Object Object -EQ patient).Unchanged | Should -Be 3
        $told -match "Hastalar.csv: The map says nothing of 'Kart Rengi', 'Etiket'" | Should -Not -BeNullOrEmpty
        $told -match '^Depo.csv: The map says nothing of it' | Should -Not -BeNullOrEmpty
        Disconnect-Dataverse
    }
}

Describe 'An export of which nothing is known' {
    BeforeAll {
        $strange = Join-Path $TestDrive 'strange'
        $null = New-Item $strange -ItemType Directory
        Set-Content (Join-Path $strange 'aktarim.csv') 'Kod;Isim;Soyisim_1', '1;Ayse;Celik'
    }

    It 'is refused, unless a map is to be proposed for it' {
        { Connect-DentesSource $strange } | Should -Throw -ErrorId 'SourceEmpty,*'
        $source = Connect-DentesSource $strange -AllowUnknown -WarningAction SilentlyContinue
        (New-MigrationMap $source -WarningAction SilentlyContinue).Open | Should -Not -BeNullOrEmpty
    }
}

Describe 'A map file' {
    It 'names the schema that ships' {
        $path = Join-Path $TestDrive 'schema.json'
        Connect-DentesSource $Export | New-MigrationMap | Approve-MigrationMap -Approver ayse | Export-MigrationMap $path
        $schema = ([uri](Get-Content $path -Raw | ConvertFrom-Json).'$schema').LocalPath
        $schema | Should -Be (Resolve-Path (Join-Path $ModulePath 'schemas/migration-map.schema.json')).Path
        (Get-Content $schema -Raw | ConvertFrom-Json).properties.places.type | Should -Be 'array'
        (Import-MigrationMap $path).IsApproved | Should -BeTrue
    }

    It 'comes back from a spreadsheet with its hash, delimited by <_>' -ForEach ';', ',' {
        $map = Connect-DentesSource $Export | New-MigrationMap | Approve-MigrationMap -Approver ayse
        $path = Join-Path $TestDrive 'map.csv'
        $map | Export-MigrationMap $path -Delimiter $_
        $read = Import-MigrationMap $path
        $read.Hash | Should -Be $map.Hash
        $read.Approver | Should -Be ayse
    }
}

Describe 'Test-MigrationMap' {
    It 'says all that is wrong at once' {
        $path = Join-Path $TestDrive 'wrong.json'
        New-MigrationMap $odd -WarningAction SilentlyContinue | Approve-MigrationMap -Approver ayse -IgnoreOpen | Export-MigrationMap $path
        $json = Get-Content $path -Raw | ConvertFrom-Json -Depth 30
        $patient = $json.objects | Where-Object object -EQ patient
        $patient.columns | Where-Object column -EQ 'mobilephone' | Add-Member with @{ colour = 'red' } -Force
        ($patient.columns | Where-Object column -EQ 'firstname').column = 'frstname'
        ($patient.columns | Where-Object column -EQ 'gendercode').values.Kadın = 77
        $headers = ($json.places | Where-Object place -EQ 'Hastalar.csv').headers
        ($headers | Where-Object header -EQ 'Kart Rengi').decision = 'Accepted'
        $headers | Where-Object header -EQ 'Kart Rengi' | Add-Member field first_name -Force
        ($headers | Where-Object header -EQ 'Etiket').decision = 'Accepted'
        $headers | Where-Object header -EQ 'Etiket' | Add-Member field shoe_size -Force
        $json | ConvertTo-Json -Depth 30 | Set-Content $path
        $target = Connect-Dataverse -Embedded (Join-Path $TestDrive 'wrong.db') -User $Users -BaseCurrency TRY
        $result = Import-MigrationMap $path | Test-MigrationMap -Source $odd -Target $target -ErrorVariable problems -ErrorAction SilentlyContinue
        Disconnect-Dataverse $target
        $result | Should -BeFalse
        $ids = $problems.FullyQualifiedErrorId -replace ',.*'
        foreach ($id in 'MapEdited', 'UnknownParameter', 'FieldTwice', 'UnknownField', 'SchemaConflict', 'OptionUnknown') { $ids | Should -Contain $id }
    }

    It 'misses in an export what the map reads' {
        $map = New-MigrationMap (Connect-DentesSource (New-SmallExport (Join-Path $TestDrive 'less') 2))
        Remove-Item (Join-Path $TestDrive 'less/Randevular.csv')
        $less = Connect-DentesSource (Join-Path $TestDrive 'less')
        $map | Test-MigrationMap -Source $less -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeFalse
        $problems.FullyQualifiedErrorId | Should -Be 'PlaceMissing,DentalMigration.Commands.TestMigrationMapCommand'
        $problems[0].TargetObject | Should -Be 'Randevular.csv'
    }
}

Describe 'Get-MigrationTransform' {
    It 'lists what a map can name, with parameters' {
        (Get-MigrationTransform).Count | Should -BeGreaterThan 20
        $phone = Get-MigrationTransform phone
        $phone.Description | Should -Not -BeNullOrEmpty
        $phone.Parameters -match '^country \(TR, US' | Should -Not -BeNullOrEmpty
        { Get-MigrationTransform nothing -ErrorAction Stop } | Should -Throw -ErrorId 'UnknownTransform,*'
    }

    It 'completes names with what they do' {
        $line = 'Get-MigrationTransform -Name to'
        $match = ([System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches | Where-Object CompletionText -EQ 'tooth'
        $match.ToolTip | Should -Match 'FDI'
    }
}

Describe 'What is learned' {
    It 'helps the next practice' {
        $learned = Join-Path $TestDrive 'learned.json'
        $path = Join-Path $TestDrive 'learning.csv'
        New-MigrationMap $odd -Scope izmir -WarningAction SilentlyContinue | Export-MigrationMap $path
        $rows = Import-Csv $path -Delimiter ';'
        $alert = $rows | Where-Object header -EQ 'Etiket'
        $alert.decision = 'Accepted'; $alert.field = 'complaint'
        $rows | Export-Csv $path -Delimiter ';' -Encoding utf8BOM
        Import-MigrationMap $path | Approve-MigrationMap -Approver ayse -IgnoreOpen -Learn $learned -WhatIf | Out-Null
        Test-Path $learned | Should -BeFalse
        Import-MigrationMap $path | Approve-MigrationMap -Approver ayse -IgnoreOpen -Learn $learned | Out-Null
        (New-MigrationMap $odd -Scope bursa -Learn $learned -WarningAction SilentlyContinue).Decisions -match 'Etiket: (Accepted|Open), complaint' |
            Should -Not -BeNullOrEmpty
        Get-Content $learned -Raw | Should -Not -Match 'Lateks|mavi|izmir'
    }
}

Describe 'The assistant' {
    It 'may not be asked over plain http' {
        { New-MigrationMap $odd -AssistantUri http://llm.example/v1 } | Should -Throw -ErrorId 'InsecureUrl,*'
    }

    It 'takes its key from a SecureString or a vault, and never as text' {
        (Get-Command New-MigrationMap).Parameters.AssistantKey.ParameterType | Should -Be ([securestring])
    }

    It 'changes nothing where it is not there' {
        $without = New-MigrationMap $odd -WarningAction SilentlyContinue
        $with = New-MigrationMap $odd -AssistantUri http://127.0.0.1:9/v1 -WarningAction SilentlyContinue
        $with.Hash | Should -Be $without.Hash
    }
}
