# The help as pages to read. Dot-source it.

function Format-Code([string] $Text) { "``$Text``" }

function Get-SyntaxText($Model, $Set) {
    $words = foreach ($parameter in $Model.Parameters) {
        $in = $parameter.Sets[$Set.Name] ?? $parameter.Sets['__AllParameterSets']
        if (-not $in) { continue }
        $name = $in.Position -ge 0 ? "[-$($parameter.Name)]" : "-$($parameter.Name)"
        $word = $parameter.IsSwitch ? $name : "$name <$($parameter.Type)>"
        [pscustomobject]@{ Order = $in.Position -ge 0 ? $in.Position : $in.IsMandatory ? 1000 : 2000; Word = $in.IsMandatory ? $word : "[$word]" }
    }
    $shouldProcess = $Model.SupportsShouldProcess ? ' [-WhatIf] [-Confirm]' : ''
    "$($Model.Name) $(($words | Sort-Object Order -Stable).Word -join ' ')$shouldProcess".TrimEnd()
}

function Get-ParameterText($Parameter) {
    ''
    "### -$($Parameter.Name)"
    ''
    $Parameter.Text
    ''
    '| | |'
    '|---|---|'
    "| type | $(Format-Code $Parameter.Type) |"
    "| required | $($Parameter.Required) |"
    "| position | $($Parameter.Position ?? 'named') |"
    "| pipeline | $($Parameter.Pipeline ? $Parameter.Pipeline -join ', ' : 'no') |"
    if ($Parameter.Accepted) { "| accepted | $($Parameter.Accepted -join ', ') |" }
    if ($Parameter.Default) { "| default | $(Format-Code $Parameter.Default) |" }
    if ($Parameter.Aliases) { "| aliases | $($Parameter.Aliases -join ', ') |" }
    if ($Parameter.Completes) { '| Tab | completes it |' }
}

function ConvertTo-Markdown($Model) {
    "# $($Model.Name)"
    ''
    $Model.Description
    ''
    '## Syntax'
    foreach ($set in $Model.Sets) {
        ''
        if ($Model.Sets.Count -gt 1) { "$($set.Name)$($set.IsDefault ? ' (default)' : '')"; '' }
        '```'
        Get-SyntaxText $Model $set
        '```'
    }
    ''
    '## Examples'
    $number = 0
    foreach ($example in $Model.Examples) {
        $number++
        ''
        "### Example $number"
        ''
        "$($example.Shows)$($example.Needs ? " Needs $($example.Needs)." : '')"
        ''
        '```powershell'
        $example.Code
        '```'
    }
    if ($Model.Parameters) {
        ''
        '## Parameters'
        foreach ($parameter in $Model.Parameters) { Get-ParameterText $parameter }
    }
    ''
    '## Inputs'
    ''
    $piped = @($Model.Parameters | Where-Object Pipeline)
    if ($piped) { foreach ($parameter in $piped) { "- $(Format-Code $parameter.Type) for $(Format-Code "-$($parameter.Name)"), $($parameter.Pipeline -join ' and ')" } } else { 'None.' }
    ''
    '## Outputs'
    ''
    if ($Model.Outputs) { foreach ($output in $Model.Outputs) { "- $(Format-Code $output.Name)$($output.Text ? ": $($output.Text)" : '')" } } else { 'None.' }
    ''
    '## Errors'
    ''
    if ($Model.ErrorIds) { foreach ($id in $Model.ErrorIds) { "- $(Format-Code $id.Id): $($id.Texts[0])" }; '' }
    'All ids: [about_DentalMigration_ErrorIds](../en-US/about_DentalMigration_ErrorIds.help.txt).'
    if ($Model.Notes -or $Model.SupportsShouldProcess) {
        ''
        '## Notes'
        if ($Model.Notes) { ''; $Model.Notes }
        if ($Model.SupportsShouldProcess) { ''; "It takes $(Format-Code '-WhatIf') and $(Format-Code '-Confirm'); its impact is $($Model.ConfirmImpact)." }
    }
    ''
    '## Related'
    ''
    foreach ($link in $Model.Links) { $link -like 'about_*' ? "- [$link](../en-US/$link.help.txt)" : "- [$link]($link.md)" }
}

function ConvertTo-MarkdownIndex([object[]] $Model, $Stage, [object[]] $Topic) {
    '# The cmdlets'
    foreach ($name in $Stage.Keys) {
        ''
        "## $name"
        ''
        '| cmdlet | |'
        '|---|---|'
        foreach ($cmdlet in $Stage[$name]) {
            $one = $Model | Where-Object Name -EQ $cmdlet
            "| [$cmdlet]($cmdlet.md) | $($one.Synopsis -replace '\|', '\|') |"
        }
    }
    ''
    '## Topics'
    ''
    foreach ($file in $Topic) { "- [$($file.Name -replace '\.help\.txt$')](../en-US/$($file.Name))" }
}
