# Shared by the suites; dot-source it in BeforeAll. The suites run against the built module: $env:DENTALMIGRATION_MODULE, or out/DentalMigration.
$ErrorActionPreference = 'Stop'
$Repository = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
$ModulePath = $env:DENTALMIGRATION_MODULE ? $env:DENTALMIGRATION_MODULE : (Join-Path $Repository 'out/DentalMigration')
if (-not (Test-Path (Join-Path $ModulePath 'DentalMigration.psd1'))) { throw "There is no built module in '$ModulePath'. Run build.ps1 first." }
if (-not (Get-Module DentalMigration)) { Import-Module $ModulePath }

$Examples = Join-Path $Repository 'examples'
$Export = Join-Path $Examples 'dentes'
$Users = Import-Csv (Join-Path $Examples 'contoso-users.csv')
$FallbackOwner = 'zeynep.kilic@example.com'

# A copy of the first patients of the example practice with all that belongs to them: quick to load, and safe to change.
function New-SmallExport([string] $Path, [int] $Count = 12) {
    $null = New-Item $Path -ItemType Directory
    $encoding = [Text.Encoding]::GetEncoding(1254)
    $chosen = 'Hastalar.csv', 'Hekimler.csv', 'Klinikler.csv', 'Randevular.csv', 'Ozel_Alanlar.csv'
    foreach ($name in $chosen) {
        $lines = [IO.File]::ReadAllLines((Join-Path $Export $name), $encoding)
        $kept = switch ($name) {
            'Hastalar.csv' { $lines[0..$Count] }
            'Randevular.csv' { $last = 100000 + $Count; $lines | Where-Object { $_ -notmatch '^\d' -or [int]($_ -split ';')[1] -le $last } }
            default { $lines }
        }
        [IO.File]::WriteAllLines((Join-Path $Path $name), [string[]]$kept, $encoding)
    }
    $Path
}

function Edit-ExportLine([string] $File, [scriptblock] $Change) {
    $encoding = [Text.Encoding]::GetEncoding(1254)
    [IO.File]::WriteAllLines($File, [string[]]([IO.File]::ReadAllLines($File, $encoding) | ForEach-Object $Change), $encoding)
}

# An embedded organisation with the schema of the default map, made once for a suite and copied: waiting for keys takes its time.
function Copy-Organization([string] $Path, $Source) {
    $template = Join-Path $TestDrive 'template.organization'
    if (-not (Test-Path $template)) {
        $made = Connect-Dataverse -Embedded $template -User $Users -BaseCurrency TRY
        $Source | New-MigrationMap | New-MigrationSchemaPlan -Target $made | New-DataverseCustomTable | Out-Null
        Disconnect-Dataverse $made
    }
    Copy-Item $template $Path
}

# A migration into an embedded organisation of its own, ready to run.
function New-TestMigration([string] $Folder, $Source) {
    $path = Join-Path $Folder 'target.db'
    if (-not (Test-Path $path)) { Copy-Organization $path $Source }
    $target = Connect-Dataverse -Embedded $path
    $map = New-MigrationMap $Source | Approve-MigrationMap -Approver 'ayse@contoso.com'
    $map | New-MigrationSchemaPlan -Target $target | New-DataverseCustomTable | Out-Null
    $owners = $Source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner
    New-Migration -Map $map -Owner $owners -Source $Source -Target $target -Ledger (Join-Path $Folder 'target.ledger')
}

function Get-CreatedCount($Counts, [string] $Object) { ($Counts | Where-Object Object -EQ $Object).Created }
