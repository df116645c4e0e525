# What the examples of the help stand on: files and variables as they name them, prepared once for each system; dot-source it in BeforeAll.
. (Join-Path $PSScriptRoot 'SmallExports.ps1')

# A cutover of a very small practice, loaded, and its rehearsal, loaded and compared.
function New-ExampleFolder([string] $Path, [string] $System) {
    $null = New-Item $Path -ItemType Directory
    $WarningPreference = 'SilentlyContinue'
    Push-Location $Path
    try {
        if ($System -eq 'dental-exec') {
            New-DentalExecExport (Join-Path $Path 'export')
            $source = Connect-DentalExecSource ./export
        }
        else {
            'export', 'monday', 'friday' | ForEach-Object { New-DentesExport (Join-Path $Path $_) }
            Edit-Text ./monday/Hastalar.csv '1.250,00' '900,00'
            Edit-Text ./friday/Randevular.csv '(?m)^82;.*\r?\n' ''
            $source = Connect-DentesSource ./export
        }
        Set-Content ./totals.csv 'object,measure,field,value', 'patient,count,,2'
        Set-Content ./vendor-totals.csv 'object,practice,measure,field,value', 'patient,,rows,,2'
        $Users | Export-Csv ./users.csv
        $source | New-MigrationSourceProfile -Destination ./dentes.profile.json | Out-Null
        $sandbox = Connect-Dataverse -Embedded ./sandbox.db -User $Users -BaseCurrency TRY
        $map = $source | New-MigrationMap | Approve-MigrationMap -Approver ayse@contoso.com -IgnoreOpen -Learn ./learned.json
        $map | Export-MigrationMap ./dentes.map.json
        $map | Export-MigrationMap ./dentes.map.csv
        $map | New-MigrationSchemaPlan -Target $sandbox | New-DataverseCustomTable | Out-Null
        Disconnect-Dataverse $sandbox
        'target.db', 'signin.db' | ForEach-Object { Copy-Item ./sandbox.db "./$_" }
        if ($System -eq 'dental-exec') { return }

        $sandbox = Connect-Dataverse -Embedded ./sandbox.db
        $target = Connect-Dataverse -Embedded ./target.db
        $owners = $source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner
        $owners | Export-ProviderOwnerMap ./owners.csv
        $rehearsal = New-Migration -Map $map -Owner $owners -Source $source -Target $sandbox -Ledger ./rehearsal.ledger
        $rehearsal | Invoke-MigrationBatch | Out-Null
        $rehearsal | Compare-MigrationRecord | Out-Null
        $run = New-Migration -Map $map -Owner $owners -Source $source -Target $target -Ledger ./cutover.ledger
        Invoke-MigrationBatch $run | Out-Null
        $run | Get-MigrationAudit -Path ./audit.jsonl | Out-Null
        'store', 'kept' | ForEach-Object { $null = New-Item $_ -ItemType Directory }
        New-Migration -Map $map -Owner $owners -Source $source -Target $target -Ledger ./lost.ledger -LedgerStore ./store -LedgerKey (Get-Secret ledger-key) | Out-Null
        Remove-Item ./lost.ledger*
        $sandbox, $target | Disconnect-Dataverse
    }
    finally {
        Pop-Location
    }
}

# Stands for a vault's.
function Get-Secret([string] $Name) { ConvertTo-SecureString "the secret called $Name" -AsPlainText }

function Edit-Text([string] $File, [string] $Pattern, [string] $Replacement) {
    [IO.File]::WriteAllText((Resolve-Path $File), ([IO.File]::ReadAllText((Resolve-Path $File)) -replace $Pattern, $Replacement))
}

# A copy of a prepared folder, with what the examples call $source, $target and so on.
function Open-ExampleSession([string] $Prepared, [string] $System) {
    $folder = "$Prepared-$([guid]::NewGuid())"
    $WarningPreference = 'SilentlyContinue'
    Copy-Item $Prepared $folder -Recurse
    Push-Location $folder
    try {
        $session = @{ folder = $folder }
        $session.source = $System -eq 'dental-exec' ? (Connect-DentalExecSource ./export) : (Connect-DentesSource ./export)
        $session.sandbox = Connect-Dataverse -Embedded ./sandbox.db
        $session.target = Connect-Dataverse -Embedded ./target.db
        $session.map = Import-MigrationMap ./dentes.map.json
        if ($System -ne 'dental-exec') {
            $session.owners = Import-ProviderOwnerMap ./owners.csv
            $session.rehearsal = Get-Migration ./rehearsal.ledger -Source $session.source -Target $session.sandbox
            $session.run = Get-Migration ./cutover.ledger -Source $session.source -Target $session.target
        }
        $session
    }
    finally {
        Pop-Location
    }
}

function Close-ExampleSession($Session) {
    foreach ($target in $Session.sandbox, $Session.target) { if ($target.IsConnected) { Disconnect-Dataverse $target } }
    Remove-Item $Session.folder -Recurse -Force
}
