# examples/Cutover.Tests.ps1, the suite a customer keeps: it passes on a sound cutover, and each planted discrepancy fails the test it belongs to.
BeforeDiscovery {
    # The organisation is spoilt from outside, as people would: through the Web API.
    $console = Get-ChildItem (Join-Path $PSScriptRoot '../../artifacts/bin/DentalMigration.Cli/*/dental-migration.dll') | Sort-Object LastWriteTime | Select-Object -Last 1
    $planted = @(
        @{ What = 'a value that somebody changed'; Test = 'has every column of patient as the map makes it'; Says = 'patient 104203 address1_city: Different, ChangedSince by Nora Quill' }
        @{ What = 'a row that somebody deleted'; Test = 'has every row of appointment in Dataverse'; Says = 'appointment 88010' }
        @{ What = 'a row that somebody gave to another owner'; Test = 'gives every row of treatment_plan to the owner that the owner map names'; Says = 'treatment_plan TP301 ownerid: Different' }
        @{ What = 'a task that somebody opened again'; Test = 'has every row of task in its state'; Says = 'task 9' }
        @{ What = 'a task that somebody opened again'; Test = 'makes Completed Completed (task)'; Says = 'is Completed in the export' }
        @{ What = 'an amount that somebody changed'; Test = 'sums every amount to the cent, in all and in each practice'; Says = 'ledger new_charge' }
        @{ What = 'an amount that somebody changed'; Test = 'has every column of ledger as the map makes it'; Says = 'ledger 4' }
        @{ What = 'a file whose bytes are others'; Test = 'has every file, byte for byte'; Says = 'document 6' }
        @{ What = 'a file whose bytes are others'; Test = 'has every column of document as the map makes it'; Says = 'filesize: Different, ChangedSince by Nora Quill' }
        @{ What = 'a secured column that somebody opened'; Test = 'secures the columns that the map secures'; Says = 'contact.new_medications' }
        @{ What = 'a secured column that somebody opened'; Test = 'shows them to nobody outside the profile'; Says = 'new_medications can be read' }
        @{ What = 'a member taken out of the profile'; Test = 'has the column security profile, its permissions and its members'; Says = 'Member the user who migrates' }
    )
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $folder = Join-Path $TestDrive 'cutover'
    & (Join-Path $Examples 'Cutover.ps1') -System dental-exec -Force -WorkingFolder $folder 6>$null 3>$null
    # A repair of one row since, whose figures are no export's, and a ledger of another name.
    $target = Connect-Dataverse -Embedded (Join-Path $folder 'target.db')
    $export = Connect-DentalExecSource (Join-Path $Examples 'dental-exec') -WarningAction SilentlyContinue
    $null = Repair-Migration (Get-Migration (Join-Path $folder 'cutover.ledger') -Source $export -Target $target) -Object patient -Key 104203 -Confirm:$false
    Disconnect-Dataverse $target
    Disconnect-MigrationSource $export
    Get-Item (Join-Path $folder 'cutover.ledger*') | Rename-Item -NewName { $_.Name.Replace('cutover', 'friday') }

    # The suite in a process of its own, as it is run by hand: what failed, and what it said.
    function Invoke-CutoverSuite([string] $Data) {
        $answer = pwsh -NoProfile -NonInteractive -Command @"
            Import-Module '$ModulePath'
            `$data = @{ WorkingFolder = '$folder'; LedgerName = 'friday'; ExpectedHeld = 31 } + $Data
            `$result = Invoke-Pester -Container (New-PesterContainer -Path '$(Join-Path $Examples 'Cutover.Tests.ps1')' -Data `$data) -PassThru -Output None
            @{ Passed = `$result.PassedCount; Skipped = `$result.SkippedCount; Broken = "`$(`$result.FailedContainers.ErrorRecord)"
                Failed = @(`$result.Failed | ForEach-Object { @{ Name = `$_.ExpandedName; Text = "`$(`$_.ErrorRecord)" } }) } | ConvertTo-Json -Depth 5
"@
        $answer | ConvertFrom-Json
    }
}

Describe 'Cutover.Tests.ps1' {
    It 'passes on a sound cutover, and leaves organisation and audit log as they are' {
        $before = (Get-FileHash (Join-Path $folder 'target.db')).Hash
        $result = Invoke-CutoverSuite '@{}'
        $result.Failed | ForEach-Object { "$($_.Name): $($_.Text)" } | Should -BeNullOrEmpty
        $result.Broken | Should -BeNullOrEmpty
        $result.Passed | Should -BeGreaterThan 90
        $result.Skipped | Should -Be 0
        (Get-FileHash (Join-Path $folder 'target.db')).Hash | Should -Be $before
    }
}

Describe 'Cutover.Tests.ps1 finds' -ForEach @{ Console = $console } {
    BeforeAll {
        if (-not $Console) { return }
        $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
        foreach ($argument in $Console.FullName, 'serve', '--data', (Join-Path $folder 'target.db'), '--urls', 'http://127.0.0.1:0') { $start.ArgumentList.Add($argument) }
        $start.RedirectStandardOutput = $true
        $server = [Diagnostics.Process]::Start($start)
        $url = ($server.StandardOutput.ReadLine() -split ' ')[-1]
        $null = $server.StandardOutput.ReadToEndAsync()

        $api = "$url/api/data/v9.2"
        $nora = @{ Authorization = 'Bearer nquill@example.com' }
        function Find-Row([string] $Set, [string] $Filter, [string] $Id) { (Invoke-RestMethod "$api/${Set}?`$filter=$Filter&`$top=1").value[0].$Id }
        function Edit-Row([string] $Set, [string] $Row, [hashtable] $Value) {
            $null = Invoke-RestMethod "$api/$Set($Row)" -Method Patch -Headers $nora -ContentType application/json -Body ($Value | ConvertTo-Json)
        }
        Edit-Row contacts (Find-Row contacts "new_sourcepatientid eq '104203'" contactid) @{ address1_city = 'Elsewhere' }
        $null = Invoke-RestMethod "$api/new_appointments($(Find-Row new_appointments "new_sourceappointmentid eq '88010'" new_appointmentid))" -Method Delete -Headers $nora
        $admin = Find-Row systemusers "internalemailaddress eq 'admin@contoso.com'" systemuserid
        Edit-Row new_treatmentplans (Find-Row new_treatmentplans "new_sourceplanid eq 'TP301'" new_treatmentplanid) @{ 'ownerid@odata.bind' = "/systemusers($admin)" }
        Edit-Row tasks (Find-Row tasks 'statecode eq 1' activityid) @{ statecode = 0; statuscode = 2 }
        Edit-Row new_billingrecords (Find-Row new_billingrecords 'new_chargeamount gt 0' new_billingrecordid) @{ new_chargeamount = 1.01 }
        Edit-Row annotations (Find-Row annotations 'isdocument eq true' annotationid) @{ documentbody = [Convert]::ToBase64String([byte[]](1..9)) }
        $column = "$api/EntityDefinitions(LogicalName='contact')/Attributes(LogicalName='new_medications')"
        $definition = Invoke-RestMethod $column
        $definition.IsSecured = $false
        $null = Invoke-RestMethod $column -Method Put -Headers @{ 'MSCRM.MergeLabels' = 'true' } -ContentType application/json -Body ($definition | ConvertTo-Json -Depth 10)
        $profileId = Find-Row fieldsecurityprofiles "startswith(name,'Dental-Exec')" fieldsecurityprofileid
        $null = Invoke-RestMethod "$api/fieldsecurityprofiles($profileId)/systemuserprofiles_association($admin)/`$ref" -Method Delete
        $result = Invoke-CutoverSuite "@{ Target = @{ Url = '$url' }; Outsider = @{ Url = '$url'; SignInAs = 'nquill@example.com' } }"
    }

    AfterAll {
        if (-not $server) { return }
        $server.Kill()
        $server.Dispose()
    }

    BeforeEach { if (-not $Console) { Set-ItResult -Skipped -Because 'the console, which serves the organisation, is not built' } }

    It '<What>: <Test>' -ForEach $planted {
        $failed = @($result.Failed | Where-Object Name -EQ $Test)
        $failed.Count | Should -Be 1
        $failed[0].Text | Should -BeLike "*$Says*"
    }

    It 'nothing else' -ForEach @{ Planted = $planted } {
        $result.Broken | Should -BeNullOrEmpty
        $result.Failed | Where-Object Name -NotIn $Planted.Test | ForEach-Object { "$($_.Name): $($_.Text)" } | Should -BeNullOrEmpty
    }

    It 'all of it without a name of a patient' {
        $names = Connect-DentalExecSource (Join-Path $Examples 'dental-exec') -WarningAction SilentlyContinue | Get-DentalExecPatient | ForEach-Object LastName | Sort-Object -Unique
        $text = $result.Failed.Text -join "`n"
        $names | Where-Object { $_ -and $text -match "\b$([regex]::Escape($_))\b" } | Should -BeNullOrEmpty
    }
}
