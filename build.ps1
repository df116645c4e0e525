<#
.SYNOPSIS
    Builds, tests and packs the module.
.DESCRIPTION
    Build  makes an importable module folder, out/DentalMigration (the default).
    Test   runs dotnet test, Pester included where it is installed.
    Pack   builds and zips the module folder, named as Azure Automation wants it.
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
# The platforms whose native SQLite is shipped; all of them together would weigh 68 MB.
$platforms = 'win-x64', 'win-arm64', 'linux-x64', 'linux-arm64', 'osx-arm64'

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

function Get-Version {
    ([xml](Get-Content (Join-Path $PSScriptRoot 'Directory.Build.props') -Raw)).SelectSingleNode('//VersionPrefix').InnerText
}

function Build-Module {
    if (Test-Path $module) { Remove-Item $module -Recurse -Force }
    # Builds engine and loader too.
    Invoke-Dotnet build (Join-Path $PSScriptRoot 'src/DentalMigration.Cmdlets') --configuration $Configuration --verbosity quiet --nologo
    $built = Join-Path $PSScriptRoot 'artifacts/bin/DentalMigration.'
    $flavour = $Configuration.ToLowerInvariant()

    # The engine and its packages stay in a folder of their own, out of reach of PowerShell's own probing.
    $engine = New-Item (Join-Path $module 'bin/engine') -ItemType Directory
    Copy-Item "${built}Hosting/$flavour/*" $engine -Recurse -Exclude '*.pdb', '*.xml'
    foreach ($project in 'Loader', 'Cmdlets') {
        Copy-Item "$built$project/$flavour/DentalMigration.$project.dll" (Join-Path $module 'bin')
    }

    Get-ChildItem (Join-Path $engine 'runtimes') -Directory |
        Where-Object { $_.Name -notin $platforms -and $_.Name -like '*-*' } |
        Remove-Item -Recurse -Force
    Copy-Item (Join-Path $PSScriptRoot 'module/*') $module -Recurse
    $manifest = Join-Path $module 'DentalMigration.psd1'
    (Get-Content $manifest -Raw).Replace("'0.0.0'", "'$(Get-Version)'") | Set-Content $manifest -NoNewline
    $documentation = @('', '.Dataverse', '.Hosting' | ForEach-Object { "${built}Hosting/$flavour/DentalMigration$_.xml" }) + "${built}Cmdlets/$flavour/DentalMigration.Cmdlets.xml"
    # Help is made in a process of its own: it imports the module, and would keep its files in use here.
    & (Get-Process -Id $PID).Path -NoProfile -File (Join-Path $PSScriptRoot 'src/DentalMigration.Cmdlets/Help/New-ModuleHelp.ps1') `
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
        $zip = Join-Path $OutputPath 'DentalMigration.zip'
        if (Test-Path $zip) { Remove-Item $zip }
        [IO.Compression.ZipFile]::CreateFromDirectory($module, $zip, 'Optimal', $true)
        Write-Host "Made $zip, $([math]::Round((Get-Item $zip).Length / 1MB, 1)) MB."
    }
}
