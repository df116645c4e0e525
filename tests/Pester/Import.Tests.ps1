BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')

    # What a fresh pwsh has loaded and started before and after a script; counts and names, no times.
    function Get-Effect([string] $Script) {
        $answer = pwsh -NoProfile -NonInteractive -Command @"
            function Get-State {
                [ordered]@{
                    Assemblies = @([AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { `$_.GetName().Name })
                    Timers = [Threading.Timer]::ActiveCount
                    Threads = @(if (`$IsLinux) { Get-ChildItem /proc/self/task -Directory | ForEach-Object { [IO.File]::ReadAllText("`$(`$_.FullName)/comm").Trim() } })
                    Sockets = @(if (`$IsLinux) { Get-ChildItem /proc/self/fd | Where-Object LinkTarget -Like 'socket:*' }).Count
                }
            }
            `$null = Get-State | ConvertTo-Json
            `$before = Get-State
            $Script
            @{ Before = `$before; After = Get-State } | ConvertTo-Json -Depth 4 -Compress
"@ | Select-Object -Last 1 | ConvertFrom-Json
        [pscustomobject]@{
            Assemblies = @($answer.After.Assemblies | Where-Object { $_ -notin $answer.Before.Assemblies })
            Threads    = @(Compare-Object @($answer.Before.Threads) @($answer.After.Threads) | Where-Object SideIndicator -EQ '=>' | ForEach-Object InputObject)
            Timers     = $answer.After.Timers - $answer.Before.Timers
            Sockets    = $answer.After.Sockets - $answer.Before.Sockets
        }
    }
}

Describe 'Importing the module' {
    BeforeAll { $import = Get-Effect "Import-Module '$ModulePath'" }

    It 'loads the loader and the cmdlets, and no engine and no package' {
        $import.Assemblies -match '^DentalMigration' | Sort-Object | Should -Be 'DentalMigration.Cmdlets', 'DentalMigration.Loader'
        $shipped = (Get-ChildItem (Join-Path $ModulePath 'bin/engine') -Filter *.dll).BaseName
        $import.Assemblies | Where-Object { $_ -in $shipped } | Should -BeNullOrEmpty
    }

    It 'touches no network' {
        $import.Assemblies | Should -Not -Match '^System\.Net\.'
        $import.Sockets | Should -Be 0
    }

    It 'starts no timer and no thread' {
        $import.Timers | Should -Be 0
        # The runtime compiles beside us when it likes, and PowerShell reads any binary module on the pool.
        $import.Threads | Where-Object { $_ -notmatch '^\.NET (Tiered|TP |GC|BGC)' } | Should -BeNullOrEmpty
    }

    It 'is what these tests look at: an engine, a timer and a thread show there' {
        $work = Get-Effect @"
            Import-Module '$ModulePath'
            Connect-Dataverse -Embedded '$(Join-Path $TestDrive 'seen.db')' | Out-Null
            `$timer = [Threading.Timer]::new({ }, `$null, 60000, 60000)
            `$thread = [Threading.Thread]::new([Threading.ThreadStart][Delegate]::CreateDelegate([Threading.ThreadStart], [Threading.ManualResetEventSlim]::new(), 'Wait'))
            `$thread.IsBackground = `$true
            `$thread.Start()
"@
        'DentalMigration', 'DentalMigration.Emulator', 'Microsoft.Data.Sqlite' | Should -BeIn $work.Assemblies
        $work.Timers | Should -BeGreaterThan 0
        if ($IsLinux) { $work.Threads | Where-Object { $_ -notmatch '^\.NET (Tiered|TP |GC|BGC)' } | Should -Not -BeNullOrEmpty }
    }
}
