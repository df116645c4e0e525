# Examples of verifying, going back and handing over.
@{
    'Compare-MigrationRecord'  = @(
        @{ Shows = 'Writes the field-level comparison of a rehearsal as a page; reading it to its end is what an approval rests on.'
            Code = '$rehearsal | Compare-MigrationRecord | Export-MigrationReport ./diff.html' }
        @{ Shows = 'Lists the differences of patients only.'
            Code = '$run | Compare-MigrationRecord -Object patient -DifferenceOnly' }
        @{ Shows = 'Counts the differences by object and column, without a value.'
            Code = '$run | Compare-MigrationRecord -Summary -DifferenceOnly | Format-Table' }
    )
    'Measure-Migration'        = @(
        @{ Shows = 'Reconciles source and organisation, read anew, and lists the figures that do not agree.'
            Code = '$run | Measure-Migration -DifferenceOnly' }
        @{ Shows = 'Holds the vendor''s own figures beside those of both sides.'
            Code = '$run | Measure-Migration -VendorTotals ./vendor-totals.csv | Where-Object Measure -Like vendor-*' }
    )
    'Test-Migration'           = @(
        @{ Shows = 'Takes a cutover back whose figures do not agree, or of which more than 25 records were held.'
            Code = 'if (-not (Test-Migration $run -MaximumHeld 25)) { Undo-Migration $run -Confirm:$false }' }
        @{ Shows = 'Says whether conservation and verification hold.'
            Code = '$run | Test-Migration' }
    )
    'Repair-Migration'         = @(
        @{ Shows = 'Says what would be corrected, and corrects nothing.'
            Code = '$run | Repair-Migration -WhatIf' }
        @{ Shows = 'Corrects the differences but those that one person made on purpose.'
            Code = '$run | Compare-MigrationRecord -DifferenceOnly | Where-Object ChangedBy -NE ''Nora Quill'' | Repair-Migration $run' }
        @{ Shows = 'Writes the corrections as a script, for review, and runs it.'
            Code = '$run | Repair-Migration -IncludeChangedSince -AsScript ./corrections.ps1; ./corrections.ps1 $run' }
    )
    'Get-MigrationAudit'       = @(
        @{ Shows = 'Counts what was done by run and action.'
            Code = '$run | Get-MigrationAudit | Group-Object Run, Action -NoElement' }
        @{ Shows = 'Writes a copy of the whole log, which proves itself.'
            Code = '$run | Get-MigrationAudit -Path ./copy.jsonl' }
    )
    'Test-MigrationAudit'      = @(
        @{ Shows = 'Says whether the audit log is as it was written.'
            Code = 'Test-MigrationAudit -Ledger ./cutover.ledger' }
        @{ Shows = 'Says the same of a copy, without the ledger.'
            Code = 'Test-MigrationAudit -Path ./audit.jsonl' }
        @{ Shows = 'Proves that the ledger continues a copy that somebody kept.'
            Code = 'Test-MigrationAudit $run -Against ./audit.jsonl' }
    )
    'Undo-Migration'           = @(
        @{ Shows = 'Says what would be taken back, and takes nothing back.'
            Code = 'Undo-Migration $run -WhatIf' }
        @{ Shows = 'Takes everything back; what people changed or attached since is kept and reported.'
            Code = 'Undo-Migration $run -Confirm:$false | Export-MigrationReport ./undo.html' }
        @{ Shows = 'Takes back one run, such as a delta, and keeps the others.'
            Code = 'Undo-Migration $run -Run 1 -Confirm:$false' }
        @{ Shows = 'Takes back the rows of some objects.'
            Code = 'Undo-Migration $run -Object appointment, note -Confirm:$false' }
        @{ Shows = 'Takes everything back without the export at hand.'
            Code = 'Undo-Migration -Ledger ./cutover.ledger -Target $target -Confirm:$false' }
    )
    'Clear-Migration'          = @(
        @{ Shows = 'Says what would be purged.'
            Code = 'Clear-Migration -Ledger ./cutover.ledger -WhatIf' }
        @{ Shows = 'Purges ledger, pre-images and their key once the cutover is accepted. Nothing can be undone after that.'
            Code = 'Clear-Migration $run -Confirm:$false' }
    )
    'Export-MigrationReport'   = @(
        @{ Shows = 'Writes what a run did as a page with charts.'
            Code = 'Invoke-MigrationBatch $run | Export-MigrationReport ./run.html' }
        @{ Shows = 'Writes what was held as a table for a spreadsheet.'
            Code = 'Get-MigrationHold $run | Export-MigrationReport ./held.csv' }
        @{ Shows = 'Writes the reconciliation for another program.'
            Code = '$run | Measure-Migration | Export-MigrationReport ./reconciliation.json' }
    )
    'Export-WorkflowReference' = @(
        @{ Shows = 'Writes what does not migrate as a PDF: workflows, reminders, billing rules, templates.'
            Code = '$source | Export-WorkflowReference ./workflows.pdf' }
        @{ Shows = 'Names in it the tables and columns of a map that was edited.'
            Code = 'Export-WorkflowReference ./workflows2.pdf -Source $source -Map $map' }
    )
}
