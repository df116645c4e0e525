BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $engine = Join-Path $ModulePath 'bin/engine'
    # What pwsh brings itself is loaded by no other module; it is another version anyway.
    $packages = (Get-ChildItem $engine -Filter *.dll | Where-Object { $_.Name -notlike 'DentalMigration*' -and -not (Test-Path (Join-Path $PSHOME $_.Name)) }).BaseName

    # Text files and a workbook, few of them.
    $small = Join-Path $TestDrive 'export'
    $null = New-Item $small -ItemType Directory
    'Klinikler.csv', 'Hekimler.csv', 'Tedavi_Planlari.xlsx' | ForEach-Object { Copy-Item (Join-Path $Export $_) $small }

    # An assembly of a package's name and another version, as another module would bring it.
    function New-Foreign([string] $Name, [string] $Version, [string] $Folder) {
        $builder = [Reflection.Emit.PersistedAssemblyBuilder]::new([Reflection.AssemblyName]::new("$Name, Version=$Version"), [object].Assembly)
        $type = $builder.DefineDynamicModule($Name).DefineType('Foreign.Marker', [Reflection.TypeAttributes]'Public, Abstract, Sealed')
        $body = $type.DefineMethod('Of', [Reflection.MethodAttributes]'Public, Static', [string], [type[]]@()).GetILGenerator()
        $body.Emit([Reflection.Emit.OpCodes]::Ldstr, "$Name $Version")
        $body.Emit([Reflection.Emit.OpCodes]::Ret)
        $null = $type.CreateType()
        $builder.Save((Join-Path $Folder "$Name.dll"))
    }

    function Use-Beside([string] $Version, [string] $Order) {
        $foreign = New-Item (Join-Path $TestDrive "$Version-$Order") -ItemType Directory
        $packages | ForEach-Object { New-Foreign $_ $Version $foreign }
        $rid = [Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier
        Get-ChildItem (Join-Path $engine "runtimes/$rid/native") -ErrorAction Ignore | Copy-Item -Destination (New-Item (Join-Path $foreign 'native') -ItemType Directory)
        pwsh -NoProfile -File (Join-Path $PSScriptRoot 'Use-Beside.ps1') -ModulePath $ModulePath -Foreign $foreign -Order $Order -Export $small -WorkingFolder $foreign |
            Select-Object -Last 1 | ConvertFrom-Json
    }
}

Describe 'The module beside <Version> of every package it ships, loaded <Order>' -ForEach @(
    @{ Version = '0.1.0.0'; Order = 'First' }
    @{ Version = '99.0.0.0'; Order = 'First' }
    @{ Version = '99.0.0.0'; Order = 'After' }
) {
    BeforeAll {
        $alone = '3', 'True', 'SourceUnreachable', 'NotSignedIn'
        $seen = Use-Beside $Version $Order
    }

    It 'works as it does alone' { $seen.First | ForEach-Object { "$_" } | Should -Be $alone }

    It 'works again when the others have come' -Skip:($Order -eq 'First') { $seen.Second | ForEach-Object { "$_" } | Should -Be $alone }

    It 'leaves the others as they are' {
        $packages.Count | Should -BeGreaterThan 20
        $seen.Others | Sort-Object | Should -Be ($packages | ForEach-Object { "$_ $Version" } | Sort-Object)
    }

    It 'has taken each package it used from its own folder' {
        'CsvHelper', 'ExcelDataReader', 'Microsoft.Data.Sqlite', 'SQLitePCLRaw.core', 'Microsoft.OData.Core', 'Microsoft.OData.Edm', 'Npgsql', 'Polly.Core', 'Azure.Core',
        'Microsoft.Identity.Client' | Should -BeIn $seen.Ours.Name
        $seen.Ours | Where-Object { -not $_.Location.StartsWith($engine) } | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'has put none of them where others look' {
        $seen.Default | Where-Object { $_.Location.StartsWith($engine) } | ForEach-Object Name | Should -BeNullOrEmpty
        ($seen.Default | Where-Object Name -EQ CsvHelper).Location | Should -BeLike "*$Version-$Order*"
    }

    It 'has loaded the native SQLite of its own folder beside the other one' {
        @($seen.Natives | Where-Object { $_.StartsWith($engine) }) | Should -HaveCount 1
        @($seen.Natives | Where-Object { $_ -like "*$Version-$Order*" }) | Should -HaveCount 1
    }
}

Describe 'Isolation from other modules and runspaces' {
    It 'keeps its packages out of the default context' {
        $names = pwsh -NoProfile -Command @"
            Import-Module '$ModulePath'
            Connect-Dataverse -Embedded '$(Join-Path $TestDrive 'default.db')' | Out-Null
            [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.GetName().Name
"@
        $names | Should -Contain 'DentalMigration.Cmdlets'
        $names | Where-Object { $_ -match '^(DentalMigration(\.Dataverse|\.Emulator|\.Hosting)?|Azure\..*|CsvHelper|Npgsql|SQLitePCLRaw\..*|Microsoft\.Data\.Sqlite)$' } |
            Should -BeNullOrEmpty
    }

    It 'can be removed and imported again' {
        $out = pwsh -NoProfile -Command "Import-Module '$ModulePath'; Connect-Dataverse -Embedded '$(Join-Path $TestDrive 'again.db')' | Out-Null; Remove-Module DentalMigration; Import-Module '$ModulePath'; (Connect-Dataverse -Embedded '$(Join-Path $TestDrive 'again.db')').IsConnected"
        $out | Should -Be 'True'
    }

    It 'keeps what a runspace connected to that runspace' {
        $source = Connect-DentesSource $Export
        $other = [powershell]::Create()
        try {
            $other.AddScript("Import-Module '$ModulePath'; Get-DentesPatient").Invoke()
            $other.Streams.Error[0].FullyQualifiedErrorId | Should -Be 'NoSource,DentalMigration.Commands.GetDentesPatientCommand'
        }
        catch [Management.Automation.MethodInvocationException] {
            $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId | Should -Be 'NoSource,DentalMigration.Commands.GetDentesPatientCommand'
        }
        finally {
            $other.Dispose()
        }
        $source | Should -Not -BeNullOrEmpty
    }
}
