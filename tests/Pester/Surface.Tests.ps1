# The whole surface, cmdlet by cmdlet, side by side with the rows of Surface.Rows.ps1. -WhatIf has a suite of its own.
BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $rows = . (Join-Path $PSScriptRoot 'Surface.Rows.ps1')
    $cases = $rows.GetEnumerator() | ForEach-Object { @{ Name = $_.Key; Row = $_.Value } }
    $failing = @($cases | Where-Object { $_.Row.Fails })
    $lines = @($cases | ForEach-Object { $name = $_.Name; if ($_.Row.Completes) { $_.Row.Completes.GetEnumerator() | ForEach-Object { @{ Name = $name; Line = $_.Key; Expected = $_.Value } } } })
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    . (Join-Path $PSScriptRoot 'SmallExports.ps1')
    $WarningPreference = 'SilentlyContinue'

    function Connect-Example([string] $System, [string] $Folder) {
        & "New-${System}Export" $Folder
        if ($System -eq 'Dentes') { # a date nobody can read, so that something is held
            Add-Content (Join-Path $Folder 'Randevular.csv') '83;4128;7;Ünit 1;32.13.2023;10:00;Geldi'
        }
        @{ Path = $Folder; Value = & "Connect-${System}Source" $Folder }
    }

    $env:DENTALMIGRATION_COMPLETION_TIMEOUT = '300' # a busy machine must not make a test fail
    $viewed = (Get-FormatData DentalMigration.* -PowerShellVersion $PSVersionTable.PSVersion).TypeNames
    $american = Connect-Example DentalExec (Join-Path $TestDrive 'american')
    $source = Connect-Example Dentes (Join-Path $TestDrive 'dentes')
    $target = @{ Path = Join-Path $TestDrive 'target.db' }
    $target.Value = Connect-Dataverse -Embedded $target.Path -User $Users -BaseCurrency TRY
    $map = New-MigrationMap $source.Value | Approve-MigrationMap -Approver 'ayse@contoso.com' -IgnoreOpen
    $null = $map | New-MigrationSchemaPlan -Target $target.Value -Exclude View, Form, Chart, Dashboard, SiteMap, App | New-DataverseCustomTable
    $owners = @($source.Value | Get-DentesProvider | Resolve-ProviderOwner -Target $target.Value -Fallback $FallbackOwner)
    $run = New-Migration -Map $map -Owner $owners -Source $source.Value -Target $target.Value -Ledger (Join-Path $TestDrive 'run.ledger')
    $null = Invoke-MigrationBatch $run
    $never = New-Migration -Map $map -Owner $owners -Source $source.Value -Target $target.Value -Ledger (Join-Path $TestDrive 'never.ledger') -WhatIf 6>$null

    $gone = Connect-Dataverse -Embedded (Join-Path $TestDrive 'gone.db') -BaseCurrency TRY
    $gonePlan = @($map | New-MigrationSchemaPlan -Target $gone -Kind Publisher)
    Disconnect-Dataverse $gone
    $null = Connect-Dataverse -Embedded $target.Path

    $mapFile = Join-Path $TestDrive 'map.json'
    $map | Export-MigrationMap $mapFile
    $badMapFile = Join-Path $TestDrive 'bad.map'
    (Get-Content $mapFile -Raw).Replace('"birth_date"', '"birthday"') | Set-Content $badMapFile
    $ownerFile = Join-Path $TestDrive 'owners.csv'
    $owners | Export-ProviderOwnerMap $ownerFile

    # A small migration of its own, of the practices alone, beside the others in the organisation.
    function New-OtherRun([string] $Scope) {
        $other = New-MigrationMap $source.Value -Scope $Scope | Approve-MigrationMap -Approver ayse -IgnoreOpen
        $made = New-Migration -Map $other -Owner $owners -Source $source.Value -Target $target.Value -Ledger (Join-Path $TestDrive "$Scope.ledger")
        $null = Invoke-MigrationBatch $made
        $made
    }

    # As at a prompt, where variables are global.
    $global:tabRun = $run
    $global:tabMap = $map
    $global:tabTarget = $target.Value
    $global:tabSource = $source.Value
    $global:tabAmerican = $american.Value
    $global:tabLedger = $run.Ledger

    function Get-Completion([string] $Line) {
        ([Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null)).CompletionMatches
    }
}

AfterAll {
    Disconnect-Dataverse $target.Value
    Remove-Item env:DENTALMIGRATION_COMPLETION_TIMEOUT
    Remove-Variable tabRun, tabMap, tabTarget, tabSource, tabAmerican, tabLedger -Scope Global
}

Describe 'The surface' {
    It 'has a row for every cmdlet' -ForEach @{ Rows = $rows } {
        $Rows.Keys | Sort-Object | Should -Be (Get-Command -Module DentalMigration).Name
    }

    It 'tries every completer' -ForEach @{ Rows = $rows } {
        $declared = Get-Command -Module DentalMigration | ForEach-Object {
            $name = $_.Name
            $_.Parameters.Values | Where-Object { $_.Attributes | Where-Object { $_ -is [Management.Automation.ArgumentCompleterAttribute] } } | ForEach-Object { "$name $($_.Name)" }
        }
        $tried = $Rows.GetEnumerator() | Where-Object { $_.Value.Completes } | ForEach-Object {
            $name = $_.Key
            foreach ($line in $_.Value.Completes.Keys) {
                $words = -split $line
                $position = $line.EndsWith(' ') ? $words.Count - 1 : $words.Count - 2
                "$name $($words[$position].StartsWith('-') ? $words[$position].Substring(1) : 'Name')"
            }
        }
        $tried | Sort-Object -Unique | Should -Be ($declared | Sort-Object)
    }

    It 'asks back by itself only before something is deleted' {
        Get-Command -Module DentalMigration | Where-Object {
            $_.ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)[0].ConfirmImpact -eq 'High'
        } | ForEach-Object Name | Should -Be 'Clear-Migration', 'Undo-Migration'
    }

    It 'takes no empty text for an answer' {
        $open = foreach ($command in Get-Command -Module DentalMigration) {
            foreach ($parameter in $command.Parameters.Values | Where-Object ParameterType -EQ ([string])) {
                $isMandatory = $parameter.ParameterSets.Values.IsMandatory -contains $true
                $isChecked = $parameter.Attributes | Where-Object { $_ -is [Management.Automation.ValidateArgumentsAttribute] }
                if (-not $isMandatory -and -not $isChecked) { "$($command.Name) -$($parameter.Name)" }
            }
        }
        $open | Should -BeNullOrEmpty
    }
}

Describe '<Name>' -ForEach $cases {
    BeforeAll { $command = Get-Command $Name }

    It 'gives what it declares, shown without naming a patient' {
        $given = @(. $Row.Runs)
        $declared = @($command.OutputType.Name | Where-Object { $_ })
        foreach ($one in $given) { $one.PSObject.TypeNames | Where-Object { $_ -in $declared } | Should -Not -BeNullOrEmpty -Because "$($one.PSObject.TypeNames[0]) is not declared" }
        foreach ($type in $declared) {
            @($given | Where-Object { $_.PSObject.TypeNames -contains $type }).Count | Should -BeGreaterThan 0 -Because "$type is declared"
            if ($type -notlike 'System.*') { $viewed | Should -Contain $type -Because 'it needs a view' }
        }
        $given | Out-String -Width 250 | Should -Not -Match 'Çelik|Kaya|Carver|2241888|W123456789'
    }

    It 'takes <Row.Takes> from the pipeline' {
        $taken = foreach ($parameter in $command.Parameters.Values) {
            if ($parameter.ParameterSets.Values.ValueFromPipeline -contains $true) { "$($parameter.Name) V" }
            if ($parameter.ParameterSets.Values.ValueFromPipelineByPropertyName -contains $true) { "$($parameter.Name) N" }
        }
        $taken | Sort-Object | Should -Be ($Row.Takes | Sort-Object)
        foreach ($set in $command.ParameterSets) { @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -BeLessOrEqual 1 }
    }
}

Describe '<Name>, misused,' -ForEach $failing {
    It 'says <Row.Id>' {
        $failure = { . $Row.Fails 3>$null 6>$null | Out-Null } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -Be "$($Row.Id),$((Get-Command $Name).ImplementingType.FullName)"
        $failure.CategoryInfo.Category | Should -Be $Row.Category
        $failure.TargetObject | Should -Not -BeNullOrEmpty
    }
}

Describe 'Tab' {
    It 'offers <Expected> after ''<Line>''' -ForEach $lines {
        (Get-Completion $Line).CompletionText | Should -Contain $Expected
    }

    It 'quotes what needs it, and takes a quote that was begun' {
        $path = Join-Path $TestDrive 'quotes.json'
        $json = Get-Content $mapFile -Raw | ConvertFrom-Json -AsHashtable -Depth 30
        $json.valueMaps = @{ "two words, 'quoted'" = @{ a = 1 } }
        $json | ConvertTo-Json -Depth 30 | Set-Content $path
        $global:tabMap = Import-MigrationMap $path
        (Get-Completion 'Get-MigrationValueMap -Map $tabMap -Name two').CompletionText | Should -Be "'two words, ''quoted'''"
        (Get-Completion "Get-MigrationValueMap -Map `$tabMap -Name 'two").CompletionText | Should -Be "'two words, ''quoted'''"
    }

    It 'says what a run was' {
        (Get-Completion 'Undo-Migration $tabRun -Run 1' | Where-Object CompletionText -EQ 1).ToolTip | Should -Be 'load, done'
    }

    It 'offers no disabled user' {
        (Get-Completion 'Resolve-ProviderOwner -Target $tabTarget -Fallback gul').CompletionText | Should -Not -Contain 'gulsen.isik@example.com'
    }

    It 'leaves a ledger as it is, and one at work alone' {
        $before = (Get-FileHash $run.Ledger).Hash
        $null = Get-Completion 'Get-MigrationHold $tabRun -Code '
        (Get-FileHash $run.Ledger).Hash | Should -Be $before
        $run | Get-MigrationHold | ForEach-Object { (Get-Completion 'Undo-Migration $tabRun -Run ').CompletionText | Should -Contain '1' }
    }

    It 'says nothing where there is nothing to say' {
        $global:tabTarget = $gone
        $global:tabSource = 7
        foreach ($line in 'Resolve-ProviderOwner -Target $tabTarget -Fallback ', 'New-MigrationMap $tabSource -Variant ', 'Get-MigrationHold -Ledger ./nowhere.ledger -Code ', 'Undo-Migration $tabNothing -Practice ') {
            { Get-Completion $line } | Should -Not -Throw
        }
    }
}

Describe 'Progress' {
    It 'of <_> ends with its bar taken away' -ForEach @(
        'Measure-MigrationSource', 'New-DataverseCustomTable', 'Invoke-MigrationBatch', 'Sync-Migration', 'Resume-Migration', 'Compare-MigrationRecord', 'Measure-Migration',
        'Update-MigrationOwner', 'Undo-Migration'
    ) {
        if (-not $script:shown) {
            $shell = [powershell]::Create()
            $null = $shell.AddScript({
                    param($module, $export, $path, $users, $fallback)
                    $WarningPreference = 'SilentlyContinue'
                    Import-Module $module
                    $source = Connect-DentesSource $export
                    $target = Connect-Dataverse -Embedded "$path.db" -User $users -BaseCurrency TRY
                    $null = $source | Measure-MigrationSource
                    $map = New-MigrationMap | Approve-MigrationMap -Approver ayse -IgnoreOpen
                    $null = $map | New-MigrationSchemaPlan -Exclude View, Form, Chart, Dashboard, SiteMap, App | New-DataverseCustomTable
                    $owners = @(Get-DentesProvider | Resolve-ProviderOwner -Fallback $fallback)
                    $run = $map | New-Migration -Owner $owners -Ledger "$path.ledger"
                    $null = Invoke-MigrationBatch $run
                    $null = Sync-Migration $run $source
                    $null = Resume-Migration $run
                    $null = Compare-MigrationRecord $run
                    $null = Measure-Migration $run
                    $null = Update-MigrationOwner $run
                    $null = Undo-Migration $run -KeepSchema -Confirm:$false
                    Disconnect-Dataverse
                }).AddArgument($ModulePath).AddArgument($source.Path).AddArgument((Join-Path $TestDrive 'progress')).AddArgument($Users).AddArgument($FallbackOwner)
            $null = $shell.Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $script:shown = @($shell.Streams.Progress | Where-Object ActivityId -EQ 4711)
            $shell.Dispose()
        }
        $activity = @{
            'Measure-MigrationSource' = 'Measure dentes'; 'New-DataverseCustomTable' = "Make the schema in 'progress.db'"; 'Invoke-MigrationBatch' = 'Load everything'
            'Sync-Migration' = 'Load changes'; 'Resume-Migration' = 'Resume'; 'Compare-MigrationRecord' = 'Compare dentes -> progress.db'
            'Measure-Migration' = 'Measure dentes -> progress.db'; 'Update-MigrationOwner' = 'Give staged rows to their owners'; 'Undo-Migration' = 'Undo'
        }[$_]
        $mine = @($shown | Where-Object Activity -EQ $activity)
        $mine.Count | Should -BeGreaterThan 0
        $mine[-1].RecordType | Should -Be 'Completed'
    }
}

Describe 'Verbose' {
    It 'says which connection was taken where none was given' {
        $said = Measure-DataverseCapacity -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        "$said" | Should -Match "connected last, 'target.db'"
    }
}

Describe 'A view' {
    It 'is coloured where colour is wanted, and plain where not' {
        $rendering = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            $run | Out-String | Should -Match ([regex]::Escape($PSStyle.Foreground.Green) + 'done')
            $PSStyle.OutputRendering = 'PlainText'
            $run | Out-String | Should -Not -Match ([char]27)
        }
        finally { $PSStyle.OutputRendering = $rendering }
    }

    It 'of differences shows values only when asked to' {
        $patient = $run | Compare-MigrationRecord -Object patient | Where-Object Column -EQ lastname
        $patient | Out-String -Width 250 | Should -Not -Match 'Çelik'
        $patient | Format-Table -View Values | Out-String -Width 250 | Should -Match 'Çelik'
    }
}
