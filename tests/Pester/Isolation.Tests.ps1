BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')

    # A fresh pwsh that has an assembly of the same name and another version loaded, as another module would.
    function Invoke-WithForeign([string] $Name, [string] $Script) {
        $code = @"
using System.Reflection;
[assembly: AssemblyVersion("1.0.0.0")]
namespace Foreign { public static class Marker { public static string Of() => "foreign $Name"; } }
"@
        $dll = Join-Path $TestDrive "$Name.dll"
        pwsh -NoProfile -Command @"
            `$ErrorActionPreference = 'Stop'
            Add-Type -TypeDefinition '$code' -OutputAssembly '$dll'
            [Reflection.Assembly]::LoadFrom('$dll') | Out-Null
            Import-Module '$ModulePath'
            $Script
            [Foreign.Marker]::Of()
"@ 2>&1 | ForEach-Object ToString
    }
}

Describe 'Isolation from other modules in the process' {
    It 'reads an export although another <_> is loaded' -ForEach 'CsvHelper', 'ExcelDataReader' {
        $lines = Invoke-WithForeign $_ "(Connect-DentesSource '$Export' -WarningAction SilentlyContinue | Get-DentesTreatmentPlan | Select-Object -First 3).Count"
        $lines | Should -Be '3', "foreign $_"
    }

    It 'opens an embedded organisation although another <_> is loaded' -ForEach 'Microsoft.Data.Sqlite', 'SQLitePCLRaw.core', 'Microsoft.OData.Core' {
        $file = Join-Path $TestDrive "$_.db"
        $lines = Invoke-WithForeign $_ "(Connect-Dataverse -Embedded '$file' -BaseCurrency TRY).IsEmbedded"
        $lines | Should -Be 'True', "foreign $_"
    }

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
