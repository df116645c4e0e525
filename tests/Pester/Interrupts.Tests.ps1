# However a run ends early, its ledger is released, tells so, and the next run ends where an undisturbed one does.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $older = New-SmallExport (Join-Path $TestDrive 'older') -Count 12
    $newer = New-SmallExport (Join-Path $TestDrive 'newer') -Count 240
    $source = Connect-DentesSource $older
    $number = 0

    function New-Folder { (New-Item (Join-Path $TestDrive "run$(($script:number++))") -ItemType Directory).FullName }

    # Works in another runspace and presses Ctrl+C as soon as it shows that it does what it is to be stopped in.
    function Invoke-Stopped([string] $Folder, [string] $Export, [string] $When, [string] $Command) {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($module, $export, $folder, $command)
                    Import-Module $module
                    $target = Connect-Dataverse -Embedded "$folder/target.db"
                    $source = Connect-DentesSource $export
                    $run = Get-Migration "$folder/target.ledger" -Source $source -Target $target
                    & ([scriptblock]::Create($command))
                }).AddArgument($ModulePath).AddArgument($Export).AddArgument($Folder).AddArgument($Command)
            $running = $shell.BeginInvoke()
            while (-not $running.IsCompleted -and -not ($shell.Streams.Progress | Where-Object StatusDescription -Match $When)) { [Threading.Thread]::Yield() | Out-Null }
            $shell.Stop()
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Commands.Clear()
            $shell.AddScript('Remove-Module DentalMigration').Invoke()
        }
        finally { $shell.Dispose() }
    }

    # The content that an undisturbed load, and an undisturbed delta after it, end in.
    $folder = New-Folder
    $run = New-TestMigration $folder $source
    $calm = Connect-Dataverse -Embedded "$folder/target.db"
    $before = Get-DataverseDigest $calm
    $null = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
    $loaded = Get-DataverseDigest $calm
    $null = Sync-Migration $run -Source (Connect-DentesSource $newer) -WarningAction SilentlyContinue
    $synced = Get-DataverseDigest $calm
    $null = Undo-Migration $run -KeepSchema -Confirm:$false
    $undone = Get-DataverseDigest $calm
    Disconnect-Dataverse $calm
}

Describe 'Ctrl+C' {
    BeforeEach {
        $folder = New-Folder
        $run = New-TestMigration $folder $source
        $target = Connect-Dataverse -Embedded "$folder/target.db"
    }

    AfterEach { Disconnect-Dataverse $target }

    It 'in Invoke-MigrationBatch leaves a ledger that goes on' {
        Disconnect-Dataverse $target
        Invoke-Stopped $folder $newer '^load ' 'Invoke-MigrationBatch $run -WarningAction SilentlyContinue'
        $target = Connect-Dataverse -Embedded "$folder/target.db"
        $again = Get-Migration $run.Ledger -Source (Connect-DentesSource $newer) -Target $target
        $again.State | Should -Be 'broken off'
        Test-Migration $again -ErrorAction SilentlyContinue | Should -BeFalse
        $null = Resume-Migration $again -WarningAction SilentlyContinue
        $again.State | Should -Be 'done'
        Test-MigrationAudit $again | Should -BeTrue

        $calmFolder = New-Folder
        $calmRun = New-TestMigration $calmFolder (Connect-DentesSource $newer)
        $null = Invoke-MigrationBatch $calmRun -WarningAction SilentlyContinue
        $calm = Connect-Dataverse -Embedded "$calmFolder/target.db"
        Get-DataverseDigest $target | Should -Be (Get-DataverseDigest $calm)
        Disconnect-Dataverse $calm
    }

    It 'in Sync-Migration leaves a ledger that goes on' {
        $null = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
        Disconnect-Dataverse $target
        Invoke-Stopped $folder $older '^load ' "Sync-Migration `$run -Source (Connect-DentesSource '$newer') -WarningAction SilentlyContinue"
        $target = Connect-Dataverse -Embedded "$folder/target.db"
        $again = Get-Migration $run.Ledger -Source (Connect-DentesSource $newer) -Target $target
        $again.State | Should -Be 'broken off'
        $null = Resume-Migration $again -WarningAction SilentlyContinue
        Get-DataverseDigest $target | Should -Be $synced
        Test-MigrationAudit $again | Should -BeTrue
    }

    It 'in Undo-Migration leaves a ledger that goes on' {
        $null = Invoke-MigrationBatch $run -WarningAction SilentlyContinue
        Disconnect-Dataverse $target
        Invoke-Stopped $folder $older '^undo ' 'Undo-Migration $run -KeepSchema -Confirm:$false'
        $target = Connect-Dataverse -Embedded "$folder/target.db"
        $again = Get-Migration $run.Ledger -Source $source -Target $target
        $again.State | Should -Be 'undo broken off'
        $null = Undo-Migration $again -KeepSchema -Confirm:$false
        $again.State | Should -Be 'undone'
        Get-DataverseDigest $target | Should -Be $undone
        Test-MigrationAudit $again | Should -BeTrue
    }
}

Describe 'A pipeline that <How>' -ForEach @(
    @{ How = 'ends early' }
    @{ How = 'throws' }
) {
    BeforeAll {
        function Invoke-Cut([scriptblock] $Command) {
            try {
                if ($How -eq 'throws') { & $Command | ForEach-Object { throw 'broken' } } else { $null = & $Command | Select-Object -First 1 }
                $How | Should -Not -Be 'throws'
            }
            catch { "$_" | Should -Be 'broken' }
        }
        $folder = New-Folder
        $run = New-TestMigration $folder $source
        $target = Connect-Dataverse -Embedded "$folder/target.db"
    }

    AfterAll { Disconnect-Dataverse $target }

    It 'leaves a load that can be resumed' {
        Invoke-Cut { Invoke-MigrationBatch $run 3>&1 } # the first thing to come is a warning of the pre-flight, before a row is written
        Invoke-Cut { Invoke-MigrationBatch $run -WarningAction SilentlyContinue }
        $null = Resume-Migration $run -WarningAction SilentlyContinue
        Get-DataverseDigest $target | Should -Be $loaded
    }

    It 'leaves a delta that can be resumed' {
        $export = Connect-DentesSource $newer
        Invoke-Cut { Sync-Migration $run -Source $export 3>&1 }
        Invoke-Cut { Sync-Migration $run -Source $export -WarningAction SilentlyContinue }
        $null = Resume-Migration $run -WarningAction SilentlyContinue
        Get-DataverseDigest $target | Should -Be $synced
    }

    It 'leaves an undo that can be repeated' {
        Invoke-Cut { Undo-Migration $run -KeepSchema -Confirm:$false }
        $null = Undo-Migration $run -KeepSchema -Confirm:$false
        Get-DataverseDigest $target | Should -Be $undone
        Test-MigrationAudit $run | Should -BeTrue
    }
}

Describe 'A time budget' {
    It 'pauses a run, says so, and a later one goes on' {
        $folder = New-Folder
        $run = New-TestMigration $folder $source
        $target = Connect-Dataverse -Embedded "$folder/target.db"
        $counts = Invoke-MigrationBatch $run -TimeBudget 00:00:00.0001 -WarningVariable warnings -WarningAction SilentlyContinue
        $counts | Should -BeNullOrEmpty
        "$warnings" | Should -Match 'paused by its time budget'
        $run.State | Should -Be 'paused'
        Test-Migration $run -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeFalse
        "$problems" | Should -Match 'paused'
        $null = Resume-Migration $run -TimeBudget 01:00:00 -WarningAction SilentlyContinue
        $run.State | Should -Be 'done'
        Get-DataverseDigest $target | Should -Be $loaded
        Disconnect-Dataverse $target
    }

    It 'is longer than nothing' {
        { Invoke-MigrationBatch $run -TimeBudget 00:00:00 } | Should -Throw -ErrorId 'TimeBudgetInvalid,*'
    }
}

Describe 'Several application users' {
    BeforeAll {
        $folder = New-Folder
        $loader = [pscustomobject]@{ fullname = 'Load One'; email = 'load1@contoso.com'; isdisabled = 'false'; role = 'System Administrator' }
        $null = Connect-Dataverse -Embedded "$folder/target.db" -User ($Users + $loader) -BaseCurrency TRY
        $null = New-TestMigration $folder $source
        Disconnect-Dataverse
    }

    It 'share a run, and all of them stand in the audit' {
        $target = Connect-Dataverse -Embedded "$folder/target.db" -SignInAs admin@contoso.com, load1@contoso.com
        $target.UserIds.Count | Should -Be 2
        $run = Get-Migration "$folder/target.ledger" -Source $source -Target $target
        (Invoke-MigrationBatch $run -WarningAction SilentlyContinue).IsConserved | Should -Not -Contain $false
        Test-Migration $run | Should -BeTrue
        $who = ($run | Get-MigrationAudit | Where-Object Action -EQ create)[0].Who
        foreach ($id in $target.UserIds) { $who | Should -Match $id }
        { Connect-Dataverse -Embedded "$folder/target.db" -SignInAs load1@contoso.com } | Should -Throw -ErrorId 'EmbeddedInUse,*'
        Disconnect-Dataverse $target
    }

    It 'are each asked what they may before anything is written' {
        $salesperson = @($Users | Where-Object isdisabled -NE 'true')[0].email
        $target = Connect-Dataverse -Embedded "$folder/target.db" -SignInAs admin@contoso.com, $salesperson
        $run = Get-Migration "$folder/target.ledger" -Source $source -Target $target
        { Invoke-MigrationBatch $run -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'TargetNotReady,*'
        Disconnect-Dataverse $target
    }

    It 'come with as many secrets as client ids' {
        $secret = ConvertTo-SecureString x -AsPlainText -Force
        { Connect-Dataverse -Url https://contoso.crm4.dynamics.com -TenantId t -ClientId a, b -ClientSecret $secret } |
            Should -Throw -ErrorId 'SignInsDiffer,*'
    }

    It 'of an emulator are no users of a real organisation' {
        { Connect-Dataverse -Url https://contoso.crm4.dynamics.com -SignInAs admin@contoso.com } | Should -Throw -ErrorId 'SignInUnsuitable,*'
    }
}
