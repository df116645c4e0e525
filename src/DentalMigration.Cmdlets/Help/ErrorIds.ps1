# The error ids and the codes of records, read from where the code raises them, with the sentence that goes with each. Dot-source it.

# A stable code, maybe other arguments, then its sentence; what is filled in shows as an ellipsis.
$script:filled = '\{(?:[^{}]|\{[^{}]*\})*\}'
$script:raised = [regex]::new('(?s)(?<by>\w*)(?:<\w+>)?\((?:(?:""|[^()"])*?)"(?<id>[A-Z][a-z]\w+)",\s*(?:(?:\w+\.Join\([^()]*\)|"[^"]*"|[^"();]+),\s*){0,2}?\$?"(?<text>(?:' + $script:filled + '|[^"\\{}]|\\.)+)"')
# A code whose sentence is made elsewhere.
$script:named = [regex]::new('(?<by>\w*(?:Exception|ToRecord|Fail|Problem|Hold|Reject|Finding)\w*)\([^"()]*"(?<id>[A-Z][a-z]\w+)"')
# A code that has a summary of its own.
$script:described = [regex]::new('/// <summary>(?<text>[^<]+)</summary>\s+public const string (?<id>\w+) = nameof')

function Get-ErrorId([string] $SourcePath) {
    $found = foreach ($project in 'DentalMigration', 'DentalMigration.Dataverse', 'DentalMigration.Hosting', 'DentalMigration.Emulator', 'DentalMigration.Cmdlets') {
        foreach ($file in Get-ChildItem (Join-Path $SourcePath $project) -Recurse -Filter *.cs) {
            $code = [IO.File]::ReadAllText($file)
            foreach ($match in @($script:raised.Matches($code)) + @($script:named.Matches($code)) + @($script:described.Matches($code))) {
                $text = ($match.Groups['text'].Value -replace $script:filled, '…' -replace '\\(.)', '$1').Trim()
                # A sentence, not a name or a path.
                if (($text -split ' ').Count -lt 4 -or $text -notmatch '\.$|\. |:') { $text = '' }
                if (-not $text -and $match.Groups['text'].Success) { continue }
                # A problem's sentence goes on from the place it is about.
                if ($text -cmatch '^[a-z]') { $text = "… $text" }
                [pscustomobject]@{
                    Id = $match.Groups['id'].Value; Text = $text; File = $file.BaseName
                    IsError = $match.Groups['by'].Value -match 'Exception$|^ToRecord$|^Fail$'
                }
            }
        }
    }
    foreach ($group in $found | Group-Object Id | Sort-Object Name) {
        $texts = @($group.Group.Text | Where-Object { $_ } | Sort-Object -Unique)
        [pscustomobject]@{
            Id = $group.Name; IsError = $group.Group.IsError -contains $true
            Texts = $texts ? $texts : @('The message says where, and what to do.'); Files = @($group.Group.File | Sort-Object -Unique)
        }
    }
}

# What is raised in no one place.
$script:general = @(
    [pscustomobject]@{ Id = 'FileDenied'; Texts = @('The operating system''s own message: the file may not be read or written. Mend its permissions.') }
    [pscustomobject]@{ Id = 'FileUnusable'; Texts = @('The operating system''s own message about a file. Close it in other programs, or look at the disk.') }
    [pscustomobject]@{ Id = 'FileInUse'; Texts = @('Another process has the embedded file open. Disconnect it there, or share it with the console''s serve.') }
    [pscustomobject]@{ Id = 'Stopped'; Texts = @('Somebody pressed Ctrl+C or ended the pipeline. Run again to go on where it stopped.') }
    [pscustomobject]@{ Id = 'TargetUnreachable'; Texts = @('The organisation did not answer when it was connected. Check the address, the network and the credential.') }
    [pscustomobject]@{ Id = 'Unexpected'; Texts = @('A fault of ours. Report it with what -Debug shows, which holds no value of the export.') }
)

function Split-Line([string] $Text, [int] $Width, [string] $Indent) {
    $line = $Indent
    foreach ($word in $Text -split ' ') {
        if ($line.Length + $word.Length + 1 -gt $Width -and $line.Trim()) { $line.TrimEnd(); $line = $Indent }
        $line += "$word "
    }
    $line.TrimEnd()
}

function Format-ErrorId([object[]] $ErrorId) {
    foreach ($item in $ErrorId) {
        "    $($item.Id)"
        foreach ($text in $item.Texts) { Split-Line $text 130 '        ' }
    }
}

function ConvertTo-ErrorTopic([object[]] $ErrorId) {
    @'
TOPIC
    about_DentalMigration_ErrorIds

SHORT DESCRIPTION
    What each error id and each code of a record means, and what to do.

LONG DESCRIPTION
    An error carries a stable id, the first part of FullyQualifiedErrorId; its message says what to do next. A script asks for the id,
    never for the message:

        try { Connect-DentesSource ./export }
        catch { if ($_.FullyQualifiedErrorId -like 'SourceFolderNotFound,*') { 'Bring the export first.' } else { throw } }

    An error's target is a file, a place in the map or a record's key, never a patient. -Debug shows where an unexpected one arose.
    An id that begins with 0x is Dataverse's own: it refused a request. Where '…' stands, the message names what is meant.

    The codes of what was held, rejected or found stand here too, as Get-MigrationHold, Test-MigrationMap, Test-MigrationTarget and
    Measure-MigrationSource -Finding give them.

IDS AND CODES
'@
    Format-ErrorId (@($script:general) + @($ErrorId | Where-Object Id -NotIn $script:general.Id) | Sort-Object Id)
    @'

SEE ALSO
    about_DentalMigration
    Get-MigrationHold
'@
}
