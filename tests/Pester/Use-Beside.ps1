<#
.SYNOPSIS
    Uses the module in a process that has loaded other versions of every package it ships, and tells what was loaded from where, as JSON.
#>
param(
    [Parameter(Mandatory)] [string] $ModulePath,

    # Folder of the other versions: assemblies, and a native library of the same name.
    [Parameter(Mandatory)] [string] $Foreign,

    # Whether the others are loaded before the module or after it has worked.
    [Parameter(Mandatory)] [ValidateSet('First', 'After')] [string] $Order,

    [Parameter(Mandatory)] [string] $Export,
    [Parameter(Mandatory)] [string] $WorkingFolder
)

$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
# An identity endpoint that is refused at once, without a look at the network.
$env:IDENTITY_ENDPOINT = 'nowhere'
$env:IDENTITY_HEADER = 'none'

function Use-Other {
    foreach ($dll in Get-ChildItem $Foreign -Filter *.dll) { [Reflection.Assembly]::LoadFrom($dll.FullName).GetType('Foreign.Marker').GetMethod('Of').Invoke($null, @()) }
    foreach ($native in Get-ChildItem (Join-Path $Foreign 'native')) { $null = [Runtime.InteropServices.NativeLibrary]::Load($native.FullName) }
}

# CSV and a workbook, SQLite and OData, Npgsql up to its refused connection, and Azure.Identity up to its refused sign-in.
function Use-Module([string] $Name) {
    $source = Connect-DentesSource $Export
    ($source | Get-DentesTreatmentPlan | Select-Object -First 3).Count
    $target = Connect-Dataverse -Embedded (Join-Path $WorkingFolder $Name) -BaseCurrency TRY
    (Test-MigrationTarget $target -Detailed).Count -ge 0
    $target | Disconnect-Dataverse
    $nowhere = ConvertTo-SecureString 'Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2' -AsPlainText
    try { Connect-DentesSource -Provider Npgsql -ConnectionString $nowhere } catch { ($_.FullyQualifiedErrorId -split ',')[0] }
    try { Connect-Dataverse -Url https://127.0.0.1:1 -ManagedIdentity } catch { $_.FullyQualifiedErrorId -match '^(SignInFailed|TargetUnreachable),' ? 'NotSignedIn' : "$_" }
}

$others = if ($Order -eq 'First') { Use-Other }
Import-Module $ModulePath
$first = @(Use-Module first.db)
if ($Order -eq 'After') {
    $others = Use-Other
    $second = @(Use-Module second.db)
}

$context = [Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ DentalMigration
@{
    Others  = @($others)
    First   = $first
    Second  = $Order -eq 'After' ? $second : $first
    Ours    = @($context.Assemblies | ForEach-Object { @{ Name = $_.GetName().Name; Location = $_.Location } })
    Default = @([Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | Where-Object { -not $_.IsDynamic } | ForEach-Object { @{ Name = $_.GetName().Name; Location = $_.Location } })
    Natives = @((Get-Process -Id $PID).Modules.FileName -match 'e_sqlite3')
} | ConvertTo-Json -Depth 4 -Compress
