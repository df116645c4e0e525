BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $cmdlet = 'DentalMigration.Commands.ConnectDentesSourceCommand'

    # SQLite as a session of its own would have it: loaded by the script, outside the module.
    $provider = (New-Item (Join-Path $TestDrive 'provider') -ItemType Directory).FullName
    $engine = Join-Path $ModulePath 'bin/engine'
    $platform = ($IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux') + '-' + "$([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture)".ToLowerInvariant()
    $assemblies = 'SQLitePCLRaw.core', 'SQLitePCLRaw.provider.e_sqlite3', 'SQLitePCLRaw.batteries_v2', 'Microsoft.Data.Sqlite'
    Copy-Item ($assemblies | ForEach-Object { Join-Path $engine "$_.dll" }) $provider
    Copy-Item (Join-Path $engine "runtimes/$platform/native/*") $provider

    function Invoke-WithSqlite([string] $Script) {
        $lines = pwsh -NoProfile -Command @"
            `$ErrorActionPreference = 'Stop'
            Add-Type -Path '$(($assemblies | ForEach-Object { Join-Path $provider "$_.dll" }) -join "', '")'
            [SQLitePCL.Batteries_V2]::Init()
            $Script
"@
        if ($LASTEXITCODE -ne 0) { throw "$lines" }
        $lines
    }

    $database = Join-Path $TestDrive 'muayenehane.db'
    Invoke-WithSqlite @"
`$connection = [Microsoft.Data.Sqlite.SqliteConnection]::new('Data Source=$database;Pooling=False')
`$connection.Open()
`$command = `$connection.CreateCommand()
`$command.CommandText = @'
CREATE TABLE Klinikler ("Klinik Kodu" TEXT, "Klinik Adı" TEXT); INSERT INTO Klinikler VALUES ('K1', 'Ege');
CREATE TABLE Hekimler ("Hekim Kodu" INTEGER, "Adı Soyadı" TEXT); INSERT INTO Hekimler VALUES (1, 'Dt. Mehmet Demir');
CREATE TABLE Hastalar (sira TEXT, "Adı" TEXT, "Soyadı" TEXT); INSERT INTO Hastalar VALUES ('0012', 'Ali', 'Ak'), ('0013', 'Can', 'Su');
'@
`$null = `$command.ExecuteNonQuery()
`$connection.Dispose()
"@
    $connectionString = ConvertTo-SecureString "Data Source=$database" -AsPlainText -Force
}

Describe 'A database as a source' {
    It 'is read by its connection string, and what is not known is completed in a profile' {
        $described = Join-Path $TestDrive 'database.profile.json'
        $file = New-MigrationSourceProfile -System dentes -Provider Sqlite -ConnectionString $connectionString -Destination $described -WarningAction SilentlyContinue
        $file.FullName | Should -Be $described
        $proposed = Get-Content $described -Raw | ConvertFrom-Json
        $patient = $proposed.objects | Where-Object object -EQ patient
        $patient.table | Should -Be 'Hastalar'
        $patient.unknown | Should -Be 'sira'
        Test-Path ([uri]$proposed.'$schema').LocalPath | Should -BeTrue

        $patient.columns | Add-Member sira patient_id
        $patient.PSObject.Properties.Remove('unknown')
        $proposed | ConvertTo-Json -Depth 9 | Set-Content $described
        $source = Connect-DentesSource -Provider Sqlite -ConnectionString $connectionString -Profile $described
        $source.Name | Should -Be 'muayenehane.db'
        $source.CanReopen | Should -BeTrue
        ($source | Get-DentesPatient).Line | Should -Be 1, 2
        ($source | Get-DentesProvider).Count | Should -Be 1
    }

    It 'is not shown in an error' {
        $secret = ConvertTo-SecureString 'Data Source=/nowhere/at/all.db;Cache=gizli' -AsPlainText -Force
        $failure = { Connect-DentesSource -Provider Sqlite -ConnectionString $secret } | Should -Throw -ErrorId "ConnectionStringInvalid,$cmdlet" -PassThru
        "$failure $($failure.Exception)" | Should -Not -Match 'gizli'
    }

    It 'takes a connection string only as a SecureString' {
        { Connect-DentesSource -Provider Sqlite -ConnectionString "Data Source=$database" } | Should -Throw
    }

    It 'takes a factory and an open connection of the session''s own' {
        $lines = Invoke-WithSqlite @"
            Import-Module '$ModulePath'
            `$secret = ConvertTo-SecureString 'Data Source=$database' -AsPlainText -Force
            `$source = Connect-DentesSource -ProviderFactory ([Microsoft.Data.Sqlite.SqliteFactory]::Instance) -ConnectionString `$secret -WarningAction SilentlyContinue
            @(`$source | Get-DentesPractice).Count
            `$connection = [Microsoft.Data.Sqlite.SqliteConnection]::new('Data Source=$database')
            `$connection.Open()
            `$source = Connect-DentesSource -Connection `$connection -WarningAction SilentlyContinue
            `$source.CanReopen
            @(`$source | Get-DentesPractice).Count
            `$connection.State
"@
        $lines | Should -Be '1', 'False', '1', 'Open'
    }
}

Describe 'A REST endpoint as a source' {
    It 'needs a profile' {
        { Connect-DentesSource -Uri https://clinic.example/api } | Should -Throw -ErrorId "ProfileNeeded,$cmdlet"
    }

    It 'sends no secret over plain http to another machine' {
        '{"system": "dentes", "objects": [{"object": "patient", "path": "patients"}]}' | Set-Content TestDrive:/rest.json
        $token = ConvertTo-SecureString 'gizli' -AsPlainText -Force
        { Connect-DentesSource -Uri http://clinic.example/api -BearerToken $token -Profile TestDrive:/rest.json } | Should -Throw -ErrorId "InsecureUrl,$cmdlet"
        { Connect-DentesSource -Uri http://clinic.example/api -ApiKey $token -ApiKeyHeader X-Key -Profile TestDrive:/rest.json } | Should -Throw -ErrorId "InsecureUrl,$cmdlet"
        $user = [pscredential]::new('ayse', $token)
        { Connect-DentesSource -Uri http://clinic.example/api -Credential $user -Profile TestDrive:/rest.json } | Should -Throw -ErrorId "InsecureUrl,$cmdlet"
    }
}

Describe 'New-MigrationSourceProfile' {
    It 'proposes for a connected source, through the pipeline' {
        $file = Connect-DentesSource $Export -WarningAction SilentlyContinue | New-MigrationSourceProfile -Destination TestDrive:/dentes.json -WarningAction SilentlyContinue
        $again = Connect-DentesSource $Export -Profile $file.FullName -WarningAction SilentlyContinue
        @($again | Get-DentesPatient).Count | Should -Be @(Connect-DentesSource $Export -WarningAction SilentlyContinue | Get-DentesPatient).Count
    }

    It 'writes nothing with -WhatIf, and over a file only with -Force' {
        New-MigrationSourceProfile -System dentes -Path $Export -Destination TestDrive:/whatif.json -WhatIf -WarningAction SilentlyContinue
        'TestDrive:/whatif.json' | Should -Not -Exist
        'mine' | Set-Content TestDrive:/mine.json
        { New-MigrationSourceProfile -System dentes -Path $Export -Destination TestDrive:/mine.json } |
            Should -Throw -ErrorId 'FileExists,DentalMigration.Commands.NewMigrationSourceProfileCommand'
        Get-Content TestDrive:/mine.json | Should -Be 'mine'
        New-MigrationSourceProfile -System dentes -Path $Export -Destination TestDrive:/mine.json -Force -WarningAction SilentlyContinue | Should -Exist
    }

    It 'proposes for a folder that cannot be connected' {
        $folder = (New-Item TestDrive:/foreign -ItemType Directory).FullName
        "Protokol;Adı;Soyadı`n5;Ali;Ak" | Set-Content (Join-Path $folder 'Hastalar.csv')
        { Connect-DentesSource $folder } | Should -Throw
        $file = New-MigrationSourceProfile -System dentes -Path $folder -Destination TestDrive:/foreign.json -WarningVariable warnings -WarningAction SilentlyContinue
        (Get-Content $file | ConvertFrom-Json).objects.unknown | Should -Be 'Protokol'
        "$warnings" | Should -Match 'unknown'
    }
}

Describe 'Disconnect-MigrationSource' {
    BeforeAll { $map = Connect-DentesSource $Export -WarningAction SilentlyContinue | New-MigrationMap | Approve-MigrationMap -Approver ayse }

    It 'closes a source with its views, and goes back to the one before' {
        $first = Connect-DentesSource $Export -WarningAction SilentlyContinue
        $second = Connect-DentesSource $Export -Map $map -WarningAction SilentlyContinue
        @(Get-DentesPractice).Source | Select-Object -Unique | Should -Be $second
        Disconnect-MigrationSource
        $second.IsConnected | Should -BeFalse
        { Get-DentesPractice $second } | Should -Throw -ErrorId 'Disconnected,*'
        @(Get-DentesPractice).Source | Select-Object -Unique | Should -Be $first
        $first | Disconnect-MigrationSource
        $second.Name | Should -Be 'dentes'
        { $first, $second | Disconnect-MigrationSource } | Should -Not -Throw
    }

    It 'lets go of a database' {
        $file = Join-Path $TestDrive 'gone.db'
        Copy-Item $database $file
        $open = Connect-DentesSource -Provider Sqlite -ConnectionString (ConvertTo-SecureString "Data Source=$file" -AsPlainText -Force) -WarningAction SilentlyContinue
        Disconnect-MigrationSource $open
        Remove-Item $file
        { Get-DentesPractice $open } | Should -Throw -ErrorId 'Disconnected,*'
    }
}

Describe 'A path' {
    BeforeAll {
        $null = New-SmallExport (Join-Path $TestDrive 'clinic [2026]') 3
        $null = New-SmallExport (Join-Path $TestDrive 'clinic 2') 3
    }

    It 'is a pattern, or a name as it stands' {
        (Connect-DentesSource (Join-Path $TestDrive '* [[]20*')).Name | Should -Be 'clinic [2026]'
        (Connect-DentesSource (Join-Path $TestDrive 'clinic [2026]')).Name | Should -Be 'clinic [2026]'
        (Connect-DentesSource -LiteralPath (Join-Path $TestDrive 'clinic [2026]')).Name | Should -Be 'clinic [2026]'
        (Get-Item -LiteralPath (Join-Path $TestDrive 'clinic [2026]') | Connect-DentesSource).Name | Should -Be 'clinic [2026]'
    }

    It 'is one' {
        { Connect-DentesSource (Join-Path $TestDrive 'clinic*') } | Should -Throw -ErrorId 'PathAmbiguous,*'
        { Connect-DentesSource (Join-Path $TestDrive 'none*') } | Should -Throw -ErrorId 'PathNotFound,*'
    }

    It 'of many maps reads each, and tells which it cannot' {
        $maps = (New-Item (Join-Path $TestDrive 'maps') -ItemType Directory).FullName
        $map = Connect-DentesSource $Export -WarningAction SilentlyContinue | New-MigrationMap
        'a.json', 'b.csv' | ForEach-Object { $map | Export-MigrationMap (Join-Path $maps $_) }
        'none' | Set-Content (Join-Path $maps 'c.json')
        $read = Get-ChildItem $maps | Import-MigrationMap -ErrorVariable failed -ErrorAction SilentlyContinue
        $read.Hash | Should -Be $map.Hash, $map.Hash
        $failed[0].FullyQualifiedErrorId | Should -Be 'MapUnreadable,DentalMigration.Commands.ImportMigrationMapCommand'
        $failed[0].TargetObject | Should -Be (Join-Path $maps 'c.json')
        (Import-MigrationMap (Join-Path $maps '[ab].*')).Count | Should -Be 2
    }
}
