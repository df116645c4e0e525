# The scripts in examples/, run as they are on embedded organisations: a small practice through all stages, one after the other.
BeforeDiscovery {
    $examples = Join-Path $PSScriptRoot '../../examples'
    $scripts = Get-ChildItem $examples -Filter *.ps1 -Recurse | ForEach-Object { @{ Name = $_.Name; File = $_.FullName } }
    $jobs = $scripts | Where-Object { $_.File -match 'azure-automation' }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    # Not on TestDrive, which is swept after each block: the stages follow one another.
    $place = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "runbooks-$([guid]::NewGuid())") -ItemType Directory).FullName
    $folder = Join-Path $place 'cutover'
    $small = New-SmallExport (Join-Path $place 'small') 24
    $org = Join-Path $folder 'target.db'
    # One provider with two addresses: told as an error, which stops nothing.
    $providers = Join-Path $small 'Hekimler.csv'
    $encoding = [Text.Encoding]::GetEncoding(1254)
    [IO.File]::AppendAllLines($providers, [string[]]([IO.File]::ReadAllLines($providers, $encoding)[1] -replace 'mehmet\.demir@', 'm.demir@'), $encoding)
    # A map without forms and views, which nobody looks at here.
    $plain = Join-Path $place 'map.json'
    Connect-DentesSource $small -WarningAction SilentlyContinue | New-MigrationMap | Export-MigrationMap $plain
    function Edit-Map([string] $File, [hashtable] $Value) {
        $json = Get-Content $File -Raw | ConvertFrom-Json -AsHashtable
        foreach ($name in $Value.Keys) { $json[$name] = $Value[$name] }
        $json | ConvertTo-Json -Depth 30 | Set-Content $File
    }
    Edit-Map $plain @{ interface = $false }
    # Organisations that count in another currency: something to waive.
    $there = @{ Source = $small; WorkingFolder = $folder; SampleSize = 3; Force = $true }
    foreach ($name in 'Sandbox', 'Target') { $there[$name] = @{ Embedded = Join-Path $folder "$name.db".ToLowerInvariant(); User = $Users; BaseCurrency = 'USD' } }
    $waiver = @{ Waive = 'BaseCurrencyDiffers'; WaiveReason = 'the rate was set' }

    # What a script says on its information and warning streams, line by line.
    function Invoke-Example([string] $Name, [hashtable] $Argument) {
        $all = @{ Module = $ModulePath; Confirm = $false } + $Argument
        if (-not (Get-Command (Join-Path $Examples $Name)).Parameters.ContainsKey('Confirm')) { $all.Remove('Confirm') }
        & (Join-Path $Examples $Name) @all 6>&1 3>&1 2>&1 | ForEach-Object { "$_" }
    }
    function Get-Digest([switch] $Exact) {
        $target = Connect-Dataverse -Embedded $org
        Get-DataverseDigest $target -Exact:$Exact
        Disconnect-Dataverse $target
    }
    function Get-Owner([string] $Provider) { (Import-ProviderOwnerMap (Join-Path $folder 'owners.csv') | Where-Object Provider -EQ $Provider).Status }
    function New-Export([string] $Name, [scriptblock] $Change) {
        $path = Join-Path $place $Name
        Copy-Item $small $path -Recurse
        Edit-ExportLine (Join-Path $path 'Hastalar.csv') $Change
        $path
    }
}

AfterAll { Remove-Item $place -Recurse -Force }

Describe '<Name>' -ForEach $scripts {
    It 'says what it does, what to change, and how it is called' {
        $help = Get-Help $File -Full
        $help.Synopsis.Trim() | Should -Not -Match '^\S+\.ps1'
        ($help.description.Text -join "`n") | Should -Match 'What to (change|set up)'
        @($help.examples.example).Count | Should -BeGreaterThan 0
    }

    It 'parses, and names only commands and parameters that are there' {
        $errors = $null
        $tree = [Management.Automation.Language.Parser]::ParseFile($File, [ref] $null, [ref] $errors)
        $errors | Should -BeNullOrEmpty
        $own = (Get-Command -Module DentalMigration).Name
        foreach ($call in $tree.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true) | Where-Object { $_.GetCommandName() -in $own }) {
            $known = (Get-Command $call.GetCommandName()).Parameters.Values | ForEach-Object { $_.Name; $_.Aliases }
            $call.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] } | ForEach-Object {
                $_.ParameterName | Should -BeIn $known -Because "$($call.GetCommandName()), line $($_.Extent.StartLineNumber)"
            }
        }
    }
}

Describe '<Name>, in an Azure Automation job' -ForEach $jobs {
    It 'takes text, numbers and truth values only' {
        (Get-Command $File).Parameters.Values.ParameterType | Sort-Object -Unique | ForEach-Object { $_ | Should -BeIn ([string]), ([int]), ([bool]) }
    }

    It 'starts no process, asks nothing, requires nothing' {
        $text = Get-Content $File -Raw
        $text | Should -Not -Match '(?m)^#Requires|Start-Process|Start-Job|\bpwsh\b|Read-Host|Get-Credential|ShouldContinue|Write-Host'
        $text | Should -Match 'ConfirmPreference = ''None'''
    }

    It 'has the same helpers as the other' -ForEach @{ Jobs = $jobs } {
        $regions = $Jobs | ForEach-Object { [regex]::Match((Get-Content $_.File -Raw), '(?s)#region.*#endregion').Value }
        $regions[0].Length | Should -BeGreaterThan 1000
        $regions[1] | Should -Be $regions[0]
    }
}

Describe 'Rehearsal.ps1' {
    It 'loads, verifies and takes back, and again by the map it left to be edited' {
        $where = Join-Path $TestDrive 'rehearsal'
        $map = Join-Path (New-Item $where -ItemType Directory) 'dentes.map.json'
        Copy-Item $plain $map
        $said = Invoke-Example Rehearsal.ps1 @{ Source = $small; WorkingFolder = $where }
        $said -match 'What was written is sound' | Should -HaveCount 1
        $said -match 'holds exactly what it held before' | Should -HaveCount 1
        foreach ($report in 'profile.html', 'diff.html', 'reconciliation.html', 'held.csv', 'undo.html') { Join-Path $where $report | Should -Exist }
        Edit-Map $map @{ bypassBusinessLogic = $false }
        $said = Invoke-Example Rehearsal.ps1 @{ Source = $small; WorkingFolder = $where; SampleSize = 3; Keep = $true }
        $said -match 'set aside' | Should -HaveCount 1
        $said -match 'The organisation stays' | Should -HaveCount 1
        (Get-Content $map -Raw | ConvertFrom-Json).bypassBusinessLogic | Should -BeFalse
        $said = Invoke-Example Rollback.ps1 @{ Ledger = (Join-Path $where 'rehearsal.ledger'); Force = $true }
        $said -match '0 rows are left to undo' | Should -HaveCount 1
    }
}

Describe 'Cutover.ps1' {
    It 'stops at the first gate on a no, and has touched no organisation' {
        $where = Join-Path $TestDrive 'gate'
        $said = 'N' | pwsh -NoProfile -File (Join-Path $Examples 'Cutover.ps1') -Source $small -WorkingFolder $where -Module $ModulePath
        $said -match 'Stopped before the map was approved' | Should -HaveCount 1
        ("$said" -replace '\s+', ' ') | Should -BeLike "*Do you approve the map of '$small'*"
        Get-ChildItem $where -Filter *.db | Should -BeNullOrEmpty
    }

    It 'demands the export where an organisation is named' {
        { Invoke-Example Cutover.ps1 @{ Target = $there.Target; WorkingFolder = $folder } } | Should -Throw 'Give -Source*'
        { Invoke-Example OwnerFixup.ps1 @{ Target = $there.Target; WorkingFolder = $folder } } | Should -Throw 'Give -Source*'
    }

    It 'says what can be waived, before anything is made' {
        $null = New-Item $folder -ItemType Directory
        Copy-Item $plain (Join-Path $folder 'dentes.map.json')
        { Invoke-Example Cutover.ps1 $there } | Should -Throw '*sandbox is not ready*-Waive CODE*'
        Join-Path $folder 'rehearsal.ledger' | Should -Not -Exist
        { Invoke-Example Cutover.ps1 ($there + $waiver + @{ ExpectedOrganization = 'fabrikam' }) } | Should -Throw '*target is not ready*'
        Join-Path $folder 'cutover.ledger' | Should -Not -Exist
    }

    It 'asks nothing with -Force, rehearses an edited map anew, and keeps what people decided' {
        Edit-Map (Join-Path $folder 'dentes.map.json') @{ bypassBusinessLogic = $false }
        $owners = @(Import-Csv (Join-Path $folder 'owners.csv'))
        ($owners | Where-Object Provider -EQ 5).Owner = 'emre.aydin@example.com'
        $owners | Export-Csv (Join-Path $folder 'owners.csv')
        $said = Invoke-Example Cutover.ps1 ($there + $waiver)
        $said -match 'taken back, and its ledger set aside' | Should -HaveCount 1
        $said -match 'twice, with different e-mail addresses' | Should -Not -BeNullOrEmpty
        $said -match 'The cutover is sound' | Should -HaveCount 1
        (Import-MigrationMap (Join-Path $folder 'dentes.map.json')).IsApproved | Should -BeTrue
        Test-MigrationAudit -Path (Join-Path $folder 'audit.jsonl') | Should -BeTrue
        Get-Owner 5 | Should -Be 'Chosen'
        $waived = foreach ($ledger in 'rehearsal', 'cutover') { Get-MigrationAudit -Ledger (Join-Path $folder "$ledger.ledger") | Where-Object Action -In waive, confirm }
        "$($waived.Outcome)" | Should -Be 'done BaseCurrencyDiffers BaseCurrencyDiffers'
        $waived[0].Note | Should -Be 'the organisation is a sandbox'
    }
}

Describe 'Delta.ps1' {
    BeforeAll {
        # A repair of one row, whose figures are no export's.
        $target = Connect-Dataverse -Embedded $org
        $export = Connect-DentesSource $small -WarningAction SilentlyContinue
        $null = Repair-Migration (Get-Migration (Join-Path $folder 'cutover.ledger') -Source $export -Target $target) -Object patient -Key 100003 -Confirm:$false
        Disconnect-Dataverse $target
        Disconnect-MigrationSource $export
    }

    It 'refuses an export that changes too much, before it writes' {
        $other = New-Export 'other' { $_ -replace 'example\.com', 'example.org' }
        $before = Get-Digest -Exact
        { Invoke-Example Delta.ps1 @{ Export = $other; WorkingFolder = $folder } } | Should -Throw '*changes more than 10*patient*raise -MaximumChange*'
        Get-Digest -Exact | Should -Be $before
    }

    It 'refuses one that was cut short' {
        $short = New-Export 'short' { if ($_ -notmatch '^1000(0[4-9]|1\d);') { $_ } }
        { Invoke-Example Delta.ps1 @{ Export = $short; WorkingFolder = $folder } } | Should -Throw '*patient*'
    }

    It 'refuses one of another practice with as many patients, and one in which a file is missing' {
        $another = New-Export 'another' { $_ -replace '^1000', '2000' }
        Remove-Item (Join-Path $another 'Randevular.csv')
        { Invoke-Example Delta.ps1 @{ Export = $another; WorkingFolder = $folder } } | Should -Throw '*patient (100*appointment (100*no such file*'
    }

    It 'takes a ledger of another name' {
        { Invoke-Example Delta.ps1 @{ Export = $small; WorkingFolder = $folder; LedgerName = 'friday' } } | Should -Throw '*friday.ledger*'
        { Invoke-Example OwnerFixup.ps1 @{ Source = $small; WorkingFolder = $folder; LedgerName = 'friday' } } | Should -Throw '*friday.ledger*'
    }

    It 'loads what changed, and nothing with -WhatIf' {
        $monday = New-Export 'monday' { $cells = $_ -split ';'; if ($cells[0] -eq '100003') { $cells[11] = 'Yeni Sok. No:1' }; $cells -join ';' }
        $before = Get-Digest -Exact
        $null = Invoke-Example Delta.ps1 @{ Export = $monday; WorkingFolder = $folder; WhatIf = $true }
        Get-Digest -Exact | Should -Be $before
        $said = Invoke-Example Delta.ps1 @{ Export = $monday; WorkingFolder = $folder }
        $said -match 'patient +0 created +1 updated' | Should -HaveCount 1
        $said -match 'The delta is sound: run 3' | Should -HaveCount 1
    }
}

Describe 'OwnerFixup.ps1' {
    It 'moves the rows of a provider whom a person names, once' {
        $decisions = Join-Path $TestDrive 'decisions.csv'
        'Provider;Owner', '4;ilker.sahin@example.com' | Set-Content $decisions # as a spreadsheet of the country writes it
        $arguments = @{ Source = (Join-Path $place 'monday'); WorkingFolder = $folder; Force = $true }
        $said = Invoke-Example OwnerFixup.ps1 ($arguments + @{ OwnerMap = $decisions })
        $said -match 'patient +\d+ moved' | Should -HaveCount 1
        $said -match 'The migration is sound' | Should -HaveCount 1
        $said = Invoke-Example OwnerFixup.ps1 $arguments
        $said -match 'Nothing to move' | Should -HaveCount 1
    }
}

Describe 'Cutover.ps1, run again after all that' {
    It 'does not load the older export, and gives no row back' {
        $before = Get-Digest -Exact
        $said = Invoke-Example Cutover.ps1 ($there + $waiver)
        $said -match 'is not loaded again' | Should -HaveCount 1
        $said -match 'Nothing to load' | Should -HaveCount 1
        $said = Invoke-Example Cutover.ps1 ($there + $waiver + @{ Delta = Join-Path $place 'monday' })
        $said -match 'The cutover is sound' | Should -HaveCount 1
        4, 5 | ForEach-Object { Get-Owner $_ | Should -Be 'Chosen' }
        Get-Digest -Exact | Should -Be $before
    }
}

Describe 'Rollback.ps1' {
    It 'counts, and undoes nothing with -WhatIf' {
        $before = Get-Digest -Exact
        $said = Invoke-Example Rollback.ps1 @{ WorkingFolder = $folder; WhatIf = $true }
        $said -match 'patient +2\d deleted' | Should -HaveCount 1
        Get-Digest -Exact | Should -Be $before
    }

    It 'takes back a delta alone' {
        $said = Invoke-Example Rollback.ps1 @{ WorkingFolder = $folder; Run = 3; Force = $true }
        $said -match 'patient +0 deleted +1 restored' | Should -Not -BeNullOrEmpty
        $said -match 'Undone, with the report' | Should -HaveCount 1
    }

    It 'takes back everything, and proves it' {
        $said = Invoke-Example Rollback.ps1 @{ WorkingFolder = $folder; Force = $true }
        $said -match 'The organisation holds exactly what it held before the cutover' | Should -HaveCount 1
        $said -match 'goes on from the copy' | Should -HaveCount 1
        Get-Digest | Should -Be (Get-Content (Join-Path $folder 'before.txt'))
    }

    It 'takes back a rehearsal in the sandbox it went to' {
        $said = Invoke-Example Rollback.ps1 @{ Ledger = (Join-Path $folder 'rehearsal.ledger'); Force = $true }
        $said -match 'patient +\d+ deleted' | Should -Not -BeNullOrEmpty
        $said -match 'Undone, with the report' | Should -HaveCount 1
        Join-Path $folder 'rehearsal.db' | Should -Not -Exist
    }
}
