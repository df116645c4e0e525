# What each cmdlet takes, gives and refuses: a row for every one, or Surface.Tests.ps1 fails.
#   Takes     parameters fed by the pipeline: V by value, N by property name
#   Runs      gives at least one object of each type it declares
#   Fails     with this id and category
#   Completes what Tab offers where, of the line that stands before it
# A Run may use $source, $american, $target, $map, $owners, $run (loaded) and New-OtherRun (a migration of its own to spoil); $gone is
# disconnected, $never has no ledger.
$readDentes = @{
    Practice = 'practice'; Provider = 'provider'; Patient = 'patient'; TreatmentPlan = 'treatment_plan'; ProcedureLine = 'procedure'; Appointment = 'appointment'
    InsurancePolicy = 'insurance'; ClinicalNote = 'note'; BillingLine = 'ledger'; Attachment = 'document'; Recall = 'recall'; CustomField = 'custom_field'
}
$readDentalExec = @{
    Practice = 'practice'; ReferringProvider = 'referral'; Provider = 'provider'; Patient = 'patient'; TreatmentPlan = 'treatment_plan'; Procedure = 'procedure'
    InsurancePolicy = 'insurance'; Appointment = 'appointment'; BillingRecord = 'ledger'; Note = 'note'; Task = 'task'; Recall = 'recall'; Attachment = 'document'; CustomField = 'custom_field'
}
$rows = [ordered]@{
    'Connect-Dataverse'          = @{
        Runs = { Connect-Dataverse -Embedded $target.Path }
        Fails = { Connect-Dataverse -Url http://contoso.crm4.dynamics.com }; Id = 'InsecureUrl'; Category = 'SecurityError'
        Completes = @{ 'Connect-Dataverse -Embedded x.db -BaseCurrency T' = 'TRY' }
    }
    'Disconnect-Dataverse'       = @{
        Takes = 'Target V'
        Runs = { Connect-Dataverse -Embedded (Join-Path $TestDrive 'closed.db') | Disconnect-Dataverse }
    }
    'Test-MigrationTarget'       = @{
        Takes = 'Target V'
        Runs = { $target.Value | Test-MigrationTarget -Map $map; Test-MigrationTarget $target.Value -ExpectedOrganization fabrikam -Detailed }
        Fails = { Test-MigrationTarget $target.Value -ExpectedOrganization fabrikam }; Id = 'WrongOrganization'; Category = 'SecurityError'
    }
    'Connect-DentesSource'       = @{
        Takes = 'LiteralPath N'
        Runs = { Get-Item $source.Path | Connect-DentesSource; Connect-DentesSource (Join-Path $TestDrive 'dent[e]s') }
        Fails = { Connect-DentesSource TestDrive:/nowhere }; Id = 'SourceFolderNotFound'; Category = 'ObjectNotFound'
        Completes = @{ 'Connect-DentesSource ./x -TimeZone Europe/Ist' = 'Europe/Istanbul' }
    }
    'Connect-DentalExecSource'   = @{
        Takes = 'LiteralPath N'
        Runs = { Get-Item $american.Path | Connect-DentalExecSource }
        Fails = { Connect-DentalExecSource (Join-Path $TestDrive '*e*') }; Id = 'PathAmbiguous'; Category = 'InvalidArgument'
        Completes = @{ 'Connect-DentalExecSource ./x -TimeZone America/Chic' = 'America/Chicago' }
    }
    'Disconnect-MigrationSource' = @{
        Takes = 'Source V'
        Runs = { Connect-DentesSource $source.Path | Disconnect-MigrationSource }
    }
    'Get-DataverseDigest'        = @{
        Takes = 'Target V'
        Runs = { $target.Value | Get-DataverseDigest }
        Fails = { $gone | Get-DataverseDigest }; Id = 'Disconnected'; Category = 'ConnectionError'
    }
    'Measure-MigrationSource'    = @{
        Takes = 'Source V'
        Runs = { $source.Value | Measure-MigrationSource -Map $map; Measure-MigrationSource $source.Value -Finding }
        Fails = { $american.Value | Measure-MigrationSource -Map $map }; Id = 'MapForAnotherSystem'; Category = 'InvalidOperation'
    }
    'New-MigrationSourceProfile' = @{
        Takes = 'Source V'
        Runs = { $source.Value | New-MigrationSourceProfile -Destination (Join-Path $TestDrive 'p.json') -Force; New-MigrationSourceProfile -LiteralPath $source.Path -System dentes -Destination (Join-Path $TestDrive 'p.json') -Force }
        Fails = { $null = New-Item (Join-Path $TestDrive 'mine.json') -Force; $source.Value | New-MigrationSourceProfile -Destination (Join-Path $TestDrive 'mine.json') }; Id = 'FileExists'; Category = 'ResourceExists'
    }
    'New-MigrationMap'           = @{
        Takes = 'Source V'
        Runs = { $source.Value | New-MigrationMap }
        Fails = { New-MigrationMap $source.Value -Variant Nothing }; Id = 'UnknownVariant'; Category = 'InvalidArgument'
        Completes = @{ 'New-MigrationMap $tabSource -Variant Appoint' = 'AppointmentTable'; 'New-MigrationMap $tabAmerican -Variant Billing' = 'BillingOpportunity' }
    }
    'Import-MigrationMap'        = @{
        Takes = 'Path V', 'Path N', 'LiteralPath N'
        Runs = { Get-Item $mapFile | Import-MigrationMap; $mapFile | Import-MigrationMap; Import-MigrationMap (Join-Path $TestDrive 'ma?.json'); Import-MigrationMap -LiteralPath $mapFile }
        Fails = { Import-MigrationMap TestDrive:/nowhere.json }; Id = 'MapNotFound'; Category = 'ObjectNotFound'
    }
    'Export-MigrationMap'        = @{
        Takes = 'Map V'
        Runs = { $map | Export-MigrationMap (Join-Path $TestDrive 'again.json') -PassThru }
        Fails = { $map | Export-MigrationMap nodrive:/x.json }; Id = 'DriveNotFound'; Category = 'ObjectNotFound'
    }
    'Test-MigrationMap'          = @{
        Takes = 'Map V'
        Runs = { $map | Test-MigrationMap }
        Fails = { $map | Test-MigrationMap -Source $american.Value }; Id = 'MapForAnotherSystem'; Category = 'InvalidOperation'
    }
    'Approve-MigrationMap'       = @{
        Takes = 'Map V'
        Runs = { $source.Value | New-MigrationMap | Approve-MigrationMap -Approver ayse -IgnoreOpen -Source $source.Value }
        Fails = { Import-MigrationMap $badMapFile | Approve-MigrationMap -Approver ayse -IgnoreOpen }; Id = 'MapDoesNotFit'; Category = 'InvalidData'
        Completes = @{ 'Approve-MigrationMap $tabMap -Approver zeynep' = 'zeynep.kilic@example.com' }
    }
    'Get-MigrationTransform'     = @{
        Takes = 'Name V'
        Runs = { 'pho*' | Get-MigrationTransform }
        Fails = { Get-MigrationTransform nothing }; Id = 'UnknownTransform'; Category = 'InvalidArgument'
        Completes = @{ 'Get-MigrationTransform pho' = 'phone' }
    }
    'Get-MigrationValueMap'      = @{
        Takes = 'Map V'
        Runs = { $map | Get-MigrationValueMap }
        Fails = { Get-MigrationValueMap nothing -System dentes }; Id = 'ValueMapUnknown'; Category = 'ObjectNotFound'
        Completes = @{ 'Get-MigrationValueMap -System dental-exec gend' = 'gendercode'; 'Get-MigrationValueMap -System dental' = 'dental-exec' }
    }
    'New-MigrationSchemaPlan'    = @{
        Takes = 'Map V'
        Runs = { $map | New-MigrationSchemaPlan -Target $target.Value -Kind Table }
        Fails = { $map | New-MigrationSchemaPlan -Target $gone }; Id = 'Disconnected'; Category = 'ConnectionError'
    }
    'New-DataverseCustomTable'   = @{
        Takes = 'PlanItem V'
        Runs = { New-MigrationMap $source.Value -Prefix tbl | New-MigrationSchemaPlan -Target $target.Value -Kind Publisher, Solution | New-DataverseCustomTable }
        Fails = { $gonePlan | New-DataverseCustomTable }; Id = 'Disconnected'; Category = 'ConnectionError'
    }
    'Measure-DataverseCapacity'  = @{
        Takes = 'InputObject V', 'Map V'
        Runs = { $source.Value | Measure-MigrationSource | Measure-DataverseCapacity $map -Target $target.Value }
        Fails = { Measure-DataverseCapacity $map -Target $gone }; Id = 'Disconnected'; Category = 'ConnectionError'
    }
    'Resolve-ProviderOwner'      = @{
        Takes = 'InputObject V'
        Runs = { $source.Value | Get-DentesProvider | Resolve-ProviderOwner -Target $target.Value -Fallback $FallbackOwner }
        Fails = { $source.Value | Get-DentesProvider | Resolve-ProviderOwner -Target $target.Value -Fallback nobody@example.com }; Id = 'FallbackOwnerNotFound'; Category = 'ObjectNotFound'
        Completes = @{ '$tabSource | Get-DentesProvider | Resolve-ProviderOwner -Target $tabTarget -Fallback zey' = 'zeynep.kilic@example.com' }
    }
    'Import-ProviderOwnerMap'    = @{
        Takes = 'Path V', 'Path N', 'LiteralPath N'
        Runs = { Get-Item $ownerFile | Import-ProviderOwnerMap }
        Fails = { Import-ProviderOwnerMap (Join-Path $TestDrive 'none*.csv') }; Id = 'PathNotFound'; Category = 'ObjectNotFound'
    }
    'Export-ProviderOwnerMap'    = @{
        Takes = 'Owner V'
        Runs = { $owners | Export-ProviderOwnerMap (Join-Path $TestDrive 'again.csv') -PassThru }
        Fails = { $owners | Export-ProviderOwnerMap nodrive:/x.csv }; Id = 'DriveNotFound'; Category = 'ObjectNotFound'
    }
    'Update-MigrationOwner'      = @{
        Takes = 'Migration V'
        Runs = { $other = New-OtherRun owner; $other | Update-MigrationOwner; $other | Update-MigrationOwner -PassThru }
        Fails = { $never | Update-MigrationOwner }; Id = 'LedgerNotFound'; Category = 'ObjectNotFound'
    }
    'New-Migration'              = @{
        Takes = 'Map V'
        Runs = { $map | New-Migration -Owner $owners -Source $source.Value -Target $target.Value -Ledger $run.Ledger }
        Fails = { New-MigrationMap $source.Value | New-Migration -Owner $owners -Source $source.Value -Target $target.Value -Ledger (Join-Path $TestDrive 'no.ledger') }; Id = 'MapNotApproved'; Category = 'PermissionDenied'
    }
    'Get-Migration'              = @{
        Takes = 'Ledger V', 'Ledger N'
        Runs = { Get-Item $run.Ledger | Get-Migration -Source $source.Value -Target $target.Value }
        Fails = { Get-Migration (Join-Path $TestDrive 'no.ledger') -Source $source.Value -Target $target.Value }; Id = 'LedgerNotFound'; Category = 'ObjectNotFound'
    }
    'Select-MigrationSample'     = @{
        Takes = 'InputObject V'
        Runs = { $source.Value | Get-DentesPatient | Select-MigrationSample 1 }
        Fails = { $source.Value | Get-DentesProvider | Select-MigrationSample 1 }; Id = 'NotAPatient'; Category = 'InvalidType'
    }
    'Approve-Migration'          = @{
        Takes = 'Migration V'
        Runs = { New-OtherRun approve | Approve-Migration -WaiveRehearsal 'a test' -Approver ayse }
        Fails = { $run | Approve-Migration -WaiveRehearsal ' ' -Approver ayse }; Id = 'WaiverMissing'; Category = 'InvalidArgument'
        Completes = @{ 'Approve-Migration $tabRun -Approver zey' = 'zeynep.kilic@example.com'; 'Approve-Migration $tabRun -Waive FlowA' = 'FlowActive' }
    }
    'Invoke-MigrationBatch'      = @{
        Takes = 'Migration V', 'InputObject V'
        Runs = { $run | Invoke-MigrationBatch; $source.Value | Get-DentesPatient | Invoke-MigrationBatch $run -PassThru }
        Fails = { 'a text' | Invoke-MigrationBatch $run }; Id = 'NotARecord'; Category = 'InvalidType'
    }
    'Sync-Migration'             = @{
        Takes = 'Migration V'
        Runs = { $other = New-OtherRun sync; $other | Sync-Migration -Source $source.Value; $other | Sync-Migration -Source $source.Value -PassThru }
        Fails = { $never | Sync-Migration -Source $source.Value }; Id = 'LedgerNotFound'; Category = 'ObjectNotFound'
    }
    'Resume-Migration'           = @{
        Takes = 'Migration V'
        Runs = { $other = New-OtherRun resume; $other | Resume-Migration; $other | Resume-Migration -PassThru }
        Fails = { $never | Resume-Migration }; Id = 'LedgerNotFound'; Category = 'ObjectNotFound'
    }
    'Get-MigrationHold'          = @{
        Takes = 'Migration V'
        Runs = { $run | Get-MigrationHold }
        Fails = { Get-MigrationHold -Ledger (Join-Path $TestDrive 'no.ledger') }; Id = 'LedgerNotFound'; Category = 'ObjectNotFound'
        Completes = @{
            'Get-MigrationHold $tabRun -Object pat' = 'patient'; '$tabRun | Get-MigrationHold -Run 1 -Code Malf' = 'MalformedDate'; 'Get-MigrationHold $tabRun -Run ' = '1'
        }
    }
    'Resolve-MigrationHold'      = @{
        Takes = 'Object N', 'Key N'
        Runs = { $run | Get-MigrationHold | Resolve-MigrationHold $run -Action Skip -PassThru -WhatIf }
        Fails = { Resolve-MigrationHold $run -Object appointment -Key 83 -Action Skip }; Id = 'ObjectWithoutMatch'; Category = 'InvalidOperation'
        Completes = @{ 'Resolve-MigrationHold $tabRun -Object pat' = 'patient'; 'Resolve-MigrationHold $tabRun -Object provider -Key ' = '8' }
    }
    'Compare-MigrationRecord'    = @{
        Takes = 'Migration V'
        Runs = { $run | Compare-MigrationRecord; $run | Compare-MigrationRecord -Summary }
        Fails = { $run | Compare-MigrationRecord -Object nothing }; Id = 'UnknownObject'; Category = 'InvalidArgument'
        Completes = @{ 'Compare-MigrationRecord $tabRun -Object appo' = 'appointment'; 'Compare-MigrationRecord $tabRun -Practice A' = 'ALS' }
    }
    'Measure-Migration'          = @{
        Takes = 'Migration V'
        Runs = { $run | Measure-Migration }
        Fails = { $run | Measure-Migration -VendorTotals (Join-Path $TestDrive 'none.csv') }; Id = 'VendorTotalsNotFound'; Category = 'ObjectNotFound'
    }
    'Test-Migration'             = @{
        Takes = 'Migration V'
        Runs = { $run | Test-Migration }
        Fails = { $run | Test-Migration -MaximumHeld 0 }; Id = 'MigrationUnsound'; Category = 'InvalidResult'
    }
    'Repair-Migration'           = @{
        Takes = 'Migration V', 'Object N', 'Key N', 'Id N', 'Column N'
        Runs = { $run | Compare-MigrationRecord -Object practice | Select-Object -First 1 | Repair-Migration $run }
        Fails = { $never | Repair-Migration }; Id = 'LedgerNotFound'; Category = 'ObjectNotFound'
        Completes = @{ 'Repair-Migration $tabRun -Object appo' = 'appointment'; 'Repair-Migration $tabRun -Object patient -Column firstn' = 'firstname' }
    }
    'Get-MigrationAudit'         = @{
        Takes = 'Migration V'
        Runs = { $run | Get-MigrationAudit; $run | Get-MigrationAudit -Path (Join-Path $TestDrive 'audit.jsonl') }
        Fails = { $run | Get-MigrationAudit -Path (Join-Path $TestDrive 'a.jsonl') -Run 1 }; Id = 'AuditPartial'; Category = 'InvalidArgument'
        Completes = @{ 'Get-MigrationAudit -Ledger $tabLedger -Run ' = '1' }
    }
    'Test-MigrationAudit'        = @{
        Takes = 'Migration V', 'LiteralPath N'
        Runs = { $run | Test-MigrationAudit; $run | Get-MigrationAudit -Path (Join-Path $TestDrive 'copy.jsonl') | Test-MigrationAudit }
        Fails = { Test-MigrationAudit -Path (Join-Path $TestDrive 'none.jsonl') }; Id = 'AuditFileNotFound'; Category = 'ObjectNotFound'
    }
    'Undo-Migration'             = @{
        Takes = 'Migration V'
        Runs = { New-OtherRun undo | Undo-Migration -KeepSchema -Confirm:$false }
        Fails = { $run | Undo-Migration -Object tooth -WhatIf }; Id = 'ObjectUnknown'; Category = 'ObjectNotFound'
        Completes = @{ 'Undo-Migration $tabRun -Run 1' = '1'; 'Undo-Migration $tabRun -Object appo' = 'appointment'; '$tabRun | Undo-Migration -Practice G' = 'GRP' }
    }
    'Clear-Migration'            = @{
        Takes = 'Migration V'
        Runs = { New-OtherRun clear | Clear-Migration -Confirm:$false }
        Fails = { Clear-Migration -Ledger (Join-Path $TestDrive 'no.ledger') -Confirm:$false }; Id = 'LedgerNotFound'; Category = 'ObjectNotFound'
    }
    'Export-MigrationReport'     = @{
        Takes = 'InputObject V'
        Runs = { $run | Measure-Migration | Export-MigrationReport (Join-Path $TestDrive 'r.html') -PassThru }
        Fails = { $owners | Export-MigrationReport (Join-Path $TestDrive 'r.docx') }; Id = 'ReportFormatUnknown'; Category = 'InvalidArgument'
    }
    'Export-WorkflowReference'   = @{
        Takes = 'Source V'
        Runs = { $source.Value | Export-WorkflowReference (Join-Path $TestDrive 'w.pdf') -Map $map -PassThru }
        Fails = { $source.Value | Export-WorkflowReference (Join-Path $TestDrive 'w.docx') }; Id = 'ReportFormatUnknown'; Category = 'InvalidArgument'
    }
}
foreach ($read in @{ Dentes = $readDentes; DentalExec = $readDentalExec }.GetEnumerator()) {
    foreach ($object in $read.Value.GetEnumerator()) {
        $takes = @('Source V', 'Source N')
        if ($object.Value -notin 'practice', 'provider', 'referral', 'custom_field') { $takes += 'PatientId N' }
        $own, $other = $read.Key -eq 'Dentes' ? ('source', 'american') : ('american', 'source')
        $rows["Get-$($read.Key)$($object.Key)"] = @{
            Takes = $takes
            Runs = [scriptblock]::Create("`$$own.Value | Get-$($read.Key)$($object.Key)")
            Fails = [scriptblock]::Create("`$$other.Value | Get-$($read.Key)$($object.Key)"); Id = 'SourceOfAnotherSystem'; Category = 'InvalidOperation'
        }
    }
}
$rows
