<#
.SYNOPSIS
    Writes the notices of the packages the module ships: name, version, authors, copyright and licence, as each package itself says.
.DESCRIPTION
    What is shipped stands in the engine's deps.json; what each says of itself stands in its nuspec, and in its licence file where it has one.
    Fails where a package says nothing of a licence.
#>
[CmdletBinding()]
param(
    # The engine's deps.json.
    [Parameter(Mandatory)] [string] $DependencyFile,

    # Where packages are kept, as: dotnet nuget locals global-packages --list.
    [Parameter(Mandatory)] [string] $PackageFolder,

    # The file to write.
    [Parameter(Mandatory)] [string] $Destination
)

$ErrorActionPreference = 'Stop'
# Many packages carry the same file; it is printed once.
$printed = @{}

function Get-ShippedPackage {
    $dependencies = Get-Content $DependencyFile -Raw | ConvertFrom-Json -AsHashtable
    $target = $dependencies.targets[$dependencies.runtimeTarget.name]
    foreach ($name in $dependencies.libraries.Keys | Sort-Object) {
        $library = $dependencies.libraries[$name]
        # A package without files of its own ships nothing.
        if ($library.type -eq 'package' -and ($target[$name].runtime -or $target[$name].runtimeTargets -or $target[$name].native)) { $library.path }
    }
}

function Get-Notice([string] $Path) {
    $folder = Join-Path $PackageFolder $Path
    $metadata = ([xml](Get-Content (Get-Item (Join-Path $folder '*.nuspec')) -Raw)).package.metadata
    $files = @(Get-ChildItem $folder -File | Where-Object Name -Match '^(licen[sc]e|notice|third-?party-?notices)[^/]*$' | Sort-Object Name)
    $license = $metadata.license.type -eq 'expression' ? $metadata.license.InnerText : $metadata.licenseUrl
    if (-not $license -and -not $files) { throw "The package '$Path' says nothing of its licence." }
    '=' * 100
    "$($metadata.id) $($metadata.version)"
    "Authors:   $($metadata.authors)"
    if ($metadata.copyright) { "Copyright: $($metadata.copyright)" }
    "Licence:   $($license ? $license : $files[0].Name)"
    if ($metadata.projectUrl) { "Project:   $($metadata.projectUrl)" }
    foreach ($file in $files) {
        $text = (Get-Content $file -Raw).TrimEnd()
        if ($printed[$text]) { "$($file.Name): as of $($printed[$text])"; continue }
        $printed[$text] = $metadata.id
        ''
        "--- $($file.Name) of the package ---"
        $text
    }
    ''
}

$packages = @(Get-ShippedPackage)
@(
    'DentalMigration ships the packages below, unchanged. Each is under its own licence; what follows is what the packages say of themselves.'
    'The texts of licences named by an identifier stand at https://spdx.org/licenses.'
    'The font DejaVu Sans, in part, is embedded for reports as PDF: see https://dejavu-fonts.github.io/License.html.'
    ''
    foreach ($package in $packages) { Get-Notice $package }
) -replace '\r', '' | Set-Content $Destination -Encoding utf8
