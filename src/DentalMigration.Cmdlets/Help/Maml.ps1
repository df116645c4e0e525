# The help as Get-Help reads it. Dot-source it.

function Escape([string] $Text) { [Security.SecurityElement]::Escape($Text) }

function Para([string[]] $Text) { -join ($Text | Where-Object { $_ } | ForEach-Object { "<maml:para>$(Escape $_)</maml:para>" }) }

function Get-ParameterXml($Parameter, $Set) {
    $pipeline = $Parameter.Pipeline ? "True ($($Parameter.Pipeline -join ', '))" : 'False'
    $position = $Set.Position -ge 0 ? $Set.Position : 'named'
    $aliases = $Parameter.Aliases ? $Parameter.Aliases -join ', ' : 'none'
    $accepted = $Parameter.Accepted ? "Accepted: $($Parameter.Accepted -join ', ')." : ''
    "<command:parameter required=`"$("$($Set.IsMandatory)".ToLowerInvariant())`" globbing=`"false`" pipelineInput=`"$pipeline`" position=`"$position`" aliases=`"$aliases`">" +
    "<maml:name>$($Parameter.Name)</maml:name><maml:description>$(Para $Parameter.Text, $accepted)</maml:description>" +
    ($Parameter.IsSwitch ? '' : "<command:parameterValue required=`"true`">$(Escape $Parameter.Type)</command:parameterValue>") +
    "<dev:type><maml:name>$(Escape $Parameter.Type)</maml:name></dev:type><dev:defaultValue>$(Escape ($Parameter.Default ?? 'None'))</dev:defaultValue></command:parameter>"
}

function Get-NoteText($Model) {
    $Model.Notes
    if ($Model.SupportsShouldProcess) {
        $asks = $Model.ConfirmImpact -eq 'High' ? '; it asks, and in a job that nobody watches -Confirm:$false answers' : ''
        "With -WhatIf it writes nothing$asks."
    }
    foreach ($id in $Model.ErrorIds) { "Error $($id.Id): $($id.Texts[0])" }
    'All error ids: Get-Help about_DentalMigration_ErrorIds.'
}

function Get-CommandXml($Model) {
    $syntax = foreach ($set in $Model.Sets) {
        $items = foreach ($parameter in $Model.Parameters) {
            $in = $parameter.Sets[$set.Name] ?? $parameter.Sets['__AllParameterSets']
            if ($in) { Get-ParameterXml $parameter $in }
        }
        "<command:syntaxItem><maml:name>$($Model.Name)</maml:name>$(-join $items)</command:syntaxItem>"
    }
    $details = $Model.Parameters | ForEach-Object { Get-ParameterXml $_ @($_.Sets.Values)[0] }
    $number = 0
    $examples = foreach ($example in $Model.Examples) {
        $number++
        "<command:example><maml:title>---------- Example $number ----------</maml:title><dev:code>$(Escape $example.Code)</dev:code><dev:remarks>$(Para $example.Shows)<maml:para /></dev:remarks></command:example>"
    }
    $inputs = $Model.Parameters | Where-Object Pipeline | ForEach-Object {
        "<command:inputType><dev:type><maml:name>$(Escape $_.Type)</maml:name></dev:type><maml:description>$(Para "-$($_.Name): $($_.Text)")</maml:description></command:inputType>"
    }
    $outputs = $Model.Outputs | ForEach-Object {
        "<command:returnValue><dev:type><maml:name>$(Escape $_.Name)</maml:name></dev:type><maml:description>$(Para $_.Text)</maml:description></command:returnValue>"
    }
    $links = $Model.Links | ForEach-Object { "<maml:navigationLink><maml:linkText>$_</maml:linkText></maml:navigationLink>" }
    @"
<command:command xmlns:maml="http://schemas.microsoft.com/maml/2004/10" xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10" xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10">
<command:details><command:name>$($Model.Name)</command:name><command:verb>$($Model.Verb)</command:verb><command:noun>$($Model.Noun)</command:noun>
<maml:description>$(Para $Model.Synopsis)</maml:description></command:details>
<maml:description>$(Para $Model.Description)</maml:description>
<command:syntax>$(-join $syntax)</command:syntax><command:parameters>$(-join $details)</command:parameters>
<command:inputTypes>$(-join $inputs)</command:inputTypes><command:returnValues>$(-join $outputs)</command:returnValues>
<maml:alertSet><maml:alert>$(Para (Get-NoteText $Model))</maml:alert></maml:alertSet>
<command:examples>$(-join $examples)</command:examples>
<maml:relatedLinks>$(-join $links)</maml:relatedLinks></command:command>
"@
}

function ConvertTo-Maml([object[]] $Model) {
    '<?xml version="1.0" encoding="utf-8"?>'
    '<helpItems schema="maml">'
    $Model | ForEach-Object { Get-CommandXml $_ }
    '</helpItems>'
}
