@{
    # The loader comes first: it answers for the engine before the cmdlets are looked at. build.ps1 writes the version.
    ModuleVersion        = '0.0.0'
    GUID                 = '5b1f6c1e-6b0e-4b0a-9a51-6e0d0b7a2c37'
    Author               = 'DentalMigration'
    CompanyName          = 'DentalMigration'
    Copyright            = '(c) The DentalMigration authors. MIT licence.'
    Description          = 'Moves a dental practice from Dr.DENTES or Dental-Exec into Dynamics 365 Sales (Dataverse): profiled, mapped, approved, rehearsed, verified and undoable.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    NestedModules        = @('bin/DentalMigration.Loader.dll', 'bin/DentalMigration.Cmdlets.dll')
    TypesToProcess       = @('DentalMigration.Types.ps1xml')
    FormatsToProcess     = @('DentalMigration.Records.Format.ps1xml', 'DentalMigration.Format.ps1xml')
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    CmdletsToExport      = @(
        # Connect
        'Connect-Dataverse', 'Disconnect-Dataverse', 'Test-MigrationTarget', 'Connect-DentesSource', 'Connect-DentalExecSource',
        'Disconnect-MigrationSource',
        'Get-DataverseDigest'
        # Read
        'Get-DentesPatient', 'Get-DentesPractice', 'Get-DentesProvider', 'Get-DentesTreatmentPlan', 'Get-DentesProcedureLine',
        'Get-DentesAppointment', 'Get-DentesInsurancePolicy', 'Get-DentesClinicalNote', 'Get-DentesBillingLine', 'Get-DentesAttachment',
        'Get-DentesRecall', 'Get-DentesCustomField',
        'Get-DentalExecPatient', 'Get-DentalExecPractice', 'Get-DentalExecReferringProvider', 'Get-DentalExecProvider',
        'Get-DentalExecProcedure', 'Get-DentalExecInsurancePolicy', 'Get-DentalExecAppointment', 'Get-DentalExecBillingRecord',
        'Get-DentalExecTreatmentPlan', 'Get-DentalExecNote', 'Get-DentalExecTask', 'Get-DentalExecRecall', 'Get-DentalExecAttachment',
        'Get-DentalExecCustomField'
        # Profile
        'Measure-MigrationSource', 'New-MigrationSourceProfile'
        # Map
        'New-MigrationMap', 'Import-MigrationMap', 'Export-MigrationMap', 'Test-MigrationMap', 'Approve-MigrationMap',
        'Get-MigrationTransform', 'Get-MigrationValueMap'
        # Schema
        'New-MigrationSchemaPlan', 'New-DataverseCustomTable', 'Measure-DataverseCapacity'
        # Owners
        'Resolve-ProviderOwner', 'Import-ProviderOwnerMap', 'Export-ProviderOwnerMap', 'Update-MigrationOwner'
        # Run
        'New-Migration', 'Get-Migration', 'Select-MigrationSample', 'Approve-Migration', 'Invoke-MigrationBatch', 'Sync-Migration',
        'Resume-Migration', 'Get-MigrationHold', 'Resolve-MigrationHold'
        # Verify
        'Compare-MigrationRecord', 'Measure-Migration', 'Test-Migration', 'Repair-Migration', 'Get-MigrationAudit', 'Test-MigrationAudit'
        # Undo
        'Undo-Migration', 'Clear-Migration'
        # Hand over
        'Export-MigrationReport', 'Export-WorkflowReference'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @('Dynamics365', 'Dataverse', 'Migration', 'Dental', 'DrDENTES', 'DentalExec')
            LicenseUri   = 'https://opensource.org/licenses/MIT'
            # build.ps1 writes the newest section of it.
            ReleaseNotes = 'CHANGELOG.md'
        }
    }
}
