<#
.SYNOPSIS
    Azure Automation runbook, the second of two: goes on with the cutover that Start-Cutover.ps1 began, until it is done, and verifies it.
.DESCRIPTION
    Put it on a schedule, every three hours. Each job brings the ledger from -LedgerStore, loads for as long as -TimeBudget says, and ends
    in good order; a job that is killed costs nothing but its time. When everything is loaded it reconciles, checks the audit log and
    writes the reports. After that it does nothing: end the schedule when you see "Nothing to do". What is done at a desk after the load, a
    delta, a repair, an undo, it leaves alone.

    Reading everything back takes about a third of the time of the load, and has to fit into one job. Where the load took more than two
    whole jobs, end the schedule when you see "loaded everything", and verify at a desk with Cutover.Tests.ps1.

    What to set up: see Start-Cutover.ps1. Give it the same parameters; those it does not have were only needed once.

    Two jobs at a time: the second sees that the store is in use, says so, and ends without an error.
.EXAMPLE
    ./examples/azure-automation/Resume-Cutover.ps1 -System dentes -InputUri https://contoso.blob.core.windows.net/cutover/friday `
        -Url https://contoso.crm4.dynamics.com -LedgerStore https://contoso.blob.core.windows.net/ledgers -ReportStore https://contoso.blob.core.windows.net/reports

    The parameters of a job.
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

    # Most rows that may be held or rejected for the cutover to be called sound; -1 for any number.
    [int] $MaximumHeld = -1
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

$target = $export = $null
try {
    $target = Connect-Organization $Url
    $export = Connect-Export (Get-Input)
    $run = Get-Migration -Source $export -Target $target @ledger
    Write-Line "$($run): $($run.State), run $($run.Run)"

    if ($obstacle = Get-Obstacle $run) {
        Write-Line $obstacle
        return
    }
    $marker = "sound-$($run.Run).txt"
    if ($run.State -eq 'undone' -or ($run.State -eq 'done' -and (Test-Report $marker))) {
        Write-Line "The cutover is $($run.State). Nothing to do: read the reports, and end the schedule."
        return
    }
    if ($run.State -eq 'new' -and -not $run.Approval) { throw 'Nobody has approved the cutover yet. Run Start-Cutover again.' }
    if ($run.State -ne 'done') { Invoke-Slice $run }
    if ($run.State -ne 'done') {
        Write-Line "Run $($run.Run) is $($run.State). The next job goes on."
        return
    }
    # Reading everything back takes about as long as a third of the load; where too little of the time is left, the next job does it.
    if ((Get-Rest) -lt $budget / 2) {
        Write-Line "Run $($run.Run) loaded everything. The next job verifies it."
        return
    }

    $problems = @(Get-MigrationHold $run -IncludeFinding)
    $held = @($problems | Where-Object Kind -NE Finding)
    $held | Group-Object Kind, Code -NoElement | Sort-Object Count -Descending | ForEach-Object { Write-Output ('        {0,7}  {1}' -f $_.Count, $_.Name) }
    $audit = Test-MigrationAudit $run -ErrorAction SilentlyContinue
    $figures = @($run | Measure-Migration)
    $files = 'held', 'audit', 'reconciliation' | ForEach-Object { Join-Path $work "$_-$($run.Run).csv" }
    $held | Export-MigrationReport $files[0]
    $null = Get-MigrationAudit $run -Path $files[1]
    $figures | Export-MigrationReport $files[2]
    $files | ForEach-Object { Save-Report $_ }

    # What Test-Migration says, of figures that were measured once.
    $against = @(
        (Get-MigrationAudit $run -Run $run.Run | Where-Object Action -EQ 'end').Counts | Where-Object { $_ -and -not $_.IsConserved } |
            ForEach-Object { "$($_.Object): read $($_.Read) records, but not all are accounted for." }
        if ($MaximumHeld -ge 0 -and $held.Count -gt $MaximumHeld) { "$($held.Count) rows were held or rejected; at most $MaximumHeld may be." }
        $problems | Where-Object Code -In OwnerUnexpected, RowNotReadBack | ForEach-Object { "$($_.Object) $($_.Key): $($_.Reason)" }
        $figures | Where-Object { $_.Verdict -ne 'Same' -and -not $_.Practice } |
            ForEach-Object { "$($_.Object): $("$($_.Measure) $($_.Column)".Trim()) is $($_.Source) in the source and $($_.Target) in Dataverse$($_.Measure -eq 'values' ? ', or some are others' : '')." }
    )
    Write-Line "Audit log: $($audit ? 'whole' : 'DAMAGED'). Held or rejected: $($held.Count)."
    $against | Select-Object -First 20 | ForEach-Object { Write-Output "        $_" }
    if (-not $against -and $audit) {
        # That it is there means that the cutover was verified: the jobs to come do nothing.
        Set-Content (Join-Path $work $marker) 'sound'
        Save-Report (Join-Path $work $marker)
        Write-Line 'The cutover is done and sound. Next: end the schedule, Cutover.Tests.ps1 at a desk, then the delta.'
    }
    else { throw 'The cutover is loaded, but not sound: see the lines above. Mend it, or take it back with Rollback.ps1.' }
}
catch {
    # The other job has the lease; its turn.
    if ($_.FullyQualifiedErrorId -notmatch '^LedgerInUse') { throw }
    Write-Line 'Another job is at work on this cutover. Nothing to do.'
}
finally {
    # Patients' files do not stay on the sandbox.
    if ($target) { Disconnect-Dataverse $target }
    if ($export) { Disconnect-MigrationSource $export }
    Remove-Item $work -Recurse -Force -ErrorAction SilentlyContinue
}
