BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $source = Connect-DentesSource (New-SmallExport (Join-Path $TestDrive 'small'))
    $number = 0
    function New-Run { $folder = Join-Path $TestDrive "run$(($script:number++))"; $null = New-Item $folder -ItemType Directory; New-TestMigration $folder $source }
}

Describe 'Invoke-MigrationBatch' {
    BeforeEach {
        $run = New-Run
        $target = Connect-Dataverse -Embedded (Join-Path (Split-Path $run.Ledger) 'target.db')
    }

    AfterEach { Disconnect-Dataverse $target }

    It 'loads everything when nothing is piped in, and accounts for every record' {
        $counts = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
        $counts.Object | Should -Be 'provider', 'practice', 'payer', 'patient', 'treatment_plan', 'procedure', 'insurance', 'ledger', 'recall',
            'appointment', 'note', 'document', 'large_document'
        Get-CreatedCount $counts patient | Should -Be 12
        $counts.IsConserved | Should -Not -Contain $false
        ($counts | Measure-Object Filtered -Sum).Sum | Should -Be 0
        Test-Migration $run | Should -BeTrue
    }

    It 'writes nothing the second time' {
        $null = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
        $before = Get-DataverseDigest $target -Exact
        $counts = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
        ($counts | Measure-Object Created, Updated -Sum).Sum | Should -Be 0, 0
        Get-DataverseDigest $target -Exact | Should -Be $before
    }

    It 'loads everything of a migration that is piped in' {
        $counts = $run | Invoke-MigrationBatch -WarningAction SilentlyContinue
        Get-CreatedCount $counts patient | Should -Be 12
    }

    It 'loads just the piped records, their parents first' {
        $counts = $source | Get-DentesPatient | Where-Object Key -In '100002', '100005' | Invoke-MigrationBatch $run -WarningAction SilentlyContinue
        Get-CreatedCount $counts patient | Should -Be 2
        Get-CreatedCount $counts practice | Should -BeGreaterThan 0
        Get-CreatedCount $counts appointment | Should -Be 0
    }

    It 'counts what a Where-Object dropped as filtered' {
        $counts = $source | Get-DentesPatient | Where-Object Key -In '100002', '100005' | Invoke-MigrationBatch $run -WarningAction SilentlyContinue
        ($counts | Where-Object Object -EQ patient).Filtered | Should -Be 10
        $counts.IsConserved | Should -Not -Contain $false
    }

    It 'brings the patient of a piped appointment' {
        $appointment = $source | Get-DentesAppointment | Select-Object -First 1
        $counts = $appointment | Invoke-MigrationBatch $run -WarningAction SilentlyContinue
        Get-CreatedCount $counts appointment | Should -Be 1
        Get-CreatedCount $counts patient | Should -Be 1
    }

    It 'loads nothing when the pipeline is empty' {
        $before = Get-DataverseDigest $target -Exact
        $counts = $source | Get-DentesPatient | Where-Object Key -EQ 'nobody' | Invoke-MigrationBatch $run
        $counts | Should -BeNullOrEmpty
        Get-DataverseDigest $target -Exact | Should -Be $before
    }

    It 'loads what Select-Object -First let through' {
        $counts = $source | Get-DentesPatient | Select-Object -First 3 | Invoke-MigrationBatch $run -WarningAction SilentlyContinue
        Get-CreatedCount $counts patient | Should -Be 3
    }

    It 'loads nothing when the pipeline before it throws' {
        $before = Get-DataverseDigest $target -Exact
        { $source | Get-DentesPatient | ForEach-Object { if ($_.Key -eq '100003') { throw 'broken' }; $_ } | Invoke-MigrationBatch $run } | Should -Throw 'broken'
        Get-DataverseDigest $target -Exact | Should -Be $before
        (Invoke-MigrationBatch $run -WarningAction SilentlyContinue).IsConserved | Should -Not -Contain $false
    }

    It 'leaves a ledger that can go on when Select-Object -First ends the pipeline after it' {
        $first = Invoke-MigrationBatch $run -WarningAction SilentlyContinue | Select-Object -First 1
        $first.Object | Should -Be 'provider'
        $before = Get-DataverseDigest $target -Exact
        $null = Resume-Migration $run -WarningAction SilentlyContinue
        Get-DataverseDigest $target -Exact | Should -Be $before
        Test-Migration $run | Should -BeTrue
    }

    It 'releases the ledger when the pipeline after it throws' {
        { Invoke-MigrationBatch $run -WarningAction SilentlyContinue | ForEach-Object { throw 'broken' } } | Should -Throw 'broken'
        Test-Migration $run | Should -BeTrue
    }

    It 'says so when a piped object is no record, and loads the others' {
        $counts = @([pscustomobject]@{ Name = 'x' }) + @(Get-DentesPatient $source | Select-Object -First 1) |
            Invoke-MigrationBatch $run -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -Be 'NotARecord,DentalMigration.Commands.InvokeMigrationBatchCommand'
        Get-CreatedCount $counts patient | Should -Be 1
    }

    It 'emits the migration with -PassThru' {
        $run | Invoke-MigrationBatch -PassThru -WarningAction SilentlyContinue | Should -Be $run
    }

    It 'goes on where Ctrl+C stopped it' {
        $undisturbed = New-Run
        $null = Invoke-MigrationBatch $undisturbed -WarningAction SilentlyContinue
        $expected = Get-DataverseDigest (Connect-Dataverse -Embedded (Join-Path (Split-Path $undisturbed.Ledger) 'target.db'))

        Disconnect-Dataverse $target
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($module, $export, $folder)
                    Import-Module $module
                    $target = Connect-Dataverse -Embedded "$folder/target.db"
                    $run = Get-Migration "$folder/target.ledger" -Source (Connect-DentesSource $export) -Target $target
                    Invoke-MigrationBatch $run
                }).AddArgument($ModulePath).AddArgument((Join-Path $TestDrive 'small')).AddArgument((Split-Path $run.Ledger))
            $running = $shell.BeginInvoke()
            while ($shell.Streams.Progress.Count -eq 0 -and -not $running.IsCompleted) { [Threading.Thread]::Yield() | Out-Null }
            $shell.Stop()
            $shell.Commands.Clear()
            $shell.AddScript('Remove-Module DentalMigration').Invoke()
        }
        finally {
            $shell.Dispose()
        }

        $target = Connect-Dataverse -Embedded (Join-Path (Split-Path $run.Ledger) 'target.db')
        $again = Get-Migration $run.Ledger -Source $source -Target $target
        $null = Invoke-MigrationBatch $again -WarningAction SilentlyContinue
        Get-DataverseDigest $target | Should -Be $expected
        Test-MigrationAudit $again | Should -BeTrue
    }
}

Describe 'Select-MigrationSample' {
    BeforeAll { $whole = Connect-DentesSource $Export }

    It 'emits whole families in dependency order' {
        $sample = @($whole | Get-DentesPatient | Select-MigrationSample -Count 10)
        @($sample | Where-Object Object -EQ patient).Count | Should -Be 10
        $patients = ($sample | Where-Object Object -EQ patient).Key
        ($sample | Where-Object Object -EQ appointment).PatientId | ForEach-Object { $_ | Should -BeIn $patients }
        $sample.Object | Get-Unique | Should -Be 'practice', 'payer', 'provider', 'patient', 'treatment_plan', 'procedure', 'appointment',
            'insurance', 'note', 'ledger', 'document', 'large_document', 'recall'
    }

    It 'chooses the same patients for the same seed, others for another' {
        $first = ($whole | Get-DentesPatient | Select-MigrationSample 8 -Seed 7 | Where-Object Object -EQ patient).Key
        $same = ($whole | Get-DentesPatient | Select-MigrationSample 8 -Seed 7 | Where-Object Object -EQ patient).Key
        $other = ($whole | Get-DentesPatient | Select-MigrationSample 8 -Seed 8 | Where-Object Object -EQ patient).Key
        $same | Should -Be $first
        ($other -join ' ') | Should -Not -Be ($first -join ' ')
    }

    It 'tells how many of each kind were chosen' {
        $null = $whole | Get-DentesPatient | Select-MigrationSample 30 -InformationVariable told -Verbose 4>&1 6>$null -OutVariable all
        "$told" | Should -Match 'Chose 30 of 250 patients with seed 1.*Inactive \d+/\d+.*DualCoverage \d+/\d+.*MalformedDates \d+/\d+'
        $all | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | ForEach-Object Message | Should -Contain 'Duplicates: 1 of 5 chosen.'
    }

    It 'emits nothing for an empty pipeline' {
        $whole | Get-DentesPatient | Where-Object Key -EQ none | Select-MigrationSample 10 | Should -BeNullOrEmpty
    }

    It 'brings guarantors and referring dentists along' {
        $exec = Connect-DentalExecSource (Join-Path $Examples 'dental-exec')
        $sample = $exec | Get-DentalExecPatient | Where-Object Key -EQ 104202 | Select-MigrationSample 1
        ($sample | Where-Object Object -EQ patient).Key | Should -Be 104201, 104202
        ($sample | Where-Object Object -EQ referral).FullName | Should -Be 'Dr. Anna Reyes'
    }

    It 'chooses only from what was offered' {
        $sample = $whole | Get-DentesPatient | Where-Object Gender -EQ 'Kadın' | Select-MigrationSample -Count 20
        ($sample | Where-Object Object -EQ patient).Gender | Sort-Object -Unique | Should -Be 'Kadın'
    }
}

Describe 'A finished migration' {
    BeforeAll {
        $run = New-Run
        $target = Connect-Dataverse -Embedded (Join-Path (Split-Path $run.Ledger) 'target.db')
        $counts = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
    }

    AfterAll { Disconnect-Dataverse $target }

    It 'compares field by field, and streams' {
        $differences = @($run | Compare-MigrationRecord -Object patient)
        $differences.Count | Should -BeGreaterThan 100
        $differences.Verdict | Sort-Object -Unique | Should -Be 'Same'
    }

    It 'releases the ledger when a comparison is cut short' {
        $run | Compare-MigrationRecord | Select-Object -First 1 | Should -Not -BeNullOrEmpty
        Test-Migration $run | Should -BeTrue
    }

    It 'says so when the object compared is unknown' {
        { $run | Compare-MigrationRecord -Object nothing } | Should -Throw -ErrorId 'UnknownObject,*'
    }

    It 'reconciles' {
        ($run | Measure-Migration).Verdict | Sort-Object -Unique | Should -Be 'Same'
    }

    It 'is not sound where more rows are held than allowed' {
        $held = @(Get-MigrationHold $run).Count
        Test-Migration $run -MaximumHeld $held | Should -BeTrue
        Test-Migration $run -MaximumHeld ($held - 1) -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeFalse
        $problems[0].FullyQualifiedErrorId | Should -Be 'MigrationUnsound,DentalMigration.Commands.TestMigrationCommand'
    }

    It 'lists held rows with their place and reason' {
        $hold = Get-MigrationHold $run | Where-Object Object -EQ provider | Select-Object -First 1
        $hold.File | Should -Be 'Hekimler.csv'
        $hold.Code | Should -Be 'ProviderWithoutUser'
        $hold.Reason | Should -Not -BeNullOrEmpty
    }

    It 'keeps an audit log that is whole' {
        Test-MigrationAudit -Ledger $run.Ledger | Should -BeTrue
        ($run | Get-MigrationAudit).Action | Should -Contain 'create'
    }

    It 'comes back from its ledger' {
        $again = Get-Migration $run.Ledger -Source $source -Target $target
        $again.MapHash | Should -Be $run.MapHash
        (Invoke-MigrationBatch $again -WarningAction SilentlyContinue | Measure-Object Created -Sum).Sum | Should -Be 0
    }

    It 'is not made by looking for one' {
        $none = New-Migration -Map (New-MigrationMap $source | Approve-MigrationMap -Approver ayse) -Source $source -Target $target -WhatIf `
            -Owner @($source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback $FallbackOwner) -Ledger (Join-Path $TestDrive 'never.ledger')
        { $none | Compare-MigrationRecord } | Should -Throw -ErrorId 'LedgerNotFound,*'
        { $none | Test-Migration } | Should -Throw -ErrorId 'LedgerNotFound,*'
        Join-Path $TestDrive 'never.ledger' | Should -Not -Exist
    }

    It 'says nothing of a cause that might quote a cell' {
        try { $run | Compare-MigrationRecord -Object nothing } catch { $problem = $_ }
        $problem.Exception.InnerException | Should -BeNullOrEmpty
        $problem.TargetObject | Should -Be "$run"
    }

    It 'is refused in another organisation' {
        $other = Connect-Dataverse -Embedded (Join-Path $TestDrive 'elsewhere.db') -User $Users -BaseCurrency TRY
        try { { Get-Migration $run.Ledger -Source $source -Target $other } | Should -Throw -ErrorId 'WrongOrganization,*' }
        finally { Disconnect-Dataverse $other }
    }

    It 'becomes a report of each format' {
        foreach ($extension in 'html', 'csv', 'json') {
            $counts | Export-MigrationReport (Join-Path $TestDrive "run.$extension") -PassThru | ForEach-Object Length | Should -BeGreaterThan 100
            $run | Compare-MigrationRecord | Export-MigrationReport (Join-Path $TestDrive "diff.$extension")
            $run | Measure-Migration | Export-MigrationReport (Join-Path $TestDrive "figures.$extension")
            Get-MigrationHold $run | Export-MigrationReport (Join-Path $TestDrive "held.$extension")
        }
        (Get-Content (Join-Path $TestDrive 'run.html') -Raw) | Should -Match 'Conservation'
        @(Import-Csv (Join-Path $TestDrive 'held.csv')).Count | Should -Be @(Get-MigrationHold $run).Count
    }

    It 'leaves no half report when the diff is cut short' {
        { $run | Compare-MigrationRecord | ForEach-Object { if ($_.Object -eq 'patient') { throw 'broken' }; $_ } |
                Export-MigrationReport (Join-Path $TestDrive 'half.html') } | Should -Throw 'broken'
        Join-Path $TestDrive 'half.html' | Should -Not -Exist
    }

    It 'does not guess the format of a report' {
        { $counts | Export-MigrationReport (Join-Path $TestDrive 'run.docx') } | Should -Throw -ErrorId 'ReportFormatUnknown,*'
    }
}

Describe 'Sync-Migration' {
    It 'loads what is new, updates what changed, reports what vanished and leaves the rest' {
        $run = New-Run
        $null = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
        $newer = New-SmallExport (Join-Path $TestDrive 'newer') -Count 14
        Edit-ExportLine (Join-Path $newer 'Hastalar.csv') { $_ -replace '^100002;(.*);Aktif;', '100002;$1;Pasif;' }
        Edit-ExportLine (Join-Path $newer 'Hastalar.csv') { if ($_ -notlike '100003;*') { $_ } }
        $counts = Sync-Migration $run -Source (Connect-DentesSource $newer) -WarningAction SilentlyContinue
        $patients = $counts | Where-Object Object -EQ patient
        $patients.Created | Should -Be 2
        $patients.Unchanged + $patients.Updated | Should -Be 11
        Get-MigrationHold $run -IncludeFinding | Where-Object Code -EQ 'VanishedFromSource' | ForEach-Object Key | Should -Contain '100003'
        $null = Connect-DentesSource (Join-Path $TestDrive 'small')
    }
}

Describe 'Undo-Migration' {
    It 'restores the content of before, rows and schema' {
        $folder = New-Item (Join-Path $TestDrive 'undo') -ItemType Directory
        $target = Connect-Dataverse -Embedded (Join-Path $folder 'target.db') -User $Users -BaseCurrency TRY
        $before = Get-DataverseDigest $target
        $run = New-TestMigration $folder $source
        $null = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
        $lines = Undo-Migration $run -Confirm:$false
        ($lines | Measure-Object Kept -Sum).Sum | Should -Be 0
        Get-DataverseDigest $target | Should -Be $before
        Disconnect-Dataverse $target
    }

    It 'keeps the schema when told to' {
        $run = New-Run
        $null = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
        Undo-Migration $run -KeepSchema -Confirm:$false | ForEach-Object Kind | Sort-Object -Unique | Should -Be 'rows'
    }

    It 'needs a ledger' {
        { Undo-Migration -Ledger (Join-Path $TestDrive 'none.ledger') -Target (Connect-Dataverse -Embedded (Join-Path $TestDrive 'u.db')) -Confirm:$false } |
            Should -Throw -ErrorId 'LedgerNotFound,*'
    }
}

Describe 'Clear-Migration' {
    It 'purges the ledger and refuses what is none' {
        $run = New-Run
        Clear-Migration $run -Confirm:$false
        $run.Ledger | Should -Not -Exist
        'no ledger' | Set-Content (Join-Path $TestDrive 'precious.txt')
        { Clear-Migration -Ledger (Join-Path $TestDrive 'precious.txt') -Confirm:$false } | Should -Throw
        Join-Path $TestDrive 'precious.txt' | Should -Exist
    }
}

Describe 'Approve-Migration' {
    BeforeAll {
        $rehearsal = New-Run
        $run = New-Run
    }

    It 'refuses a rehearsal that loaded nothing' {
        { $run | Approve-Migration -Rehearsal $rehearsal -Approver ayse } | Should -Throw -ErrorId 'RehearsalEmpty,*'
    }

    It 'refuses the migration itself as its rehearsal' {
        { $run | Approve-Migration -Rehearsal $run -Approver ayse } | Should -Throw -ErrorId 'RehearsalDiffers,*'
    }

    It 'takes a waiver with a reason' {
        ($run | Approve-Migration -WaiveRehearsal 'a restored copy was rehearsed last week' -Approver ayse).Approval | Should -Match 'waived'
        { $run | Approve-Migration -WaiveRehearsal ' ' -Approver ayse } | Should -Throw -ErrorId 'WaiverMissing,*'
    }

    It 'names the rehearsal it rests on, in the ledger and its audit' {
        $null = $source | Get-DentesPatient | Select-MigrationSample 5 | Invoke-MigrationBatch $rehearsal -WarningAction SilentlyContinue
        { $run | Approve-Migration -Rehearsal $rehearsal -Approver ayse } | Should -Throw -ErrorId 'RehearsalNotCompared,*'
        $null = $rehearsal | Compare-MigrationRecord
        ($run | Approve-Migration -Rehearsal $rehearsal -Approver ayse -LegalBasis 'KVKK Art. 9').Approval | Should -Be 'ayse, target.ledger, on the basis of KVKK Art. 9'
        ($run | Get-MigrationAudit | Where-Object Action -EQ 'approve').Note | Where-Object { $_ -match '^ayse, target\.ledger, on the basis of KVKK Art. 9; \d+ fields compared, 0 differed$' } |
            Should -Not -BeNullOrEmpty
    }
}

Describe 'Resume-Migration' {
    It 'says so when there is nothing to resume' {
        { New-Run | Resume-Migration } | Should -Throw -ErrorId 'NothingToResume,*'
    }

    It 'does not load everything after a sample' {
        $run = New-Run
        $null = $source | Get-DentesPatient | Select-Object -First 2 | Invoke-MigrationBatch $run -WarningAction SilentlyContinue
        { $run | Resume-Migration } | Should -Throw -ErrorId 'ResumeNeedsRecords,*'
    }
}
