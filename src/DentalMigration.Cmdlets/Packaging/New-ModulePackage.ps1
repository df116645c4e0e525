<#
.SYNOPSIS
    Packs a built module's folder as a nupkg that a PowerShell gallery takes, not signed.
.DESCRIPTION
    All that stands in the nuspec is read from the module's manifest. The tags are those by which Find-PSResource and Find-Command look.
#>
[CmdletBinding()]
param(
    # The built module's folder, named as the module.
    [Parameter(Mandatory)] [string] $ModulePath,

    # Where the package is put.
    [Parameter(Mandatory)] [string] $OutputPath
)

$ErrorActionPreference = 'Stop'
# Feeds refuse longer lists of tags.
$longest = 4000
$name = Split-Path $ModulePath -Leaf
$manifest = Import-PowerShellDataFile (Join-Path $ModulePath "$name.psd1")
$data = $manifest.PrivateData.PSData

function Get-Tag {
    $plain = @($data.Tags) + 'PSModule' + @($manifest.CompatiblePSEditions | ForEach-Object { "PSEdition_$_" })
    $cmdlets = @('PSIncludes_Cmdlet') + @($manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_" })
    $commands = @($manifest.CmdletsToExport | ForEach-Object { "PSCommand_$_" })
    $all = @($plain) + $cmdlets + $commands
    # Both forms of each name if they fit, else the one that says what it is.
    ($all -join ' ').Length -le $longest ? $all : @($plain) + $cmdlets
}

function Get-Nuspec {
    $fields = [ordered]@{
        id = $name; version = $manifest.ModuleVersion; authors = $manifest.Author; owners = $manifest.CompanyName
        requireLicenseAcceptance = 'false'; licenseUrl = $data.LicenseUri; projectUrl = $data.ProjectUri; description = $manifest.Description
        releaseNotes = $data.ReleaseNotes; copyright = $manifest.Copyright; tags = (Get-Tag) -join ' '
    }
    '<?xml version="1.0" encoding="utf-8"?>'
    '<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">'
    '  <metadata>'
    foreach ($field in $fields.GetEnumerator() | Where-Object Value) { "    <$($field.Key)>$([Security.SecurityElement]::Escape($field.Value))</$($field.Key)>" }
    '    <dependencies />'
    '  </metadata>'
    '</package>'
}

function Add-Text($Archive, [string] $Path, [string[]] $Line) {
    $writer = [IO.StreamWriter]::new($Archive.CreateEntry($Path).Open(), [Text.UTF8Encoding]::new($false))
    try { $writer.Write($Line -join "`n") } finally { $writer.Dispose() }
}

$package = Join-Path $OutputPath "$name.$($manifest.ModuleVersion).nupkg"
Remove-Item $package -ErrorAction Ignore
$files = Get-ChildItem $ModulePath -Recurse -File | Sort-Object FullName
$archive = [IO.Compression.ZipFile]::Open($package, 'Create')
try {
    Add-Text $archive "$name.nuspec" (Get-Nuspec)
    Add-Text $archive '_rels/.rels' @(
        '<?xml version="1.0" encoding="utf-8"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        "<Relationship Type=`"http://schemas.microsoft.com/packaging/2010/07/manifest`" Target=`"/$name.nuspec`" Id=`"manifest`" />"
        '</Relationships>')
    $extensions = @('nuspec', 'rels') + @($files.Extension.TrimStart('.') | Where-Object { $_ }) | Sort-Object -Unique
    $types = $extensions | ForEach-Object { $_ -eq 'rels' ? 'application/vnd.openxmlformats-package.relationships+xml' : 'application/octet-stream' }
    $bare = $files | Where-Object { -not $_.Extension } | ForEach-Object { '/' + [IO.Path]::GetRelativePath($ModulePath, $_.FullName).Replace('\', '/') }
    Add-Text $archive '[Content_Types].xml' @(
        '<?xml version="1.0" encoding="utf-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        for ($i = 0; $i -lt $extensions.Count; $i++) { "<Default Extension=`"$($extensions[$i])`" ContentType=`"$($types[$i])`" />" }
        $bare | ForEach-Object { "<Override PartName=`"$_`" ContentType=`"application/octet-stream`" />" }
        '</Types>')
    foreach ($file in $files) {
        $path = [IO.Path]::GetRelativePath($ModulePath, $file.FullName).Replace('\', '/')
        $null = [IO.Compression.ZipFileExtensions]::CreateEntryFromFile($archive, $file.FullName, $path, 'Optimal')
    }
}
finally {
    $archive.Dispose()
}
Get-Item $package
