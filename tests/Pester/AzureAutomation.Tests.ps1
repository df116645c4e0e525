# The pair of runbooks for Azure Automation: jobs that keep nothing on their machine, with the ledger in a store and the export in a container.
BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $place = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "automation-$([guid]::NewGuid())") -ItemType Directory).FullName
    $in = New-Item (Join-Path $place 'in/friday night') -ItemType Directory
    'Provider,Owner', '4,nobody@example.com' | Set-Content (Join-Path $in 'wrong.csv')
    $export = Connect-DentesSource (New-SmallExport (Join-Path $in 'export')) -WarningAction SilentlyContinue
    $null = New-Item (Join-Path $in 'export/Belgeler') -ItemType Directory
    'no picture' | Set-Content (Join-Path $in 'export/Belgeler/Ağız içi + 1.png')
    $template = Join-Path $place 'template.db'
    $made = Connect-Dataverse -Embedded $template -User $Users -BaseCurrency TRY
    $map = New-MigrationMap $export | Approve-MigrationMap -Approver 'ayse@contoso.com'
    $map | Export-MigrationMap (Join-Path $in 'map.json')
    $map | New-MigrationSchemaPlan -Target $made | New-DataverseCustomTable | Out-Null
    Disconnect-Dataverse $made

    # As in the sandbox: a cmdlet for the account's encrypted variables.
    function global:Get-AutomationVariable([string] $Name) { $Name -eq 'DentalMigrationLedgerKey' ? 'a secret of more than 16 characters' : $null }

    function New-Case([string] $Name) {
        $org = Join-Path $place "$Name.db"
        Copy-Item $template $org
        $null = New-Item (Join-Path $place "$Name-store") -ItemType Directory
        @{ Embedded = $org; InputFolder = "$in"; LedgerStore = (Join-Path $place "$Name-store"); ReportStore = (Join-Path $place "$Name-reports") }
    }
    function Start-Cutover([hashtable] $Case, [hashtable] $More = @{}) {
        $who = @{ FallbackOwner = $FallbackOwner; Approver = 'ayse@contoso.com'; WaiveRehearsal = 'rehearsed at a desk' }
        & (Join-Path $Examples 'azure-automation/Start-Cutover.ps1') @Case @who @More
    }
    function Resume-Cutover([hashtable] $Case, [hashtable] $More = @{}) { & (Join-Path $Examples 'azure-automation/Resume-Cutover.ps1') @Case @More }
    function Get-Digest([hashtable] $Case) {
        $target = Connect-Dataverse -Embedded $Case.Embedded
        Get-DataverseDigest $target
        Disconnect-Dataverse $target
    }
    $others = @(Get-ChildItem ([IO.Path]::GetTempPath()) -Directory -Filter 'cutover-*' | ForEach-Object FullName)
    function Get-Litter { Get-ChildItem ([IO.Path]::GetTempPath()) -Directory -Filter 'cutover-*' | ForEach-Object FullName | Where-Object { $_ -notin $others } }

    $calm = New-Case 'calm'
    $said = @(Start-Cutover $calm)
    $verified = @(Resume-Cutover $calm)
    $digest = Get-Digest $calm
}

AfterAll {
    Remove-Item function:global:Get-AutomationVariable
    Remove-Item $place -Recurse -Force
}

Describe 'Start-Cutover.ps1 and Resume-Cutover.ps1' {
    It 'load everything and verify it, in few short lines' {
        $said -match 'loaded everything' | Should -HaveCount 1
        $verified -match 'The cutover is done and sound' | Should -HaveCount 1
        $said + $verified | ForEach-Object { $_ | Should -BeOfType ([string]); $_.Length | Should -BeLessThan 400 }
        ($said + $verified).Count | Should -BeLessThan 60
        Get-ChildItem $calm.ReportStore | ForEach-Object Name | Sort-Object | Should -Be 'audit-1.csv', 'dentes.map.json', 'held-1.csv', 'owners.csv', 'reconciliation-1.csv', 'sound-1.txt'
        Test-MigrationAudit -Path (Join-Path $calm.ReportStore 'audit-1.csv') | Should -BeTrue
    }

    It 'do nothing when done' {
        (Resume-Cutover $calm)[-1] | Should -BeLike '*Nothing to do*'
        (Start-Cutover $calm)[-1] | Should -BeLike '*Nothing to do*'
        Get-Digest $calm | Should -Be $digest
    }

    It 'leave nothing of the patients on the machine' {
        Get-Litter | Should -BeNullOrEmpty
    }

    It 'go on in the next job where the time was too short' {
        $short = New-Case 'short'
        $short.ReportStore = ''
        (Start-Cutover $short @{ TimeBudget = '00:00:00.001' })[-1] | Should -BeLike '*Resume-Cutover goes on*'
        (Resume-Cutover $short @{ TimeBudget = '00:00:00.001' })[-1] | Should -BeLike '*The next job goes on*'
        (Resume-Cutover $short)[-1] | Should -BeLike '*done and sound*'
        Get-Digest $short | Should -Be $digest
        # Nothing says that it was verified.
        (Resume-Cutover $short)[-1] | Should -BeLike '*done and sound*'
    }

    It 'tell of decisions that are refused, and stop before anything is loaded' {
        $wrong = New-Case 'wrong'
        $lines = [Collections.Generic.List[string]]::new()
        { Start-Cutover $wrong @{ OwnerMap = 'wrong.csv' } | ForEach-Object { $lines.Add($_) } } | Should -Throw '*wrong.csv names owners who cannot own rows*'
        $lines[-1] | Should -BeLike "*Provider '4'*nobody@example.com*"
        Join-Path $wrong.LedgerStore 'cutover.ledger' | Should -Not -Exist
    }

    It 'take a waiver that is given later, and look again at what was not sound' {
        $waived = New-Case 'waived'
        $null = Start-Cutover $waived @{ TimeBudget = '00:00:00.001' }
        (Start-Cutover $waived @{ Waive = 'FlowActive'; WaiveReason = 'it only sends mail' })[-1] | Should -BeLike '*loaded everything*'
        { Resume-Cutover $waived @{ MaximumHeld = 0 } } | Should -Throw '*not sound*'
        (Resume-Cutover $waived)[-1] | Should -BeLike '*done and sound*'
        Get-Digest $waived | Should -Be $digest
        Get-Content (Join-Path $waived.ReportStore 'audit-1.csv') | Select-String 'FlowActive.*it only sends mail' | Should -HaveCount 1
    }

    It 'end in the same content from a snapshot older than what was loaded' {
        $lost = New-Case 'lost'
        $null = Start-Cutover $lost @{ TimeBudget = '00:00:00.001' }
        Copy-Item $lost.LedgerStore "$($lost.LedgerStore)-before" -Recurse
        $null = Resume-Cutover $lost
        Remove-Item $lost.LedgerStore, $lost.ReportStore -Recurse
        Move-Item "$($lost.LedgerStore)-before" $lost.LedgerStore
        (Resume-Cutover $lost)[-1] | Should -BeLike '*done and sound*'
        Get-Digest $lost | Should -Be $digest
    }

    It 'leave the cutover to the job that is at work on it' {
        $lock = [IO.File]::Open((Join-Path $calm.LedgerStore 'cutover.ledger.lock'), 'OpenOrCreate', 'ReadWrite', 'None')
        try { @(Resume-Cutover $calm)[-1] | Should -BeLike '*Another job is at work*' }
        finally { $lock.Dispose() }
    }

    It 'leave alone what a desk began, and leave it what it needs to take all of it back' {
        $desk = New-Item (Join-Path $place 'desk') -ItemType Directory
        $key = [Net.NetworkCredential]::new('', (Get-AutomationVariable DentalMigrationLedgerKey)).SecurePassword
        $ledger = @{ LedgerStore = $calm.LedgerStore; LedgerKey = $key }
        $target = Connect-Dataverse -Embedded $calm.Embedded
        $null = Repair-Migration (Get-Migration (Join-Path $desk 'cutover.ledger') -Source $export -Target $target @ledger) -Object patient -Key 100003 -Confirm:$false
        Disconnect-Dataverse $target
        (Resume-Cutover $calm)[-1] | Should -BeLike '*A later run is in hand*repair*'
        (Start-Cutover $calm)[-1] | Should -BeLike '*A later run is in hand*repair*'

        function Undo-Cutover([hashtable] $More = @{}) {
            "$(& (Join-Path $Examples 'Rollback.ps1') -WorkingFolder $desk -Target @{ Embedded = $calm.Embedded } @ledger @More -Force 6>&1 3>&1)"
        }
        Undo-Cutover @{ TimeBudget = '00:00:00.001' } | Should -Match 'Paused'
        (Resume-Cutover $calm)[-1] | Should -BeLike '*An undo is in hand*Rollback.ps1*'
        (Start-Cutover $calm)[-1] | Should -BeLike '*An undo is in hand*Rollback.ps1*'
        Undo-Cutover | Should -Match '0 rows are left to undo'
        (Resume-Cutover $calm)[-1] | Should -BeLike '*undone. Nothing to do*'
        (Start-Cutover $calm)[-1] | Should -BeLike '*undone*-LoadAgain*'
        (Start-Cutover $calm @{ LoadAgain = $true })[-1] | Should -BeLike '*loaded everything*'
        Get-Digest $calm | Should -Be $digest
    }

    It 'stop with a sentence where the map is not approved, or there is no key' {
        $bad = New-Case 'bad'
        $bad.InputFolder = Join-Path $place 'unapproved'
        Copy-Item $in $bad.InputFolder -Recurse
        New-MigrationMap $export -Scope other | Export-MigrationMap (Join-Path $bad.InputFolder 'map.json')
        { Start-Cutover $bad } | Should -Throw '*not approved*Approve-MigrationMap*'
        { Start-Cutover (New-Case 'nokey') @{ KeyName = 'unknown' } } | Should -Throw "*no ledger key 'unknown'*"
        Get-Litter | Should -BeNullOrEmpty
    }
}

Describe 'With the export and the reports in Blob storage' {
    BeforeAll {
        # As much of Blob storage, and of a job's identity, as the runbooks speak: list in pages, get, head, put; each with the identity's token.
        $listener = [Net.HttpListener]::new()
        $socket = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $socket.Start()
        $port = $socket.LocalEndpoint.Port
        $socket.Stop()
        $listener.Prefixes.Add("http://127.0.0.1:$port/")
        $listener.Start()
        $server = [powershell]::Create().AddScript({
                param($Listener, $Root)
                while ($Listener.IsListening) {
                    try { $context = $Listener.GetContext() } catch { return }
                    $request, $response = $context.Request, $context.Response
                    $body = [byte[]]@()
                    $path = [uri]::UnescapeDataString($request.Url.AbsolutePath)
                    $file = Join-Path $Root $path.Substring(1)
                    if ($path -eq '/token') {
                        if ($request.Headers['X-IDENTITY-HEADER'] -ne 'h' -or $request.Headers['Metadata'] -ne 'true') { $response.StatusCode = 400 }
                        else { $body = [Text.Encoding]::UTF8.GetBytes((@{ access_token = "token of $($request.QueryString['resource'])" } | ConvertTo-Json)) }
                        $response.ContentType = 'application/json'
                    }
                    elseif ($request.Headers['Authorization'] -ne 'Bearer token of https://storage.azure.com/') { $response.StatusCode = 401 }
                    elseif ($request.QueryString['comp'] -eq 'list') {
                        # As an account with a hierarchical namespace does, folders too.
                        $names = @(Get-ChildItem $file -Recurse | ForEach-Object { [IO.Path]::GetRelativePath($file, $_.FullName).Replace('\', '/') } |
                                Where-Object { $_.StartsWith($request.QueryString['prefix']) } | Sort-Object)
                        $from = [int]"0$($request.QueryString['marker'])"
                        $blobs = $names | Select-Object -Skip $from -First 4 | ForEach-Object {
                            $type = (Test-Path (Join-Path $file $_) -PathType Container) ? 'directory' : 'file'
                            "<Blob><Name>$([Security.SecurityElement]::Escape($_))</Name><Properties><ResourceType>$type</ResourceType></Properties></Blob>"
                        }
                        $next = $from + 4 -lt $names.Count ? $from + 4 : ''
                        $body = [Text.Encoding]::UTF8.GetPreamble() + [Text.Encoding]::UTF8.GetBytes("<?xml version=`"1.0`" encoding=`"utf-8`"?><EnumerationResults><Blobs>$blobs</Blobs><NextMarker>$next</NextMarker></EnumerationResults>")
                        $response.ContentType = 'application/xml'
                    }
                    elseif ($request.HttpMethod -eq 'PUT') {
                        $null = New-Item (Split-Path $file) -ItemType Directory -Force
                        $to = [IO.File]::Create($file)
                        $request.InputStream.CopyTo($to)
                        $to.Dispose()
                        $response.StatusCode = $request.Headers['x-ms-blob-type'] -eq 'BlockBlob' ? 201 : 400
                    }
                    elseif (-not (Test-Path $file -PathType Leaf)) { $response.StatusCode = 404 }
                    elseif ($request.HttpMethod -eq 'GET') { $body = [IO.File]::ReadAllBytes($file) }
                    if ($body.Length) { $response.OutputStream.Write($body, 0, $body.Length) }
                    $response.Close()
                }
            }).AddArgument($listener).AddArgument($place)
        $serving = $server.BeginInvoke()
        $env:IDENTITY_ENDPOINT = "http://127.0.0.1:$port/token"
        $env:IDENTITY_HEADER = 'h'
        $cloud = New-Case 'cloud'
        $cloud.Remove('InputFolder')
        $cloud.InputUri = "http://127.0.0.1:$port/in/friday%20night"
        $cloud.ReportStore = "http://127.0.0.1:$port/reports/friday"
    }

    AfterAll {
        $listener.Stop()
        $null = $server.EndInvoke($serving)
        $server.Dispose()
        Remove-Item env:IDENTITY_ENDPOINT, env:IDENTITY_HEADER
    }

    It 'brings the one and leaves the other there' {
        $null = Start-Cutover $cloud
        (Resume-Cutover $cloud)[-1] | Should -BeLike '*done and sound*'
        Get-Digest $cloud | Should -Be $digest
        Join-Path $place 'reports/friday/reconciliation-1.csv' | Should -Exist
        (Resume-Cutover $cloud)[-1] | Should -BeLike '*Nothing to do*'
    }
}
