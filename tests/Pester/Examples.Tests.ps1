BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $examples = foreach ($file in Get-ChildItem (Join-Path $Repository 'src/DentalMigration.Cmdlets/Help/Examples') -Filter *.psd1) {
        foreach ($command in (Import-PowerShellDataFile $file).GetEnumerator()) {
            $number = 0
            foreach ($example in $command.Value) {
                @{
                    Command = $command.Key; Number = ++$number; Code = $example.Code; Needs = $example.Needs
                    System = $command.Key -match 'DentalExec' ? 'dental-exec' : 'dentes'
                }
            }
        }
    }
    # What purges comes last: the key goes with a ledger, for all copies of it.
    $examples = $examples | Sort-Object { $_.Command -eq 'Clear-Migration' }, { $_.Command }, { $_.Number }
    $toRun = $examples | Where-Object { -not $_.Needs } | Group-Object { $_.Command } | ForEach-Object { @{ Command = $_.Name; Each = $_.Group } } |
        Sort-Object { $_.Command -eq 'Clear-Migration' }, { $_.Command }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    . (Join-Path $PSScriptRoot 'ExampleSession.ps1')
    # Not on the TestDrive, which forgets at the end of a Describe what was made in it.
    $workspace = [IO.Directory]::CreateTempSubdirectory('dental-migration-examples-').FullName
    $prepared = @{}
    $sessions = @{}

    # An example that writes leaves a session that the next one cannot rely on. A file beside the export is no such thing.
    function Test-Spent([string] $Code) {
        $ast = [Management.Automation.Language.Parser]::ParseInput($Code, [ref]$null, [ref]$null)
        foreach ($call in $ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
            $name = $call.GetCommandName()
            if ($name -match '^(Disconnect|Connect)-(Dataverse|MigrationSource)$' -or $name -match '^\.') { return $true }
            if (($name -split '-')[0] -in 'Export', 'New' -and $name -ne 'New-DataverseCustomTable') { continue }
            $command = Get-Command $name -ErrorAction Ignore
            if ($command.Parameters -and $command.Parameters.ContainsKey('WhatIf') -and $command.ModuleName -eq 'DentalMigration' -and $call.Extent.Text -notmatch '-WhatIf') { return $true }
        }
        $false
    }

    # A misspelt property is no error to Where-Object and its like, so each is asked of the objects that come before it.
    function Get-PropertyTrouble([string] $Code) {
        $ast = [Management.Automation.Language.Parser]::ParseInput($Code, [ref]$null, [ref]$null)
        foreach ($pipeline in $ast.FindAll({ $args[0] -is [Management.Automation.Language.PipelineAst] }, $true)) {
            for ($i = 1; $i -lt $pipeline.PipelineElements.Count; $i++) {
                $call = $pipeline.PipelineElements[$i]
                if ($call.GetCommandName() -notin 'Where-Object', 'Group-Object', 'Sort-Object', 'Measure-Object', 'Format-Table', 'Format-List', 'ForEach-Object') { continue }
                $before = $pipeline.PipelineElements[0..($i - 1)].Extent.Text -join ' | '
                $argument = $call.CommandElements[1]
                if (-not $argument -or $argument -is [Management.Automation.Language.ScriptBlockExpressionAst] -or (Test-Spent $before)) { continue }
                $object = & ([scriptblock]::Create($before)) | Select-Object -First 1
                $names = $argument.FindAll({ $args[0] -is [Management.Automation.Language.StringConstantExpressionAst] }, $true).Value
                if ($object) { $names | Where-Object { $_ -notin $object.PSObject.Properties.Name } | ForEach-Object { "What comes before '$call' has no '$_'." } }
            }
        }
    }

    # Every parameter of ours is there, of one set, and none that the set demands is left out but what the pipeline brings.
    function Get-BindingTrouble([string] $Code) {
        $ast = [Management.Automation.Language.Parser]::ParseInput($Code, [ref]$null, [ref]$null)
        foreach ($call in $ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
            $command = Get-Command $call.GetCommandName() -ErrorAction Ignore
            if ($command.ModuleName -ne 'DentalMigration') { continue }
            $bound = [Management.Automation.Language.StaticParameterBinder]::BindCommand($call, $true)
            $bound.BindingExceptions.Values | ForEach-Object { $_.BindingException.Message }
            $names = @($bound.BoundParameters.Keys)
            $fits = $command.ParameterSets | Where-Object {
                $set = $_
                -not ($names | Where-Object { $_ -notin $set.Parameters.Name }) -and
                -not ($set.Parameters | Where-Object { $_.IsMandatory -and $_.Name -notin $names -and -not $_.ValueFromPipeline })
            }
            if (-not $fits) { "$call binds to no parameter set." }
        }
    }
}

AfterAll {
    Set-Location $Repository
    $sessions.Values | ForEach-Object { Close-ExampleSession $_ }
    Remove-Item $workspace -Recurse -Force
}

Describe 'The examples of <Command>' -ForEach $toRun {
    It '<Number> runs: <Code>' -ForEach $Each {
        if (-not $prepared[$System]) {
            $prepared[$System] = Join-Path $workspace $System
            New-ExampleFolder $prepared[$System] $System
        }
        if (-not $sessions[$System]) { $sessions[$System] = Open-ExampleSession $prepared[$System] $System }
        $session = $sessions[$System]
        Set-Location $session.folder
        try {
            foreach ($name in $session.Keys) { Set-Variable $name $session[$name] }
            if ($Code -match '\$plan') { $plan = $map | New-MigrationSchemaPlan -Target $target }
            $WarningPreference = 'SilentlyContinue'
            Get-PropertyTrouble $Code | Should -BeNullOrEmpty
            $null = & ([scriptblock]::Create($Code))
        }
        finally {
            Set-Location $Repository
            if (Test-Spent $Code) { Close-ExampleSession $session; $sessions.Remove($System) }
            if ($Code -match 'Clear-Migration' -and $Code -notmatch '-WhatIf') { Remove-Item $prepared[$System] -Recurse -Force; $prepared.Remove($System) }
        }
    }
}

Describe 'The examples that a test cannot run' {
    It 'are few, and each says what it lacks' {
        $lacking = @($Examples | Where-Object { $_.Needs })
        $lacking.Count | Should -BeLessOrEqual 12
        $lacking.Needs | Should -BeIn 'a tenant', 'a database server', 'a REST endpoint', 'a language model'
    } -ForEach @{ Examples = $examples }

    It '<Command> <Number> binds: <Code>' -ForEach ($examples | Where-Object { $_.Needs }) {
        $troubles = $null
        $null = [Management.Automation.Language.Parser]::ParseInput($Code, [ref]$null, [ref]$troubles)
        $troubles | Should -BeNullOrEmpty
        Get-BindingTrouble $Code | Should -BeNullOrEmpty
    }
}
