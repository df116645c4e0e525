<#
.SYNOPSIS
    Makes the module's help from what stands in the code: summaries of cmdlets and parameters, and Help/examples.psd1.
.DESCRIPTION
    Runs in a process of its own, since it imports the module it describes. Fails where a cmdlet lacks a summary or an example, or a
    parameter its line.
#>
param(
    # The built module's folder.
    [Parameter(Mandatory)] [string] $ModulePath,

    # The XML documentation of the cmdlets' assembly.
    [Parameter(Mandatory)] [string] $Documentation
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath
$summaries = @{}
foreach ($member in ([xml](Get-Content $Documentation -Raw)).doc.members.member) {
    $summaries[$member.name] = ($member.SelectSingleNode('summary').InnerXml -replace '</?c>', "'" -replace '<see cref="\w:[\w.]*?(\w+)"\s*/>', '$1' -replace '\s+', ' ').Trim()
}
$examples = Import-PowerShellDataFile (Join-Path $PSScriptRoot 'examples.psd1')
$common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters

function Get-Summary([string] $Id, [type] $Type, [string] $Member) {
    for (; $Type; $Type = $Type.BaseType) {
        $text = $summaries["$Id`:$($Type.FullName)$Member"]
        if ($text) { return $text }
    }
}

function Escape([string] $Text) { [Security.SecurityElement]::Escape([Net.WebUtility]::HtmlDecode($Text)) }

function Get-ParameterXml($Command, $Parameter, $Set) {
    $text = Get-Summary 'P' $Command.ImplementingType ".$($Parameter.Name)"
    if (-not $text) { throw "$($Command.Name) -$($Parameter.Name) has no summary." }
    $pipeline = $Set.ValueFromPipeline ? 'True (ByValue)' : $Set.ValueFromPipelineByPropertyName ? 'True (ByPropertyName)' : 'False'
    $position = $Set.Position -ge 0 ? $Set.Position : 'named'
    "<command:parameter required=`"$("$($Set.IsMandatory)".ToLowerInvariant())`" pipelineInput=`"$pipeline`" position=`"$position`"><maml:name>$($Parameter.Name)</maml:name>" +
    "<maml:description><maml:para>$(Escape $text)</maml:para></maml:description>" +
    ($Parameter.ParameterType -eq [switch] ? '' : "<command:parameterValue required=`"true`">$(Escape $Parameter.ParameterType.Name)</command:parameterValue>") +
    "<dev:type><maml:name>$(Escape $Parameter.ParameterType.Name)</maml:name></dev:type></command:parameter>"
}

$commands = foreach ($command in Get-Command -Module (Split-Path $ModulePath -Leaf) | Sort-Object Name) {
    $synopsis = Get-Summary 'T' $command.ImplementingType
    if (-not $synopsis -or -not $examples[$command.Name]) { throw "$($command.Name) lacks a summary or an example." }
    $own = $command.Parameters.Values | Where-Object Name -NotIn $common
    $syntax = foreach ($set in $command.ParameterSets) {
        $parameters = $set.Parameters | Where-Object Name -In $own.Name | ForEach-Object { Get-ParameterXml $command $_ $_ }
        "<command:syntaxItem><maml:name>$($command.Name)</maml:name>$(-join $parameters)</command:syntaxItem>"
    }
    $details = $own | ForEach-Object { Get-ParameterXml $command $_ @($_.ParameterSets.Values)[0] }
    $shown = @($examples[$command.Name]) | ForEach-Object {
        "<command:example><maml:title>Example</maml:title><dev:code>$(Escape $_)</dev:code><dev:remarks><maml:para /></dev:remarks></command:example>"
    }
    @"
<command:command xmlns:maml="http://schemas.microsoft.com/maml/2004/10" xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10" xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10">
<command:details><command:name>$($command.Name)</command:name><command:verb>$($command.Verb)</command:verb><command:noun>$($command.Noun)</command:noun>
<maml:description><maml:para>$(Escape (($synopsis -split '(?<=[.])\s', 2)[0]))</maml:para></maml:description></command:details>
<maml:description><maml:para>$(Escape $synopsis)</maml:para></maml:description>
<command:syntax>$(-join $syntax)</command:syntax><command:parameters>$(-join $details)</command:parameters>
<command:examples>$(-join $shown)</command:examples></command:command>
"@
}

$folder = New-Item (Join-Path $ModulePath 'en-US') -ItemType Directory -Force
"<?xml version=`"1.0`" encoding=`"utf-8`"?>`n<helpItems schema=`"maml`">`n$($commands -join "`n")`n</helpItems>" |
    Set-Content (Join-Path $folder 'DentalMigration.Cmdlets.dll-Help.xml') -Encoding utf8
