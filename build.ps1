<#
.SYNOPSIS
    Builds, tests and packs the module.
.DESCRIPTION
    Build  makes an importable module folder, out/DentalMigration (the default).
    Test   runs dotnet test, Pester included where it is installed.
    Pack   builds, and makes of the module folder a zip, as Azure Automation wants it, and a nupkg for a gallery.
    Demo   runs a whole cutover of the example practice on the embedded Dataverse.
.EXAMPLE
    ./build.ps1
    Import-Module ./out/DentalMigration
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pack', 'Demo')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    # Where the module folder is made.
    [string] $OutputPath = (Join-Path $PSScriptRoot 'out')
)

$ErrorActionPreference = 'Stop'
$OutputPath = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutputPath)
$module = Join-Path $OutputPath 'DentalMigration'
$cmdlets = Join-Path $PSScriptRoot 'src/DentalMigration.Cmdlets'
# The platforms whose native SQLite is shipped; all of them together would weigh 68 MB.
$platforms = 'win-x64', 'win-arm64', 'linux-x64', 'linux-arm64', 'osx-arm64'

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

# The one place the version stands in.
function Get-Version {
    ([xml](Get-Content (Join-Path $PSScriptRoot 'Directory.Build.props') -Raw)).SelectSingleNode('//VersionPrefix').InnerText
}

# The newest section of the changelog, without its heading.
function Get-ReleaseNote {
    $text = Get-Content (Join-Path $PSScriptRoot 'CHANGELOG.md') -Raw
    ($text -split '(?m)^## .*$')[1].Trim() -replace '\r', ''
}

function Build-Module {
    if (Test-Path $module) { Remove-Item $module -Recurse -Force }
    # Builds engine and loader too.
    Invoke-Dotnet build $cmdlets --configuration $Configuration --verbosity quiet --nologo
    $built = Join-Path $PSScriptRoot 'artifacts/bin/DentalMigration.'
    $flavour = $Configuration.ToLowerInvariant()

    # The engine and its packages stay in a folder of their own, out of reach of PowerShell's own probing.
    $engine = New-Item (Join-Path $module 'bin/engine') -ItemType Directory
    Copy-Item "${built}Hosting/$flavour/*" $engine -Recurse -Exclude '*.pdb', '*.xml', '*.runtimeconfig.json'
    foreach ($project in 'Loader', 'Cmdlets') {
        Copy-Item "$built$project/$flavour/DentalMigration.$project.dll" (Join-Path $module 'bin')
    }

    Get-ChildItem (Join-Path $engine 'runtimes') -Directory |
        Where-Object { $_.Name -notin $platforms -and $_.Name -like '*-*' } |
        Remove-Item -Recurse -Force
    Copy-Item (Join-Path $PSScriptRoot 'module/*') $module -Recurse
    Copy-Item (Join-Path $PSScriptRoot 'LICENSE'), (Join-Path $PSScriptRoot 'CHANGELOG.md') $module
    $manifest = Join-Path $module 'DentalMigration.psd1'
    (Get-Content $manifest -Raw).Replace("'0.0.0'", "'$(Get-Version)'").Replace("'CHANGELOG.md'", "'$((Get-ReleaseNote).Replace("'", "''"))'") |
        Set-Content $manifest -NoNewline
    $packages = (Invoke-Dotnet nuget locals global-packages --list --force-english-output) -replace '^\S+\s*'
    & (Join-Path $cmdlets 'Packaging/New-ThirdPartyNotice.ps1') -DependencyFile (Join-Path $engine 'DentalMigration.Hosting.deps.json') `
        -PackageFolder $packages -Destination (Join-Path $module 'ThirdPartyNotices.txt')

    # Help is made in a process of its own: it imports the module, and would keep its files in use here.
    $documentation = @('', '.Dataverse', '.Hosting' | ForEach-Object { "${built}Hosting/$flavour/DentalMigration$_.xml" }) + "${built}Cmdlets/$flavour/DentalMigration.Cmdlets.xml"
    & (Get-Process -Id $PID).Path -NoProfile -File (Join-Path $cmdlets 'Help/New-ModuleHelp.ps1') `
        -ModulePath $module -SourcePath (Join-Path $PSScriptRoot 'src') -Documentation ($documentation -join [IO.Path]::PathSeparator)
    if ($LASTEXITCODE -ne 0) { throw 'The help could not be made.' }
    Write-Host "Made $module, version $(Get-Version)."
}

switch ($Task) {
    'Build' { Build-Module }
    'Test' { Invoke-Dotnet test (Join-Path $PSScriptRoot 'DentalMigration.sln') }
    'Demo' { Invoke-Dotnet run --project (Join-Path $PSScriptRoot 'src/DentalMigration.Cli') '--' demo }
    'Pack' {
        Build-Module
        foreach ($script in 'New-ModuleZip.ps1', 'New-ModulePackage.ps1') {
            $package = & (Join-Path $cmdlets "Packaging/$script") -ModulePath $module -OutputPath $OutputPath
            Write-Host "Made $($package.FullName), $([math]::Round($package.Length / 1MB, 1)) MB."
        }
    }
}
