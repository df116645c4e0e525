BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $packaging = Join-Path $Repository 'src/DentalMigration.Cmdlets/Packaging'
    $manifest = Import-PowerShellDataFile (Join-Path $ModulePath 'DentalMigration.psd1')
    $version = ([xml](Get-Content (Join-Path $Repository 'Directory.Build.props') -Raw)).SelectSingleNode('//VersionPrefix').InnerText
    $files = Get-ChildItem $ModulePath -Recurse -File | ForEach-Object { [IO.Path]::GetRelativePath($ModulePath, $_.FullName).Replace('\', '/') }

    $dependencies = Get-Content (Join-Path $ModulePath 'bin/engine/DentalMigration.Hosting.deps.json') -Raw | ConvertFrom-Json -AsHashtable
    $target = $dependencies.targets[$dependencies.runtimeTarget.name]

    function Get-Entry($File) {
        $archive = [IO.Compression.ZipFile]::OpenRead($File)
        try { $archive.Entries | Where-Object Name | ForEach-Object FullName } finally { $archive.Dispose() }
    }

    function Read-Entry($File, [string] $Name) {
        $archive = [IO.Compression.ZipFile]::OpenRead($File)
        try { [IO.StreamReader]::new($archive.GetEntry($Name).Open()).ReadToEnd() } finally { $archive.Dispose() }
    }
}

Describe 'The manifest' {
    It 'is one, and all it names is there' { Test-ModuleManifest (Join-Path $ModulePath 'DentalMigration.psd1') -ErrorAction Stop | Should -Not -BeNullOrEmpty }

    It 'exports by name, never by wildcard' {
        $manifest.CmdletsToExport | Should -Not -Match '\*'
        $manifest.FunctionsToExport | Should -HaveCount 0
        $manifest.VariablesToExport | Should -HaveCount 0
        $manifest.AliasesToExport | Where-Object { $_ -match '\*' } | Should -BeNullOrEmpty
    }

    It 'has the one version that its assemblies have too' {
        $manifest.ModuleVersion | Should -Be $version
        foreach ($dll in 'bin/DentalMigration.Cmdlets.dll', 'bin/DentalMigration.Loader.dll', 'bin/engine/DentalMigration.dll', 'bin/engine/DentalMigration.Hosting.dll') {
            [Diagnostics.FileVersionInfo]::GetVersionInfo((Join-Path $ModulePath $dll)).ProductVersion | Should -Match "^$([regex]::Escape($version))(\+|$)" -Because $dll
        }
    }

    It 'says what a gallery shows: licence, tags and the newest notes of the changelog' {
        $data = $manifest.PrivateData.PSData
        $data.LicenseUri | Should -Be 'https://opensource.org/licenses/MIT'
        $data.Tags.Count | Should -BeGreaterThan 3
        $newest = ((Get-Content (Join-Path $Repository 'CHANGELOG.md') -Raw) -split '(?m)^## .*$')[1].Trim() -replace '\r', ''
        $data.ReleaseNotes | Should -Be $newest
        $manifest.PowerShellVersion | Should -Be '7.6'
        $manifest.CompatiblePSEditions | Should -Be 'Core'
    }
}

Describe 'The module folder' {
    It 'has nothing that is for building or debugging' {
        $files | Where-Object { $_ -match '\.(pdb|runtimeconfig\.json)$|(?<!-Help)\.xml$' } | Should -BeNullOrEmpty
    }

    It 'has no assembly that neither is ours nor of a package it lists' {
        $listed = foreach ($library in $target.Values) {
            foreach ($kind in 'runtime', 'runtimeTargets') { if ($library[$kind]) { $library[$kind].Keys | Split-Path -Leaf } }
        }
        $files | Where-Object { $_ -match '^bin/engine/.*\.(dll|so|dylib)$' } | ForEach-Object { Split-Path $_ -Leaf } | Should -BeIn $listed
    }

    It 'has licence, changelog and a notice of each package it ships' {
        'LICENSE', 'CHANGELOG.md', 'ThirdPartyNotices.txt' | Should -BeIn $files
        $notices = Get-Content (Join-Path $ModulePath 'ThirdPartyNotices.txt') -Raw
        $shipped = $dependencies.libraries.Keys | Where-Object { $dependencies.libraries[$_].type -eq 'package' -and $target[$_]['runtime'] }
        $shipped.Count | Should -BeGreaterThan 20
        foreach ($package in $shipped) { $notices | Should -Match "(?m)^$([regex]::Escape($package.Replace('/', ' ')))\s*$" }
        [regex]::Matches($notices, '(?m)^={100}').Count | Should -Be ([regex]::Matches($notices, '(?m)^Licence: +\S').Count)
    }

    It 'has a page of help for each cmdlet, and an index that leads to each' {
        $index = Get-Content (Join-Path $ModulePath 'docs/README.md') -Raw
        foreach ($name in $manifest.CmdletsToExport) {
            "docs/$name.md" | Should -BeIn $files
            $index | Should -Match "\($name\.md\)"
        }
        $files -match '^docs/' | Should -HaveCount ($manifest.CmdletsToExport.Count + 1)
    }

    It 'leads nowhere that is not there' {
        $links = $files -match '^docs/' | ForEach-Object { [regex]::Matches((Get-Content (Join-Path $ModulePath $_) -Raw), '\]\(([^)]+)\)') } |
            ForEach-Object { $_.Groups[1].Value } | Sort-Object -Unique
        $links.Count | Should -BeGreaterThan $manifest.CmdletsToExport.Count
        $links | Where-Object { -not (Test-Path (Join-Path $ModulePath "docs/$_")) } | Should -BeNullOrEmpty
    }
}

Describe 'The zip for Azure Automation' {
    BeforeAll { $zip = & (Join-Path $packaging 'New-ModuleZip.ps1') -ModulePath $ModulePath -OutputPath $TestDrive }

    It 'is named as the one folder in it, which is the whole module' {
        $zip.Name | Should -Be 'DentalMigration.zip'
        Get-Entry $zip | Sort-Object | Should -Be ($files | ForEach-Object { "DentalMigration/$_" } | Sort-Object)
    }

    It 'is under 100 MB, its paths under 140 characters' {
        $zip.Length | Should -BeLessThan 100MB
        (Get-Entry $zip | Measure-Object Length -Maximum).Maximum | Should -BeLessThan 140
    }

    It 'is refused where a path is too long' {
        $long = Join-Path $TestDrive 'Long'
        $null = New-Item (Join-Path $long ('a' * 70)) -ItemType Directory -Force
        Set-Content (Join-Path $long "$('a' * 70)/$('b' * 70)") ''
        { & (Join-Path $packaging 'New-ModuleZip.ps1') -ModulePath $long -OutputPath $TestDrive } | Should -Throw '*under 140 characters*'
    }
}

Describe 'The package for a gallery' {
    BeforeAll {
        $package = & (Join-Path $packaging 'New-ModulePackage.ps1') -ModulePath $ModulePath -OutputPath $TestDrive
        $nuspec = ([xml](Read-Entry $package 'DentalMigration.nuspec')).package.metadata
        $tags = $nuspec.tags -split ' '
    }

    It 'has name, version, licence and notes of the manifest' {
        $package.Name | Should -Be "DentalMigration.$version.nupkg"
        $nuspec.id, $nuspec.version, $nuspec.authors | Should -Be 'DentalMigration', $version, $manifest.Author
        $nuspec.description | Should -Be $manifest.Description
        $nuspec.licenseUrl | Should -Be $manifest.PrivateData.PSData.LicenseUri
        $nuspec.releaseNotes | Should -Be $manifest.PrivateData.PSData.ReleaseNotes
    }

    It 'is found as a module of PowerShell and by each of its cmdlets' {
        'PSModule', 'PSEdition_Core', 'PSIncludes_Cmdlet' | Should -BeIn $tags
        $manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_" } | Should -BeIn $tags
        $nuspec.tags.Length | Should -BeLessOrEqual 4000
    }

    It 'holds the whole module, and says of each part of what type it is' {
        Get-Entry $package | Where-Object { $_ -notin 'DentalMigration.nuspec', '_rels/.rels', '[Content_Types].xml' } | Sort-Object | Should -Be ($files | Sort-Object)
        $types = ([xml](Read-Entry $package '[Content_Types].xml')).Types
        foreach ($file in $files) {
            $extension = [IO.Path]::GetExtension($file).TrimStart('.')
            if ($extension) { $extension | Should -BeIn $types.Default.Extension } else { "/$file" | Should -BeIn $types.Override.PartName }
        }
    }

    It 'can be imported as a gallery installs it' {
        $installed = Join-Path $TestDrive "modules/DentalMigration/$version"
        [IO.Compression.ZipFile]::ExtractToDirectory($package, $installed)
        pwsh -NoProfile -Command "Import-Module '$(Join-Path $TestDrive 'modules/DentalMigration')'; (Get-Command -Module DentalMigration).Count; (Get-Module DentalMigration).Version.ToString()" |
            Should -Be $manifest.CmdletsToExport.Count, $version
    }
}
