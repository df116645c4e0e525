BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $commands = Get-Command -Module DentalMigration -CommandType Cmdlet | ForEach-Object { @{ Name = $_.Name; Command = $_ } }
    $topics = Get-ChildItem (Join-Path $ModulePath 'en-US') -Filter 'about_*.help.txt' | ForEach-Object { @{ Topic = $_.Name -replace '\.help\.txt$'; File = $_.FullName } }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
    function ConvertTo-Line([string] $Text) { $Text -replace '\s+', ' ' }
}

Describe 'Help of <Name>' -ForEach $commands {
    BeforeAll {
        $help = Get-Help $Name -Full
        $page = Get-Content (Join-Path $ModulePath "docs/$Name.md") -Raw
    }

    It 'shows several examples, each with a sentence of what it shows' {
        @($help.examples.example).Count | Should -BeGreaterThan 1
        foreach ($example in $help.examples.example) {
            $example.code | Should -Match $Name
            $example.remarks.Text | Where-Object { $_ } | Should -Match '^[A-Z].+\.$'
        }
    }

    It 'says in a sentence what it does' { $help.Synopsis | Should -Match '^[A-Z].+[.:]$' }

    It 'agrees with the command about parameters' {
        foreach ($parameter in $Command.Parameters.Values | Where-Object Name -NotIn $common) {
            $shown = $help.parameters.parameter | Where-Object Name -EQ $parameter.Name
            $shown.description.Text | Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) needs help"
            $mandatory = @($parameter.ParameterSets.Values)[0].IsMandatory
            $shown.required | Should -Be "$mandatory".ToLowerInvariant() -Because "-$($parameter.Name)"
            $piped = [bool]($parameter.ParameterSets.Values | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName })
            $shown.pipelineInput -like 'True*' | Should -Be $piped -Because "-$($parameter.Name)"
            $page | Should -Match "(?m)^### -$($parameter.Name)\r?$"
        }
    }

    It 'names every type it gives, and says what it is' {
        foreach ($type in $Command.OutputType) {
            ConvertTo-Line ($help.returnValues | Out-String) | Should -Match ([regex]::Escape($type.Name))
            $page | Should -Match "(?m)^- ``$([regex]::Escape($type.Name))``"
        }
    }

    It 'has a page with the same examples' {
        foreach ($example in $help.examples.example) { $page.Contains($example.code) | Should -BeTrue -Because $example.code }
    }

    It 'leads to what there is' {
        foreach ($link in $help.relatedLinks.navigationLink.linkText) {
            if ($link -like 'about_*') { Join-Path $ModulePath "en-US/$link.help.txt" | Should -Exist } else { Get-Command $link -Module DentalMigration | Should -Not -BeNullOrEmpty }
        }
    }
}

Describe '<Topic>' -ForEach $topics {
    BeforeAll { $text = Get-Content $File -Raw }

    It 'is found by Get-Help' { Get-Help $Topic | Out-String | Should -Match $Topic }

    It 'names only cmdlets there are' {
        $named = [regex]::Matches($text, '(?<![\w./])[A-Z][a-z]+-(?:Dental|Dentes|Migration|Dataverse|Provider|Workflow)\w*') | ForEach-Object Value | Sort-Object -Unique
        $named | Where-Object { -not (Get-Command $_ -Module DentalMigration -ErrorAction Ignore) -and $_ -notmatch '^[A-Z][a-z]+-$' } | Should -BeNullOrEmpty
    }

    It 'names only parameters there are' {
        # Those of build.ps1 and of PowerShell's own cmdlets too.
        $known = @((Get-Command -Module DentalMigration).Parameters.Keys) + 'Task', 'First', 'Module'
        [regex]::Matches($text, '(?<=[ (])-[A-Z][A-Za-z]+') | ForEach-Object { $_.Value.TrimStart('-') } | Where-Object { $_ -notin $known } | Sort-Object -Unique | Should -BeNullOrEmpty
    }

    It 'keeps to a width that a console shows' { $text -split '\r?\n' | Where-Object Length -GT 145 | Should -BeNullOrEmpty }
}

Describe 'The error ids' {
    It 'are explained, all that the suites ask for and the story names' {
        $explained = [regex]::Matches((Get-Content (Join-Path $ModulePath 'en-US/about_DentalMigration_ErrorIds.help.txt') -Raw), '(?m)^    ([A-Z]\w+)\r?$') | ForEach-Object { $_.Groups[1].Value }
        $asked = Get-ChildItem $PSScriptRoot -Filter *.ps1 | ForEach-Object { [regex]::Matches([IO.File]::ReadAllText($_), "-ErrorId '([A-Z]\w+)") } | ForEach-Object { $_.Groups[1].Value }
        $story = Get-Content (Join-Path $ModulePath 'en-US/about_DentalMigration.help.txt') -Raw
        $told = [regex]::Matches(($story -split 'TROUBLESHOOTING')[1], '(?m)^    ([A-Z][a-z]+[A-Z]?\w+)  +') | ForEach-Object { $_.Groups[1].Value }
        $asked.Count | Should -BeGreaterThan 30
        $told.Count | Should -BeGreaterThan 8
        @($asked) + $told | Sort-Object -Unique | Should -BeIn $explained
    }
}
