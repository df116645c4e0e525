<#
.SYNOPSIS
    Makes the module's help, MAML for Get-Help and a page of markdown for each cmdlet, from what stands in the code and in Examples.
.DESCRIPTION
    Runs in a process of its own, since it imports the module it describes. Fails where a cmdlet lacks a summary or an example, a parameter
    its line, or an example its sentence.
#>
[CmdletBinding()]
param(
    # The built module's folder.
    [Parameter(Mandatory)] [string] $ModulePath,

    # The projects' folder, for the error ids.
    [Parameter(Mandatory)] [string] $SourcePath,

    # XML documentation of the cmdlets' assembly and of those it stands on, joined as the PATH is.
    [Parameter(Mandatory)] [string] $Documentation
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath
foreach ($part in 'CommandModel', 'ErrorIds', 'Maml', 'Markdown') { . (Join-Path $PSScriptRoot "$part.ps1") }

$errors = Get-ErrorId $SourcePath
$models = Get-CommandModel -Name (Split-Path $ModulePath -Leaf) -Documentation ($Documentation -split [IO.Path]::PathSeparator) -Example (Join-Path $PSScriptRoot 'Examples') -ErrorId $errors
$stages = Get-Stage (Join-Path $ModulePath 'DentalMigration.psd1')

$help = New-Item (Join-Path $ModulePath 'en-US') -ItemType Directory -Force
ConvertTo-Maml $models | Set-Content (Join-Path $help 'DentalMigration.Cmdlets.dll-Help.xml') -Encoding utf8
ConvertTo-ErrorTopic $errors | Set-Content (Join-Path $help 'about_DentalMigration_ErrorIds.help.txt') -Encoding utf8

$docs = New-Item (Join-Path $ModulePath 'docs') -ItemType Directory -Force
foreach ($model in $models) { ConvertTo-Markdown $model | Set-Content (Join-Path $docs "$($model.Name).md") -Encoding utf8 }
$topics = Get-ChildItem $help -Filter 'about_*.help.txt' | Sort-Object Name
ConvertTo-MarkdownIndex $models $stages $topics | Set-Content (Join-Path $docs 'README.md') -Encoding utf8
