BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $commands = Get-Command -Module DentalMigration | ForEach-Object { @{ Name = $_.Name; Command = $_ } }
}

BeforeAll { . (Join-Path $PSScriptRoot 'Support.ps1') }

Describe 'The module' {
    It 'exports exactly what its manifest lists' {
        $manifest = Import-PowerShellDataFile (Join-Path $ModulePath 'DentalMigration.psd1')
        (Get-Command -Module DentalMigration).Name | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
    }

    It 'has a cmdlet for each that its assembly declares' {
        $declared = [Reflection.Assembly]::GetAssembly((Get-Command Connect-Dataverse).ImplementingType).GetTypes() |
            ForEach-Object { $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false) } |
            ForEach-Object { "$($_.VerbName)-$($_.NounName)" }
        $declared | Sort-Object | Should -Be ((Get-Command -Module DentalMigration).Name | Sort-Object)
    }

    It 'knows no HTTP, no SQL, no emulator and no package' {
        [Reflection.Assembly]::GetAssembly((Get-Command Connect-Dataverse).ImplementingType).GetReferencedAssemblies().Name |
            Where-Object { $_ -notmatch '^(System\.(?!Net\.Http|Data\.(?!Common))|DentalMigration(\.Hosting|\.Dataverse)?$)' } | Should -BeNullOrEmpty
    }

    It 'has the version of the build' {
        $built = ([xml](Get-Content (Join-Path $Repository 'Directory.Build.props') -Raw)).SelectSingleNode('//VersionPrefix').InnerText
        (Get-Module DentalMigration).Version | Should -Be $built
    }

    It 'ships native SQLite for five platforms and no more' {
        Get-ChildItem (Join-Path $ModulePath 'bin/engine/runtimes') -Directory | Where-Object Name -Like '*-*' | ForEach-Object Name |
            Sort-Object | Should -Be 'linux-arm64', 'linux-x64', 'osx-arm64', 'win-arm64', 'win-x64'
    }

    It 'imports without a warning about verbs' {
        pwsh -NoProfile -Command "Import-Module '$ModulePath' 3>&1" | Should -BeNullOrEmpty
    }
}

Describe '<Name>' -ForEach $commands {
    It 'uses an approved verb' { $Command.Verb | Should -BeIn (Get-Verb).Verb }

    It 'takes no plain-text secret' {
        $Command.Parameters.Values | Where-Object { $_.Name -match 'secret|password' } |
            ForEach-Object { $_.ParameterType | Should -BeIn ([securestring]), ([securestring[]]) }
    }

    It 'names only types in its signature that a script can see' {
        $types = @($Command.Parameters.Values.ParameterType) + @($Command.OutputType.Type)
        $types | Where-Object { $_ } | ForEach-Object { [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_.Assembly).Name } |
            Should -Not -Contain 'DentalMigration'
    }
}
