BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $scripts = 'build.ps1', 'module', 'examples', 'src/DentalMigration.Cmdlets', 'tests/Pester' |
        ForEach-Object { Get-ChildItem (Join-Path $Repository $_) -Recurse -Include *.ps1, *.psd1 } | ForEach-Object { [IO.Path]::GetRelativePath($Repository, $_.FullName) } |
        Group-Object { Split-Path $_ } | ForEach-Object { @{ Folder = $_.Name ? $_.Name : 'the repository'; Files = $_.Group } }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $settings = Join-Path $PSScriptRoot 'ScriptAnalyzer.psd1'
    # What a suite sets up is used in blocks that the analyzer takes for others, its secrets are none, and completion looks at globals.
    $ofTests = 'PSUseDeclaredVarsMoreThanAssignments', 'PSAvoidUsingConvertToSecureStringWithPlainText', 'PSAvoidGlobalVars'
    $analyzer = Get-Module PSScriptAnalyzer -ListAvailable | Select-Object -First 1
    if ($analyzer) { Import-Module $analyzer }

    function Get-Finding([string] $Path) {
        Invoke-ScriptAnalyzer -Path $Path -Settings $settings |
            Where-Object { $Path -notmatch 'tests.Pester|\.Tests\.ps1$' -or $_.RuleName -notin $ofTests } |
            ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName): $($_.Message)" }
    }
}

Describe 'Script analysis' {
    BeforeEach { if (-not $analyzer) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed' } }

    It 'finds nothing in the scripts of <Folder>' -ForEach $scripts {
        $Files | ForEach-Object { Get-Finding (Join-Path $Repository $_) } | Should -BeNullOrEmpty
    }

    It 'finds what is wrong' {
        $wrong = Join-Path $TestDrive 'wrong.ps1'
        Set-Content $wrong 'param([string] $Password) gci | where Name; $unused = 1'
        Get-Finding $wrong | ForEach-Object { ($_ -split ' ')[1] } | Sort-Object -Unique |
            Should -Be 'PSAvoidUsingCmdletAliases:', 'PSAvoidUsingPlainTextForPassword:', 'PSUseDeclaredVarsMoreThanAssignments:'
    }
}
