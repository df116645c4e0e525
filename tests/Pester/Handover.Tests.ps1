BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $source = Connect-DentesSource $Export
}

Describe 'Export-WorkflowReference' {
    It 'writes a PDF of the definitions' {
        $file = $source | Export-WorkflowReference "TestDrive:/workflows.pdf" -PassThru
        $file.Length | Should -BeGreaterThan 20000
        [IO.File]::ReadAllText($file.FullName, [Text.Encoding]::Latin1).Substring(0, 8) | Should -Be '%PDF-1.7'
    }

    It 'takes an approved map, and names its approver' {
        $map = New-MigrationMap $source | Approve-MigrationMap -Approver 'ayse@contoso.com'
        Export-WorkflowReference (Join-Path $TestDrive 'approved.pdf') -Source $source -Map $map
        Join-Path $TestDrive 'approved.pdf' | Should -Exist
    }

    It 'says so where the export has no definitions' {
        $small = Connect-DentesSource (New-SmallExport (Join-Path $TestDrive 'small'))
        $small | Export-WorkflowReference (Join-Path $TestDrive 'none.pdf') -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -Match 'holds no definitions'
        Join-Path $TestDrive 'none.pdf' | Should -Exist
    }

    It 'refuses another kind of file before it reads anything' {
        { $source | Export-WorkflowReference (Join-Path $TestDrive 'workflows.docx') } | Should -Throw -ErrorId 'ReportFormatUnknown,*'
    }

    It 'refuses a map of another system' {
        $other = New-MigrationMap (Connect-DentalExecSource (Join-Path $Examples 'dental-exec'))
        { $source | Export-WorkflowReference (Join-Path $TestDrive 'other.pdf') -Map $other } | Should -Throw -ErrorId 'MapForAnotherSystem,*'
        Join-Path $TestDrive 'other.pdf' | Should -Not -Exist
    }
}

Describe 'Export-MigrationReport' {
    BeforeAll {
        $target = Connect-Dataverse -Embedded (Join-Path $TestDrive 'plan.db') -User $Users -BaseCurrency TRY
        $plan = @(New-MigrationMap $source | New-MigrationSchemaPlan -Target $target)
    }

    AfterAll { Disconnect-Dataverse $target }

    It 'makes a report of a schema plan' {
        $plan | Export-MigrationReport (Join-Path $TestDrive 'plan.html')
        Get-Content (Join-Path $TestDrive 'plan.html') -Raw | Should -Match '<h1>Schema plan</h1>'
        $plan | Export-MigrationReport (Join-Path $TestDrive 'plan.csv')
        @(Import-Csv (Join-Path $TestDrive 'plan.csv')).Count | Should -Be $plan.Count
    }

    It 'keeps numbers, moments and lists of plain objects as what they are' {
        $row = [pscustomobject]@{ Rows = 12345; At = [DateTimeOffset]'2026-03-04T05:06:07Z'; Ids = 1, 2 }
        $row | Export-MigrationReport (Join-Path $TestDrive 'row.html')
        $page = Get-Content (Join-Path $TestDrive 'row.html') -Raw
        $page | Should -Match '<td class="n">12,345</td><td>2026-03-04 05:06:07 UTC</td><td>1; 2</td>'
    }
}
