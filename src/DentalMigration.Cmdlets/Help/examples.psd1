# An example or two for each cmdlet's help.
@{
    'Connect-Dataverse'               = @(
        "Connect-Dataverse -Embedded ./sandbox.db -User (Import-Csv ./users.csv) -BaseCurrency TRY"
        "Connect-Dataverse -Url https://contoso.crm4.dynamics.com -ManagedIdentity"
        "Connect-Dataverse -Url https://contoso.crm4.dynamics.com -TenantId contoso.com -ClientId 1c4e… -ClientSecret (Read-Host -AsSecureString)"
        "Connect-Dataverse -Url https://contoso.crm4.dynamics.com -TenantId contoso.com -Credential (Get-Secret migration-1), (Get-Secret migration-2)"
        "Connect-Dataverse -Url https://contoso.crm4.dynamics.com -ManagedIdentity -ClientId 1c4e…, 88d0…"
        "Connect-Dataverse -Embedded ./sandbox.db -SignInAs admin@contoso.com, load1@contoso.com"
    )
    'Disconnect-Dataverse'            = '$target | Disconnect-Dataverse'
    'Disconnect-MigrationSource'      = '$source | Disconnect-MigrationSource'
    'Get-DataverseDigest'             = '$before = Get-DataverseDigest $target -Exact; Invoke-MigrationBatch $run -WhatIf; (Get-DataverseDigest $target -Exact) -eq $before'
    'Test-MigrationTarget'            = @(
        'Test-MigrationTarget $target -Map $map -Source $source -ExpectedOrganization contoso'
        'Test-MigrationTarget -Migration $run -Detailed | Where-Object Stops'
    )
    'Connect-DentesSource'     = @(
        'Connect-DentesSource -Path ./export -TimeZone Europe/Istanbul'
        'Connect-DentesSource -Path ./export -Profile ./dentes.profile.json'
        "Connect-DentesSource -Provider Npgsql -ConnectionString (Get-Secret dentes-readonly) -Profile ./dentes.profile.json"
        "Connect-DentesSource -ProviderFactory ([Microsoft.Data.SqlClient.SqlClientFactory]::Instance) -ConnectionString (Read-Host -AsSecureString)"
        "Connect-DentesSource -Uri https://clinic.example/api/ -BearerToken (Read-Host -AsSecureString) -Profile ./dentes.rest.profile.json"
    )
    'Connect-DentalExecSource'        = 'Connect-DentalExecSource -Path ./export -TimeZone America/Chicago'
    'Get-DentesPatient'               = '$source | Get-DentesPatient | Where-Object Fault'
    'Get-DentesPractice'              = '$source | Get-DentesPractice | Format-Table Key, Name, City'
    'Get-DentesProvider'              = "`$source | Get-DentesProvider | Resolve-ProviderOwner -Target `$target -Fallback admin@contoso.com"
    'Get-DentesTreatmentPlan'         = '$source | Get-DentesTreatmentPlan | Group-Object Status -NoElement'
    'Get-DentesProcedureLine'         = '$source | Get-DentesProcedureLine | Measure-Object Fee -Sum'
    'Get-DentesAppointment'           = "`$source | Get-DentesAppointment | Where-Object StartDate -GT ([DateOnly]'2026-01-01') | Invoke-MigrationBatch `$run"
    'Get-DentesInsurancePolicy'       = '$source | Get-DentesInsurancePolicy | Group-Object CarrierName -NoElement'
    'Get-DentesClinicalNote'          = '$source | Get-DentesPatient | Where-Object Status -EQ Aktif | Get-DentesClinicalNote'
    'Get-DentesBillingLine'           = '$source | Get-DentesBillingLine -PatientId 100001 | Measure-Object PaymentAmount -Sum'
    'Get-DentesAttachment'            = '$source | Get-DentesAttachment | Measure-Object FileSize -Sum'
    'Get-DentesRecall'                = '$source | Get-DentesRecall | Sort-Object DueDate'
    'Get-DentesCustomField'           = '$source | Get-DentesCustomField | Where-Object IsDefined -EQ $false'
    'Get-DentalExecPatient'           = '$source | Get-DentalExecPatient | Where-Object Fault'
    'Get-DentalExecPractice'          = '$source | Get-DentalExecPractice | Format-Table Key, Name, City'
    'Get-DentalExecReferringProvider' = '$source | Get-DentalExecReferringProvider | Group-Object FullName, PracticeName -NoElement'
    'Get-DentalExecProvider'          = '$source | Get-DentalExecProvider | Resolve-ProviderOwner -Target $target -Fallback admin@contoso.com'
    'Get-DentalExecProcedure'         = '$source | Get-DentalExecProcedure | Group-Object ProcedureCode -NoElement'
    'Get-DentalExecInsurancePolicy'   = '$source | Get-DentalExecInsurancePolicy -PatientId 104213'
    'Get-DentalExecAppointment'       = '$source | Get-DentalExecAppointment | Group-Object Status -NoElement'
    'Get-DentalExecBillingRecord'     = "`$source | Get-DentalExecBillingRecord | Where-Object ClaimStatus -EQ Denied | Invoke-MigrationBatch `$run"
    'Get-DentalExecTreatmentPlan'     = '$source | Get-DentalExecTreatmentPlan | Measure-Object EstimatedCost -Sum'
    'Get-DentalExecNote'              = '$source | Get-DentalExecPatient | Select-Object -First 10 | Get-DentalExecNote'
    'Get-DentalExecTask'              = '$source | Get-DentalExecTask | Where-Object IsCompleted -EQ $false'
    'Get-DentalExecRecall'            = '$source | Get-DentalExecRecall | Sort-Object DueDate'
    'Get-DentalExecAttachment'        = '$source | Get-DentalExecAttachment | Where-Object FileSize -GT 5MB'
    'Get-DentalExecCustomField'       = '$source | Get-DentalExecCustomField | Where-Object IsDefined -EQ $false'
    'New-MigrationSourceProfile' = @(
        'New-MigrationSourceProfile -System dentes -Path ./export -Destination ./dentes.profile.json'
        "New-MigrationSourceProfile -System dentes -Provider Sqlite -ConnectionString (Read-Host -AsSecureString) -Destination ./dentes.profile.json"
        '$source | New-MigrationSourceProfile -Destination ./dentes.profile.json'
    )
    'Measure-MigrationSource'  = @(
        '$source | Measure-MigrationSource | Export-MigrationReport ./profile.html'
        '$source | Measure-MigrationSource -VendorTotals ./totals.csv -Finding | Where-Object Severity -EQ Error'
    )
    'New-MigrationMap'                = @(
        '$source | New-MigrationMap -Prefix dnt | Export-MigrationMap ./dentes.map.json'
        '$source | New-MigrationMap -Learn ./learned.json | Export-MigrationMap ./dentes.map.csv'
        '$source | New-MigrationMap -AssistantUri http://localhost:11434/v1 -AssistantModel llama3.1 | ForEach-Object Open'
        '$source | New-MigrationMap -AssistantUri https://contoso.openai.azure.com -AssistantModel gpt-4o -AssistantKeyVault https://contoso.vault.azure.net/secrets/openai'
    )
    'Import-MigrationMap'             = 'Import-MigrationMap ./dentes.map.json | Test-MigrationMap -Target $target'
    'Export-MigrationMap'             = @(
        '$source | New-MigrationMap | Export-MigrationMap ./dentes.map.json'
        "`$source | New-MigrationMap | Export-MigrationMap ./dental-exec.map.csv -Delimiter ','"
    )
    'Test-MigrationMap'               = 'Import-MigrationMap ./dentes.map.json | Test-MigrationMap -Source $source -Target $target -Approved'
    'Approve-MigrationMap'            = @(
        '$map = Import-MigrationMap ./dentes.map.json | Approve-MigrationMap -Approver ayse@contoso.com'
        '$map = Import-MigrationMap ./dentes.map.csv | Approve-MigrationMap -Approver ayse@contoso.com -IgnoreOpen -Learn ./learned.json'
    )
    'Get-MigrationTransform'          = 'Get-MigrationTransform phone | ForEach-Object Parameters'
    'Get-MigrationValueMap'           = @(
        'Get-MigrationValueMap gendercode -System dentes | ForEach-Object Words'
        'Import-MigrationMap ./dental-exec.map.json | Get-MigrationValueMap | Where-Object IsNamed'
    )
    'New-MigrationSchemaPlan'         = @(
        '$map | New-MigrationSchemaPlan -Target $target | Where-Object Status -NE Exists'
        '$map | New-MigrationSchemaPlan -Target $target -Profile ($source | Measure-MigrationSource)'
        '$map | New-MigrationSchemaPlan -Target $sandbox -Exclude View, Form, Chart, Dashboard, SiteMap, App | New-DataverseCustomTable'
    )
    'New-DataverseCustomTable'        = @(
        '$map | New-MigrationSchemaPlan -Target $target | New-DataverseCustomTable -WhatIf'
        '$plan | New-DataverseCustomTable -Kind View, Form, Chart, Dashboard, SiteMap, App'
    )
    'Measure-DataverseCapacity'       = @(
        'Measure-DataverseCapacity $map -Target $target -Source $source -LicenseCount 12'
        '$source | Measure-MigrationSource | Measure-DataverseCapacity $map -Force | Format-Table Topic, Measure, Value, Unit, Limit'
    )
    'Resolve-ProviderOwner'           = @(
        '$owners = $source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback admin@contoso.com'
        '$source | Get-DentesProvider | Resolve-ProviderOwner -Fallback Practice -OwnerMap ./owners.csv | Export-MigrationReport ./owners.html'
    )
    'Update-MigrationOwner'           = @(
        'Update-MigrationOwner $run'
        '$owners = $source | Get-DentesProvider | Resolve-ProviderOwner -Fallback admin@contoso.com -OwnerMap ./owners.csv; Update-MigrationOwner $run -Owner $owners'
    )
    'Import-ProviderOwnerMap'         = '$owners = Import-ProviderOwnerMap ./owners.csv'
    'Export-ProviderOwnerMap'         = '$owners | Export-ProviderOwnerMap ./owners.csv'
    'New-Migration'                   = '$run = New-Migration -Map $map -Owner $owners -Source $source -Target $target -Ledger ./cutover.ledger'
    'Get-Migration'                   = 'Get-Migration ./cutover.ledger -Source $source -Target $target | Resume-Migration'
    'Select-MigrationSample'          = @(
        '$source | Get-DentesPatient | Select-MigrationSample -Count 300 -Seed 7 | Invoke-MigrationBatch $rehearsal'
        '$source | Get-DentesPatient | Select-MigrationSample 300 -InformationAction Continue | Select-Object Object, Key | Export-Csv ./sample.csv'
    )
    'Approve-Migration'               = @(
        'Approve-Migration $run -Waive FlowActive, PlugInActive -Reason ''the bypass keeps them quiet'' -Approver ayse@contoso.com'
        '$run | Approve-Migration -Rehearsal $rehearsal -Approver ayse@contoso.com -LegalBasis ''KVKK Art. 9, standard contract'''
        "`$run | Approve-Migration -WaiveRehearsal 'Rehearsed on a copy last week' -Approver ayse@contoso.com"
    )
    'Invoke-MigrationBatch'           = @(
        'Invoke-MigrationBatch $run'
        'Invoke-MigrationBatch $run -TimeBudget 02:45:00   # a later job goes on with Resume-Migration'
        "`$source | Get-DentesPatient | Where-Object PracticeId -EQ ALS | Invoke-MigrationBatch `$run"
    )
    'Sync-Migration'                  = @(
        'Sync-Migration $run -Source (Connect-DentesSource ./monday)'
        'Sync-Migration $run -Source (Connect-DentesSource ./friday) -OnMissing Deactivate'
    )
    'Resume-Migration'                = '$run | Resume-Migration -TimeBudget 02:45:00'
    'Get-MigrationHold'               = 'Get-MigrationHold $run | Group-Object Code -NoElement'
    'Resolve-MigrationHold'           = 'Get-MigrationHold $run | Where-Object Code -EQ MatchesExisting | Resolve-MigrationHold $run -Action Update'
    'Compare-MigrationRecord'         = @(
        '$rehearsal | Compare-MigrationRecord | Export-MigrationReport ./diff.html'
        '$run | Compare-MigrationRecord -Object patient -DifferenceOnly'
        '$run | Compare-MigrationRecord -Summary -DifferenceOnly | Format-Table'
    )
    'Measure-Migration'               = @(
        '$run | Measure-Migration -DifferenceOnly'
        '$run | Measure-Migration -VendorTotals ./vendor-totals.csv | Where-Object Measure -Like vendor-*'
    )
    'Repair-Migration'                = @(
        '$run | Repair-Migration -WhatIf'
        "`$run | Compare-MigrationRecord -DifferenceOnly | Where-Object ChangedBy -NE 'Nora Quill' | Repair-Migration `$run"
        '$run | Repair-Migration -IncludeChangedSince -AsScript ./corrections.ps1; ./corrections.ps1 $run'
    )
    'Test-Migration'                  = 'if (-not (Test-Migration $run -MaximumHeld 25)) { Undo-Migration $run -Confirm:$false }'
    'Get-MigrationAudit'              = @(
        '$run | Get-MigrationAudit | Group-Object Run, Action -NoElement'
        '$run | Get-MigrationAudit -Path ./audit.jsonl'
    )
    'Test-MigrationAudit'             = @(
        'Test-MigrationAudit -Ledger ./cutover.ledger'
        'Test-MigrationAudit -Path ./audit.jsonl'
        'Test-MigrationAudit $run -Against ./audit.jsonl'
    )
    'Undo-Migration'                  = @(
        'Undo-Migration $run -WhatIf'
        'Undo-Migration $run -Run 2 -Confirm:$false'
        'Undo-Migration $run -Object appointment, note -Confirm:$false'
        'Undo-Migration -Ledger ./cutover.ledger -Target $target -Confirm:$false'
    )
    'Clear-Migration'                 = 'Clear-Migration $run'
    'Export-WorkflowReference'        = @(
        '$source | Export-WorkflowReference ./workflows.pdf'
        'Export-WorkflowReference ./workflows.pdf -Source $source -Map $map'
    )
    'Export-MigrationReport'          = @(
        'Invoke-MigrationBatch $run | Export-MigrationReport ./run.html'
        'Get-MigrationHold $run | Export-MigrationReport ./held.csv'
    )
}
