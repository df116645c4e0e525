# Examples of rehearsing and running.
@{
    'New-Migration'          = @(
        @{ Shows = 'Binds map, owners, source and target to a new ledger. Nothing moves yet.'
            Code = '$run = New-Migration -Map $map -Owner $owners -Source $source -Target $target -Ledger ./new.ledger' }
        @{ Shows = 'Names the organisation that is meant, which any but one on this machine demands.'
            Code = '$map | New-Migration -Owner $owners -Source $source -Target $target -Ledger ./new.ledger -ExpectedOrganization $target.OrganizationId' }
        @{ Shows = 'Begins a rehearsal in a sandbox, which needs no approval.'
            Code = '$rehearsal = New-Migration -Map $map -Owner $owners -Source $source -Target $sandbox -Ledger ./rehearsal2.ledger -Sandbox' }
        @{ Shows = 'Keeps the ledger outside the machine too, under a secret from a vault; a container''s address does as well as a folder.'
            Code = '$run = New-Migration -Map $map -Owner $owners -Source $source -Target $target -Ledger ./new.ledger -LedgerStore ./kept -LedgerKey (Get-Secret ledger-key)' }
    )
    'Get-Migration'          = @(
        @{ Shows = 'Brings a migration back in a later session, and goes on with it.'
            Code = 'Get-Migration ./cutover.ledger -Source $source -Target $target | Resume-Migration' }
        @{ Shows = 'Says in which state a migration is.'
            Code = 'Get-Migration ./cutover.ledger | Format-List State, Run, Approval' }
        @{ Shows = 'Brings back a ledger that is lost with its machine, from where else it was kept.'
            Code = 'Get-Migration ./lost.ledger -LedgerStore ./store -LedgerKey (Get-Secret ledger-key)' }
    )
    'Select-MigrationSample' = @(
        @{ Shows = 'Rehearses with patients of every kind and all that belongs to them.'
            Code = '$source | Get-DentesPatient | Select-MigrationSample -Count 300 -Seed 7 | Invoke-MigrationBatch $rehearsal' }
        @{ Shows = 'Writes down which records were chosen; the information stream says why.'
            Code = '$source | Get-DentesPatient | Select-MigrationSample 300 -InformationAction SilentlyContinue | Select-Object Object, Key | Export-Csv ./sample.csv' }
    )
    'Approve-Migration'      = @(
        @{ Shows = 'Authorises a run on the strength of a rehearsal whose differences were read, on a named legal basis.'
            Code = '$run | Approve-Migration -Rehearsal $rehearsal -Approver ayse@contoso.com -LegalBasis ''KVKK Art. 9, standard contract''' }
        @{ Shows = 'Authorises a run without a rehearsal, and says why there was none.'
            Code = '$run | Approve-Migration -WaiveRehearsal ''Rehearsed on a copy last week'' -Approver ayse@contoso.com' }
        @{ Shows = 'Waives findings of Test-MigrationTarget by their codes, with the reason; the ledger keeps who did.'
            Code = 'Approve-Migration $run -Waive FlowActive, PlugInActive -Reason ''the bypass keeps them quiet'' -Approver ayse@contoso.com' }
    )
    'Invoke-MigrationBatch'  = @(
        @{ Shows = 'Loads everything in dependency order, and accounts for every record.'
            Code = 'Invoke-MigrationBatch $run' }
        @{ Shows = 'Loads as much as fits into a job that is ended after three hours; a later job goes on with Resume-Migration.'
            Code = 'Invoke-MigrationBatch $run -TimeBudget 02:45:00' }
        @{ Shows = 'Loads the patients of one practice; what they hang on goes first, the others count as filtered.'
            Code = '$source | Get-DentesPatient | Where-Object PracticeId -EQ ALS | Invoke-MigrationBatch $run' }
    )
    'Sync-Migration'         = @(
        @{ Shows = 'Picks up what changed since, from a newer export: changed columns only.'
            Code = 'Sync-Migration $run -Source (Connect-DentesSource ./monday)' }
        @{ Shows = 'Makes rows inactive whose records have vanished from the export.'
            Code = 'Sync-Migration $run -Source (Connect-DentesSource ./friday) -OnMissing Deactivate' }
    )
    'Resume-Migration'       = @(
        @{ Shows = 'Goes on after a pause or a power cut, for at most so long.'
            Code = '$run | Resume-Migration -TimeBudget 02:45:00' }
        @{ Shows = 'Goes on, and says in which state the migration is then.'
            Code = '($run | Resume-Migration -PassThru).State' }
    )
    'Get-MigrationHold'      = @(
        @{ Shows = 'Counts what was not written by its reason.'
            Code = 'Get-MigrationHold $run | Group-Object Code -NoElement' }
        @{ Shows = 'Writes what was held, rejected and found to a file for the practice; keys, no values.'
            Code = 'Get-MigrationHold -Ledger ./cutover.ledger -IncludeFinding | Export-MigrationReport ./held.csv' }
    )
    'Resolve-MigrationHold'  = @(
        @{ Shows = 'Decides that records which match rows of others update them in the next run.'
            Code = 'Get-MigrationHold $run | Where-Object Code -EQ MatchesExisting | Resolve-MigrationHold $run -Action Update' }
        @{ Shows = 'Says what would be decided, and decides nothing.'
            Code = 'Get-MigrationHold $run | Where-Object Code -EQ MatchesExisting | Resolve-MigrationHold $run -Action Skip -WhatIf' }
    )
}
