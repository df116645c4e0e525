<#
.SYNOPSIS
    Packs a built module's folder as a zip that Azure Automation takes: named as the folder in it, under 100 MB, its paths under 140 characters.
#>
[CmdletBinding()]
param(
    # The built module's folder, named as the module.
    [Parameter(Mandatory)] [string] $ModulePath,

    # Where the zip is put.
    [Parameter(Mandatory)] [string] $OutputPath
)

$ErrorActionPreference = 'Stop'
$largest = 100MB
$longest = 140

$above = Split-Path $ModulePath
foreach ($file in Get-ChildItem $ModulePath -Recurse -File) {
    $path = [IO.Path]::GetRelativePath($above, $file.FullName)
    if ($path.Length -ge $longest) { throw "Azure Automation takes paths under $longest characters: '$path' is longer." }
}

$zip = Join-Path $OutputPath "$(Split-Path $ModulePath -Leaf).zip"
Remove-Item $zip -ErrorAction Ignore
[IO.Compression.ZipFile]::CreateFromDirectory($ModulePath, $zip, 'Optimal', $true)
if ((Get-Item $zip).Length -ge $largest) { throw "'$zip' is larger than the $($largest / 1MB) MB that Azure Automation takes." }
Get-Item $zip
