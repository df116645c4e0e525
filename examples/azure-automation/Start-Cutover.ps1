<#
.SYNOPSIS
    Azure Automation runbook, one of two: prepares a cutover and loads its first slice. Resume-Cutover.ps1 does the rest on a schedule.
.DESCRIPTION
    Looks at the organisation, makes the schema, finds the owners, binds and approves the migration, and loads for as long as
    -TimeBudget says. Nothing is kept on the sandbox: the ledger lives in -LedgerStore. Safe to run again, which goes on.

    What to set up, once:

    1. A runtime environment with PowerShell 7.6 and the module: DentalMigration.zip, which build.ps1 -Task Pack makes.
    2. The account's managed identity: an application user in Dataverse with the roles that Test-MigrationTarget asks for, Storage Blob Data
       Contributor on the storage account, and Key Vault Secrets User where the key is in a vault.
    3. A container of the storage account with a folder export, the export as it came, and beside it map.json, the approved map, and, where
       a person decided owners, owners.csv. Upload with:
       az storage blob upload-batch --account-name contoso --destination cutover --destination-path friday --source ./friday --auth-mode login
       A sandbox has 1 GB of disk: with more documents than that run on a hybrid worker, where -InputFolder is a file share.
    4. An encrypted variable DentalMigrationLedgerKey, or a secret in a vault, of at least 16 random characters. Keep it until the cutover
       is accepted: without it nothing that was overwritten can be given back.
    5. A schedule for Resume-Cutover.ps1, every three hours, with the same parameters.

    The map is approved at a desk: Import-MigrationMap, Approve-MigrationMap, Export-MigrationMap. The run is approved here, in
    -Approver's name: on a rehearsal whose ledger is in the store too, or with the reason for having none. Whoever may start this runbook
    can so sign for -Approver: give that right to those who may approve, and to nobody else.
.EXAMPLE
    ./examples/azure-automation/Start-Cutover.ps1 -System dentes -InputUri https://contoso.blob.core.windows.net/cutover/friday `
        -Url https://contoso.crm4.dynamics.com -ExpectedOrganization contoso -FallbackOwner front.desk@contoso.com `
        -LedgerStore https://contoso.blob.core.windows.net/ledgers -ReportStore https://contoso.blob.core.windows.net/reports `
        -Approver ayse@contoso.com -LegalBasis 'KVKK Art. 9, standard contract' -RehearsalName rehearsal -SandboxUrl https://contoso-dev.crm4.dynamics.com

    The parameters of a job: text, numbers and truth values, as the portal takes them.
#>
param(
    # dentes or dental-exec.
    [string] $System = 'dentes',

    # What the job reads: https://ACCOUNT.blob.core.windows.net/CONTAINER[/PREFIX], the export in its folder export, and beside it the map.
    [string] $InputUri = '',

    # Instead of -InputUri: a folder the job can read, such as a file share on a hybrid worker.
    [string] $InputFolder = '',

    [string] $Url = '',

    # Client id of a user-assigned managed identity; the account's own identity when left out.
    [string] $ClientId = '',

    [string] $LedgerStore = '',

    # Name of this cutover in the store.
    [string] $LedgerName = 'cutover',

    # Name of the encrypted Automation variable that holds the ledger's key; with -KeyVault of the vault's secret.
    [string] $KeyName = 'DentalMigrationLedgerKey',

    # Name of a key vault to take the key from instead.
    [string] $KeyVault = '',

    # Where reports go: https://ACCOUNT.blob.core.windows.net/CONTAINER[/PREFIX], or a folder. Without it there are only the lines of the
    # job, and each job verifies anew.
    [string] $ReportStore = '',

    # How long the job may take, hh:mm:ss. A sandbox ends it after three hours, so leave half an hour for what is under way.
    [string] $TimeBudget = '02:30:00',

    # IANA zone of the practice; the system's own when left out.
    [string] $TimeZone = '',

    # Instead of -Url, to try the runbook at a desk: file of an embedded organisation, or the http address of one that is served on this machine.
    [string] $Embedded = '',

    # The organisation's name: a load elsewhere than on this machine wants it named.
    [string] $ExpectedOrganization = '',

    # The approved map, beside the export.
    [string] $MapFile = 'map.json',

    # A person's decisions about owners, beside the export; none when it is not there.
    [string] $OwnerMap = 'owners.csv',

    # An enabled user, or a team, that owns what no dentist's user can own.
    [string] $FallbackOwner = '',

    # Who answers for the run.
    [string] $Approver = '',

    # On what legal basis patients' data may move.
    [string] $LegalBasis = '',

    # Name of the rehearsal in the ledger store, and the sandbox it went to.
    [string] $RehearsalName = '',
    [string] $SandboxUrl = '',

    # Instead of a rehearsal: why there was none.
    [string] $WaiveRehearsal = '',

    # Codes of Test-MigrationTarget to load in spite of, with commas between, and why.
    [string] $Waive = '',
    [string] $WaiveReason = '',

    # Loads again what was undone.
    [bool] $LoadAgain = $false,

    # Most requests of one user in flight. Lower it where the sandbox's 400 MB are short: each holds a batch.
    [int] $MaxConcurrency = 8
)

#region The same in Start-Cutover.ps1 and Resume-Cutover.ps1: a runbook cannot call another one in its own process.
$ErrorActionPreference = 'Stop'
$ConfirmPreference = 'None'
$ProgressPreference = $WarningPreference = $InformationPreference = 'SilentlyContinue'
$began = [datetime]::UtcNow
$name = $System -eq 'dentes' ? 'Dentes' : 'DentalExec'
if (-not (Get-Module DentalMigration)) { Import-Module DentalMigration }

# Lines are all that goes to the output stream: it ends at 1 MiB, and nobody may read patients there.
function Write-Line([string] $Text) { Write-Output "$([datetime]::UtcNow.ToString('HH:mm'))Z  $Text" }
function Write-Count($Counts) {
    foreach ($line in $Counts | Where-Object { $_.Read }) {
        Write-Output ('        {0,-17}{1,9} read {2,9} created {3,9} updated {4,9} unchanged {5,7} merged {6,7} filtered {7,7} held {8,7} rejected' -f
            $line.Object, $line.Read, $line.Created, $line.Updated, $line.Unchanged, $line.Merged, $line.Filtered, $line.Held, $line.Rejected)
    }
}

# What of the job's time is left; a load that would have to stop at once is left to the next job.
$budget = [timespan]::Parse($TimeBudget, [cultureinfo]::InvariantCulture)
function Get-Rest { $budget - ([datetime]::UtcNow - $began) }
function Invoke-Slice($Run) {
    $rest = Get-Rest
    if ($rest -le [timespan]::Zero) { return }
    Write-Count ($Run.State -in 'new', 'undone' ? (Invoke-MigrationBatch $Run -TimeBudget $rest) : (Resume-Migration $Run -TimeBudget $rest))
}

# Why a job leaves a migration alone: what a person began at a desk, a job does not load over. Nothing where it may go on.
function Get-Obstacle($Run) {
    if ($Run.State -eq 'undone' -or $Run.Run -eq 0) { return }
    if ($Run.State -like 'undo*') { return "An undo is in hand ($($Run.State)): finish it with Rollback.ps1. Nothing to do here." }
    $kind = (Get-MigrationAudit $Run -Run $Run.Run | Where-Object Action -EQ 'begin' | Select-Object -First 1).Note
    if ($kind -ne 'load') { "A later run is in hand: run $($Run.Run), $kind, of a desk. Nothing to do here: go on and verify there, and end the schedule." }
}

# A token of the job's managed identity; it lives for hours, and is asked for anew after one.
$tokens = @{}
function Get-Token([string] $Resource) {
    if (-not $env:IDENTITY_ENDPOINT) { throw 'This is no Azure Automation job with a managed identity. Switch the identity on, or leave the Azure addresses out.' }
    if (-not $tokens[$Resource] -or $tokens[$Resource].Until -lt [datetime]::UtcNow) {
        $client = $ClientId ? "&client_id=$ClientId" : ''
        $answer = Invoke-RestMethod "$($env:IDENTITY_ENDPOINT)?api-version=2019-08-01&resource=$([uri]::EscapeDataString($Resource))$client" `
            -Headers @{ 'X-IDENTITY-HEADER' = "$env:IDENTITY_HEADER"; Metadata = 'true' } -MaximumRetryCount 3 -RetryIntervalSec 5
        $tokens[$Resource] = @{ Text = $answer.access_token; Until = [datetime]::UtcNow.AddHours(1) }
    }
    $tokens[$Resource].Text
}
function Get-BlobHeader {
    @{ Authorization = "Bearer $(Get-Token 'https://storage.azure.com/')"; 'x-ms-version' = '2021-12-02'; 'x-ms-date' = [datetime]::UtcNow.ToString('R') }
}

# Address of a container, and the prefix of its blobs' names: https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX.
function Get-Container([string] $Address) {
    $uri = [uri]$Address
    $first, $rest = $uri.AbsolutePath.Trim('/') -split '/', 2
    @{ Url = "$($uri.GetLeftPart('Authority'))/$first"; Prefix = $rest ? "$([uri]::UnescapeDataString($rest).Trim('/'))/" : '' }
}
function Get-BlobUrl([hashtable] $Container, [string] $Blob) {
    "$($Container.Url)/$((($Container.Prefix + $Blob) -split '/' | ForEach-Object { [uri]::EscapeDataString($_) }) -join '/')"
}

# Brings what the job reads from its container into the job's own folder: blob by blob, through no memory.
function Copy-Input([string] $Folder) {
    $container = Get-Container $InputUri
    $root = [IO.Path]::GetFullPath($Folder) + [IO.Path]::DirectorySeparatorChar
    $marker = ''
    do {
        $page = Invoke-WebRequest "$($container.Url)?restype=container&comp=list&prefix=$([uri]::EscapeDataString($container.Prefix))&marker=$([uri]::EscapeDataString($marker))" `
            -Headers (Get-BlobHeader) -MaximumRetryCount 3 -RetryIntervalSec 5
        $list = [xml][Text.Encoding]::UTF8.GetString($page.RawContentStream.ToArray()).TrimStart([char]0xFEFF)
        # An account with a hierarchical namespace lists its folders too, as blobs without a byte.
        foreach ($blob in $list.SelectNodes('//Blob[not(Properties/ResourceType="directory")]/Name') | Where-Object InnerText -NotLike '*/') {
            $below = $blob.InnerText.Substring($container.Prefix.Length)
            $file = [IO.Path]::GetFullPath((Join-Path $Folder $below))
            if (-not $file.StartsWith($root, [StringComparison]::Ordinal)) { throw 'A blob has a name that leads out of its folder.' }
            $null = New-Item (Split-Path $file) -ItemType Directory -Force
            Invoke-WebRequest (Get-BlobUrl $container $below) -Headers (Get-BlobHeader) -OutFile $file -MaximumRetryCount 3 -RetryIntervalSec 5
        }
        $marker = "$($list.SelectSingleNode('//NextMarker').InnerText)"
    } while ($marker)
}

# Reports outlive the job: in a folder, or in a container beside the export.
function Test-Report([string] $File) {
    if (-not $ReportStore) { return $false }
    if ($ReportStore -notmatch '^https?:') { return Test-Path (Join-Path $ReportStore $File) }
    # Not tried again: that it is not there is an answer too.
    (Invoke-WebRequest (Get-BlobUrl (Get-Container $ReportStore) $File) -Method Head -Headers (Get-BlobHeader) -SkipHttpErrorCheck).StatusCode -eq 200
}
function Save-Report([string] $Path) {
    if (-not $ReportStore) { return }
    if ($ReportStore -notmatch '^https?:') {
        $null = New-Item $ReportStore -ItemType Directory -Force
        Copy-Item $Path $ReportStore -Force
        return
    }
    $null = Invoke-WebRequest (Get-BlobUrl (Get-Container $ReportStore) (Split-Path $Path -Leaf)) -Method Put -InFile $Path `
        -Headers ((Get-BlobHeader) + @{ 'x-ms-blob-type' = 'BlockBlob' }) -MaximumRetryCount 3 -RetryIntervalSec 5
}

# The secret that the ledger's pre-images are encrypted under: without it none of them can be given back.
function Get-LedgerKey {
    $text = if ($KeyVault) {
        (Invoke-RestMethod "https://$KeyVault.vault.azure.net/secrets/$($KeyName)?api-version=7.4" -Headers @{ Authorization = "Bearer $(Get-Token 'https://vault.azure.net')" } `
            -MaximumRetryCount 3 -RetryIntervalSec 5).value
    }
    else { Get-AutomationVariable -Name $KeyName }
    if (-not $text) { throw "There is no ledger key '$KeyName'. Make an encrypted variable, or a secret of the vault, of at least 16 characters, and never change it." }
    [Net.NetworkCredential]::new('', $text).SecurePassword
}

function Get-Input {
    if (-not $InputFolder) { Copy-Input (Join-Path $work 'input') }
    $InputFolder ? $InputFolder : (Join-Path $work 'input')
}
function Connect-Export([string] $Folder) {
    $zone = $TimeZone ? @{ TimeZone = $TimeZone } : @{}
    & "Connect-${name}Source" -Path (Join-Path $Folder 'export') @zone
}
function Connect-Organization([string] $Address) {
    if ($Embedded -match '^http:') { return Connect-Dataverse -Url $Embedded }
    if ($Embedded) { return Connect-Dataverse -Embedded $Embedded }
    $identity = $ClientId ? @{ ClientId = $ClientId } : @{}
    Connect-Dataverse -Url $Address -ManagedIdentity @identity
}

# A folder of this job alone: jobs may share a sandbox. It dies with the job; the ledger lives in the store.
$work = Join-Path ([IO.Path]::GetTempPath()) "cutover-$([guid]::NewGuid().ToString('n'))"
$ledger = @{ Ledger = Join-Path $work "$LedgerName.ledger"; LedgerStore = $LedgerStore; LedgerKey = Get-LedgerKey }
$null = New-Item $work -ItemType Directory
#endregion

$target = $sandbox = $export = $null
try {
    $folder = Get-Input
    $export = Connect-Export $folder
    Write-Line "Export: $($export.Objects.Count) objects in $($export.Files.Count) files"
    $map = Import-MigrationMap (Join-Path $folder $MapFile)
    if (-not $map.IsApproved) { throw "The map $MapFile is not approved as it is. Read it, approve it with Approve-MigrationMap, export and upload it." }
    Write-Line "Map approved by $($map.Approver)"

    $wanted = $ExpectedOrganization ? @{ ExpectedOrganization = $ExpectedOrganization } : @{}
    $target = Connect-Organization $Url
    # What was begun, before anything is made.
    try {
        $run = Get-Migration -Source $export -Target $target @ledger
        $obstacle = Get-Obstacle $run
        if ($run.State -eq 'done' -or ($run.State -eq 'undone' -and -not $LoadAgain)) {
            $obstacle ??= "The cutover is $($run.State) already. Nothing to do$($run.State -eq 'undone' ? ': -LoadAgain loads it anew' : '')."
        }
        if ($obstacle) {
            Write-Line $obstacle
            return
        }
    }
    catch {
        if ($_.FullyQualifiedErrorId -notmatch '^Ledger(NotFound|Empty)') { throw }
    }
    $findings = @(Test-MigrationTarget $target -Map $map -Source $export -Detailed @wanted | Where-Object { $_.Stops -and $_.Code -notin ($Waive -split '[, ]+') })
    if ($findings) { throw "The organisation is not ready. $(($findings | ForEach-Object { "$($_.Code), $($_.Place): $($_.Message)" }) -join ' ')" }
    Write-Line "Organisation $($target.Name), $($target.OrganizationId): ready"

    $made = @($map | New-MigrationSchemaPlan -Target $target | New-DataverseCustomTable).Count
    Write-Line "Schema: $made components made"
    $file = Join-Path $folder $OwnerMap
    $decisions = (Test-Path $file) ? @{ OwnerMap = $file } : @{}
    $owners = @(& "Get-${name}Provider" $export | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner @decisions -ErrorAction SilentlyContinue -ErrorVariable troubles)
    $troubles | ForEach-Object { Write-Line "Owners: $($_.Exception.Message)" }
    if ($troubles.FullyQualifiedErrorId -match '^OwnerMapRefused') { throw "$OwnerMap names owners who cannot own rows: see the lines above. Correct it, upload it, and run this again." }
    Write-Line "Owners: $(@($owners | Where-Object Status -In Matched, Chosen).Count) of $($owners.Count - 1) providers have their user"
    # What the scripts at a desk want beside the ledger: Delta.ps1, OwnerFixup.ps1, Rollback.ps1, Cutover.Tests.ps1.
    $map | Export-MigrationMap (Join-Path $work "$System.map.json")
    $owners | Export-ProviderOwnerMap (Join-Path $work 'owners.csv')
    "$System.map.json", 'owners.csv' | ForEach-Object { Save-Report (Join-Path $work $_) }

    $run = New-Migration -Map $map -Owner $owners -Source $export -Target $target -MaxConcurrency $MaxConcurrency @wanted @ledger
    if ($Waive) { $run = $run | Approve-Migration -Waive ($Waive -split '[, ]+') -Reason $WaiveReason -Approver $Approver }
    if (-not $run.Approval) {
        $approval = @{ Approver = $Approver }
        if ($LegalBasis) { $approval.LegalBasis = $LegalBasis }
        if ($RehearsalName) {
            $sandbox = Connect-Organization $SandboxUrl
            $store = @{ Ledger = Join-Path $work "$RehearsalName.ledger"; LedgerStore = $LedgerStore; LedgerKey = $ledger.LedgerKey }
            $approval.Rehearsal = Get-Migration -Source $export -Target $sandbox @store
        }
        else { $approval.WaiveRehearsal = $WaiveRehearsal }
        $run = $run | Approve-Migration @approval
    }
    Write-Line "Approved: $($run.Approval)"

    Invoke-Slice $run
    Write-Line ($run.State -eq 'done' `
        ? "Run $($run.Run) loaded everything. Resume-Cutover verifies it." `
        : "Run $($run.Run) is $($run.State). Resume-Cutover goes on.")
}
finally {
    # Patients' files do not stay on the sandbox.
    $target, $sandbox | Where-Object { $_ } | Disconnect-Dataverse
    if ($export) { Disconnect-MigrationSource $export }
    Remove-Item $work -Recurse -Force -ErrorAction SilentlyContinue
}
