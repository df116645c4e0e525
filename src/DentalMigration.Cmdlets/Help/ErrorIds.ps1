# The error ids and the codes of records, read from where the code raises them, with the sentence that goes with each. Dot-source it.

# A stable code, maybe another argument or two, then its sentence; what is filled in shows as an ellipsis.
$script:raised = [regex]::new('(?s)(?<by>\w*)(?:<\w+>)?\((?<before>[^()"]*?)"(?<id>[A-Z][a-z]\w+)",\s*(?:[^"();]*?,\s*)?\$?"(?<text>(?:\{(?:[^{}]|\{[^{}]*\})*\}|[^"\\{}]|\\.)+)"')

function Get-ErrorId([string] $SourcePath) {
    $found = foreach ($project in 'DentalMigration', 'DentalMigration.Dataverse', 'DentalMigration.Hosting', 'DentalMigration.Cmdlets') {
        foreach ($file in Get-ChildItem (Join-Path $SourcePath $project) -Recurse -Filter *.cs) {
            foreach ($match in $script:raised.Matches([IO.File]::ReadAllText($file))) {
                $text = ($match.Groups['text'].Value -replace '\{(?:[^{}]|\{[^{}]*\})*\}', '…' -replace '\\(.)', '$1').Trim()
                # A sentence, not a name or a path.
                if (($text -split ' ').Count -lt 4 -or $text -notmatch '\.$|\. |:') { continue }
                # A problem's sentence goes on from the place it is about.
                if ($text -cmatch '^[a-z]') { $text = "… $text" }
                [pscustomobject]@{
                    Id = $match.Groups['id'].Value; Text = $text; File = $file.BaseName
                    IsError = $match.Groups['by'].Value -match 'Exception$|^ToRecord$|^Fail$'
                }
            }
        }
    }
    foreach ($group in $found | Group-Object Id, IsError | Sort-Object { $_.Group[0].Id }) {
        [pscustomobject]@{
            Id = $group.Group[0].Id; IsError = $group.Group[0].IsError
            Texts = @($group.Group.Text | Sort-Object -Unique); Files = @($group.Group.File | Sort-Object -Unique)
        }
    }
}

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

ERRORS OF COMMANDS
    Stopped
        Somebody pressed Ctrl+C or ended the pipeline. Run again to go on where it stopped.
    FileUnusable, FileDenied
        The operating system's own message about a file. Close it elsewhere, or mend its permissions.
    Unexpected
        A fault of ours. Report it with what -Debug shows, which holds no value of the export.
'@
    Format-ErrorId ($ErrorId | Where-Object IsError)
    @'

CODES OF RECORDS, MAPS AND FINDINGS
    As Get-MigrationHold, Test-MigrationMap, Test-MigrationTarget and Measure-MigrationSource -Finding give them.
'@
    Format-ErrorId ($ErrorId | Where-Object { -not $_.IsError })
    @'

SEE ALSO
    about_DentalMigration
    Get-MigrationHold
'@
}
