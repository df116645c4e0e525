# Examples of connecting. Needs says what an example takes that a test has not got.
@{
    'Connect-Dataverse'        = @(
        @{ Shows = 'Opens an embedded organisation in a file, makes it when it is not there, and gives it users and a base currency.'
            Code = 'Connect-Dataverse -Embedded ./new.db -User (Import-Csv ./users.csv) -BaseCurrency TRY' }
        @{ Shows = 'Connects to an embedded organisation as two of its users, who share the work of a run.'
            Code = 'Connect-Dataverse -Embedded ./signin.db -SignInAs admin@contoso.com, mehmet.demir@example.com' }
        @{ Shows = 'Connects to a tenant as the managed identity of the machine, as an Azure Automation runbook does.'; Needs = 'a tenant'
            Code = 'Connect-Dataverse -Url https://contoso.crm4.dynamics.com -ManagedIdentity' }
        @{ Shows = 'Connects as an application; the secret is typed and never shown.'; Needs = 'a tenant'
            Code = 'Connect-Dataverse -Url https://contoso.crm4.dynamics.com -TenantId contoso.com -ClientId $applicationId -ClientSecret (Read-Host -AsSecureString)' }
        @{ Shows = 'Connects as two application users from a vault, each within the service''s limits of its own.'; Needs = 'a tenant'
            Code = 'Connect-Dataverse -Url https://contoso.crm4.dynamics.com -TenantId contoso.com -Credential (Get-Secret migration-1), (Get-Secret migration-2)' }
        @{ Shows = 'Connects as an application with a certificate of the user''s or the machine''s store.'; Needs = 'a tenant'
            Code = 'Connect-Dataverse -Url https://contoso.crm4.dynamics.com -TenantId contoso.com -ClientId $applicationId -CertificateThumbprint $thumbprint' }
        @{ Shows = 'Connects as a person, who types a code on another device.'; Needs = 'a tenant'
            Code = 'Connect-Dataverse -Url https://contoso.crm4.dynamics.com -DeviceCode' }
    )
    'Disconnect-Dataverse'     = @(
        @{ Shows = 'Lets go of one target, so that another process can open its embedded file.'
            Code = '$target | Disconnect-Dataverse' }
        @{ Shows = 'Lets go of both organisations of a rehearsed cutover.'
            Code = '$sandbox, $target | Disconnect-Dataverse' }
    )
    'Get-DataverseDigest'      = @(
        @{ Shows = 'Proves on an embedded organisation that a rehearsed run with -WhatIf wrote nothing at all.'
            Code = '$before = Get-DataverseDigest $target -Exact; Invoke-MigrationBatch $run -WhatIf; (Get-DataverseDigest $target -Exact) -eq $before' }
        @{ Shows = 'Proves that two embedded organisations hold the same content, whatever ids and dates the server gave.'
            Code = '(Get-DataverseDigest $sandbox) -eq (Get-DataverseDigest $target)' }
    )
    'Test-MigrationTarget'     = @(
        @{ Shows = 'Looks for all that would spoil the load silently, before anything moves, and that it is the organisation that is meant.'
            Code = 'Test-MigrationTarget $target -Map $map -Source $source -ExpectedOrganization $target.OrganizationId' }
        @{ Shows = 'Lists what stops the migration as it stands, with the code under which it can be waived.'
            Code = 'Test-MigrationTarget -Migration $run -Detailed | Where-Object Stops' }
    )
    'Connect-DentesSource'     = @(
        @{ Shows = 'Opens a folder of exported files. Encoding, delimiters and headings are found out.'
            Code = 'Connect-DentesSource -Path ./export -TimeZone Europe/Istanbul' }
        @{ Shows = 'Opens an export whose files and columns have names of their own, as its source profile says.'
            Code = 'Connect-DentesSource -Path ./export -Profile ./dentes.profile.json' }
        @{ Shows = 'Reads an export as an approved map decided, to look at records before they are migrated.'
            Code = 'Connect-DentesSource -Path ./export -Map $map | Get-DentesPatient' }
        @{ Shows = 'Reads a PostgreSQL database with a login that may only read; the connection string comes from a vault.'; Needs = 'a database server'
            Code = 'Connect-DentesSource -Provider Npgsql -ConnectionString (Get-Secret dentes-readonly) -Profile ./dentes.profile.json' }
        @{ Shows = 'Reads a database by a provider that the session has loaded, here SQL Server''s.'; Needs = 'a database server'
            Code = 'Connect-DentesSource -ProviderFactory ([Microsoft.Data.SqlClient.SqlClientFactory]::Instance) -ConnectionString (Read-Host -AsSecureString)' }
        @{ Shows = 'Reads a REST endpoint with a token; the profile says which path holds which object.'; Needs = 'a REST endpoint'
            Code = 'Connect-DentesSource -Uri https://clinic.example/api/ -BearerToken (Read-Host -AsSecureString) -Profile ./dentes.rest.profile.json' }
    )
    'Connect-DentalExecSource' = @(
        @{ Shows = 'Opens a folder of exported files of a practice in Chicago.'
            Code = 'Connect-DentalExecSource -Path ./export -TimeZone America/Chicago' }
        @{ Shows = 'Opens a folder of which nothing is recognised yet, for New-MigrationMap to propose what it holds.'
            Code = 'Connect-DentalExecSource ./export -AllowUnknown | New-MigrationMap' }
    )
    'Disconnect-MigrationSource' = @(
        @{ Shows = 'Lets go of an export, or of the database connections of one.'
            Code = '$source | Disconnect-MigrationSource' }
        @{ Shows = 'Opens an export for one look at it, and lets go of it whatever happens.'
            Code = 'try { $delta = Connect-DentesSource ./monday; $delta | Measure-MigrationSource } finally { Disconnect-MigrationSource $delta }' }
    )
}
