# What the help says of each cmdlet, read from its metadata, its XML documentation and the examples. Dot-source it.

function Get-XmlText($Member, [string] $Name = 'summary') {
    $node = $Member ? $Member.SelectSingleNode($Name) : $null
    if (-not $node) { return '' }
    $text = $node.InnerXml -replace '</?c>', "'" -replace '<(?:see|paramref)\s+\w+="(?:\w:)?(?:[\w.]*\.)?(\w+)(?:\([^"]*\))?"\s*/>', '$1'
    ([Net.WebUtility]::HtmlDecode(($text -replace '\s+', ' '))).Trim()
}

function Read-Documentation([string[]] $Path) {
    $members = @{}
    foreach ($file in $Path) {
        foreach ($member in ([xml](Get-Content $file -Raw)).doc.members.member) { $members[$member.name] = $member }
    }
    $members
}

function Read-Example([string] $Folder) {
    $all = @{}
    foreach ($file in Get-ChildItem $Folder -Filter *.psd1) { $all += Import-PowerShellDataFile $file }
    $all
}

# The stages in their order, as the manifest lists the cmdlets: a comment, then its names.
function Get-Stage([string] $Manifest) {
    $stages = [ordered]@{}
    $stage = $null
    foreach ($line in Get-Content $Manifest) {
        if ($line -match '^\s+# (\w[\w ]*)$' -and $line -notmatch '\.') { $stage = $Matches[1] }
        elseif ($stage) {
            $names = [regex]::Matches($line, "'(\w+-\w+)'") | ForEach-Object { $_.Groups[1].Value }
            if ($names) { $stages[$stage] = @($stages[$stage]) + @($names) | Where-Object { $_ } }
        }
    }
    $stages
}

function Get-TypeText([type] $Type) {
    $plain = [Nullable]::GetUnderlyingType($Type) ?? $Type
    $plain.Name
}

function Get-AcceptedValue($Parameter) {
    $type = [Nullable]::GetUnderlyingType($Parameter.ParameterType) ?? $Parameter.ParameterType
    if ($type.IsArray) { $type = $type.GetElementType() }
    foreach ($attribute in $Parameter.Attributes) {
        if ($attribute -is [Management.Automation.ValidateSetAttribute]) { return $attribute.ValidValues }
        if ($attribute -is [Management.Automation.ValidateRangeAttribute] -and $null -ne $attribute.MinRange) {
            $open = $attribute.MaxRange -in [int]::MaxValue, [long]::MaxValue
            return $open ? "$($attribute.MinRange) or more" : "$($attribute.MinRange) to $($attribute.MaxRange)"
        }
    }
    if ($type.IsEnum) { return [Enum]::GetNames($type) }
}

# What a parameter has when it is left out, as the cmdlet itself says; nothing where that is nothing.
function Get-DefaultValue($Cmdlet, $Parameter) {
    if ($Parameter.ParameterType -eq [switch]) { return }
    $value = $Cmdlet.GetType().GetProperty($Parameter.Name).GetValue($Cmdlet)
    if ($null -eq $value -or $value -is [Collections.ICollection] -or $value -is [pscredential]) { return }
    $mandatory = -not ($Parameter.ParameterSets.Values | Where-Object { -not $_.IsMandatory })
    $text = [string]::Format([cultureinfo]::InvariantCulture, '{0}', $value)
    if (-not $mandatory -and $text -and ($value -isnot [ValueType] -or $value -ne [Activator]::CreateInstance($value.GetType()) -or $value -is [Enum])) { $text }
}

function Get-CommandModel([string] $Name, [string[]] $Documentation, [string] $Example, [object[]] $ErrorId) {
    $members = Read-Documentation $Documentation
    $examples = Read-Example $Example
    $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
    $commands = Get-Command -Module $Name -CommandType Cmdlet | Sort-Object Name
    if ($orphans = $examples.Keys | Where-Object { $_ -notin $commands.Name }) { throw "There are examples of what is no cmdlet: $orphans." }

    foreach ($command in $commands) {
        $type = $command.ImplementingType
        $bases = for ($t = $type; $t; $t = $t.BaseType) { $t }
        $summary = Get-XmlText $members["T:$($type.FullName)"]
        if (-not $summary) { throw "$($command.Name) lacks a summary." }
        $shown = @($examples[$command.Name])
        if (-not $shown -or $shown.Where({ -not $_.Code -or -not $_.Shows })) { throw "$($command.Name) lacks an example in Help/Examples, or one of its examples says not what it shows." }
        $cmdlet = [Activator]::CreateInstance($type)
        $parameters = foreach ($parameter in $command.Parameters.Values | Where-Object Name -NotIn $common) {
            $text = $bases | ForEach-Object { Get-XmlText $members["P:$($_.FullName).$($parameter.Name)"] } | Where-Object { $_ } | Select-Object -First 1
            if (-not $text) { throw "$($command.Name) -$($parameter.Name) has no summary." }
            $sets = @($parameter.ParameterSets.GetEnumerator())
            $piped = @(
                if ($sets.Value.ValueFromPipeline -contains $true) { 'ByValue' }
                if ($sets.Value.ValueFromPipelineByPropertyName -contains $true) { 'ByPropertyName' })
            [pscustomobject]@{
                Name = $parameter.Name; Text = $text; Type = Get-TypeText $parameter.ParameterType; IsSwitch = $parameter.ParameterType -eq [switch]
                Sets = $parameter.ParameterSets; Pipeline = $piped; Accepted = @(Get-AcceptedValue $parameter); Default = Get-DefaultValue $cmdlet $parameter
                Aliases = @($parameter.Aliases)
                Required = $sets.Value.IsMandatory -notcontains $false ? 'yes' : $sets.Value.IsMandatory -contains $true ? 'in some sets' : 'no'
                Position = ($sets.Value.Position | Where-Object { $_ -ge 0 } | Select-Object -First 1)
                Completes = [bool]$parameter.Attributes.Where({ $_ -is [Management.Automation.ArgumentCompleterAttribute] })
            }
        }
        $cmdlet.Dispose()
        $outputs = foreach ($output in $command.OutputType) {
            $described = $output.Type ? $output.Type.FullName : $output.Name
            [pscustomobject]@{ Name = $output.Name; Text = Get-XmlText $members["T:$described"] }
        }
        $attribute = $type.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)[0]
        $files = @($bases | Where-Object { $_.Assembly -eq $type.Assembly -and $_.Name -ne 'PipelineCmdlet' } | ForEach-Object Name)
        $used = [regex]::Matches(-join $shown.Code, '\b[A-Z]\w+-[A-Z]\w+') | ForEach-Object Value
        [pscustomobject]@{
            Name = $command.Name; Verb = $command.Verb; Noun = $command.Noun
            Synopsis = ($summary -split '(?<=[.])\s', 2)[0]; Description = $summary; Notes = Get-XmlText $members["T:$($type.FullName)"] remarks
            Sets = @($command.ParameterSets); Parameters = @($parameters); Outputs = @($outputs); Examples = $shown
            SupportsShouldProcess = $attribute.SupportsShouldProcess; ConfirmImpact = $attribute.ConfirmImpact
            ErrorIds = @($ErrorId | Where-Object { $_.IsError -and ($_.Files | Where-Object { $_ -in $files }) } | Sort-Object Id)
            Links = @(@($commands | Where-Object { $_.Name -in $used -or $_.Noun -eq $command.Noun } | Where-Object Name -NE $command.Name | ForEach-Object Name) + 'about_DentalMigration')
        }
    }
}
