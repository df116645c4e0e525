BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')

    # The map that ships for Dr.DENTES, its patients' gender by name, changed as a test wants it.
    function New-NamedMap([scriptblock] $Change) {
        $path = Join-Path $TestDrive "$(New-Guid).json"
        $source | New-MigrationMap | Export-MigrationMap $path
        $map = Get-Content $path -Raw | ConvertFrom-Json -AsHashtable
        $column = ($map.objects | Where-Object object -EQ patient).columns | Where-Object column -EQ gendercode
        $map.valueMaps = [ordered]@{ gender = $column.values; 'yes or no' = @{ Evet = 1 } }
        $column.Remove('values')
        $column.valueMap = 'gender'
        if ($Change) { . $Change }
        $map | ConvertTo-Json -Depth 20 | Set-Content $path
        $path
    }

    function Complete([string] $Line) { ([System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null)).CompletionMatches }

    $source = Connect-DentesSource $Export -WarningAction SilentlyContinue
}

Describe 'Get-MigrationValueMap' {
    It 'lists the value maps of a system, with words, labels and columns' {
        $specialty = Get-MigrationValueMap -System dental-exec | Where-Object IsNamed
        $specialty.Name | Should -Be 'specialty'
        $specialty.Columns | Should -Be 'provider_contact.new_specialty', 'referral.new_specialty'
        ($specialty.Words | Where-Object Word -EQ Endodontist).Label | Should -Be 'Endodontics'
    }

    It 'lists the values of a single column under its name' {
        $gender = Get-MigrationValueMap GENDER* -System dentes
        $gender.Name | Should -Be 'gendercode'
        $gender.IsNamed | Should -BeFalse
        $gender.Columns | Should -Be 'patient.gendercode'
        ($gender.Words | Where-Object Word -EQ Erkek).Value | Should -Be 1
    }

    It 'lists those of a map' {
        $maps = Import-MigrationMap (New-NamedMap) | Get-MigrationValueMap
        ($maps | Where-Object IsNamed).Name | Should -Be 'gender', 'yes or no'
        ($maps | Where-Object Name -EQ gender).Columns | Should -Be 'patient.gendercode'
        $maps.Name | Should -Not -Contain 'gendercode'
    }

    It 'takes the system of the source when nothing is given' {
        (Get-MigrationValueMap).Columns | Should -Contain 'patient.gendercode'
        (Get-MigrationValueMap).Columns | Should -Not -Contain 'referral.new_specialty'
    }

    It 'says what there is when a name is not there' {
        { Get-MigrationValueMap nothing -System dentes -ErrorAction Stop } | Should -Throw '*There are: gendercode,*' -ErrorId 'ValueMapUnknown,*'
        { Get-MigrationValueMap -System nothing } | Should -Throw -ErrorId 'UnknownSystem,*'
    }

    It 'completes names and systems' {
        $name = Complete 'Get-MigrationValueMap -System dental-exec -Name spe'
        $name.CompletionText | Should -Be 'specialty'
        $name.ToolTip | Should -Match 'referral.new_specialty'
        (Complete 'Get-MigrationValueMap -System dental').CompletionText | Should -Be 'dental-exec'
        $global:named = Import-MigrationMap (New-NamedMap)
        try { (Complete 'Get-MigrationValueMap -Map $named -Name ye').CompletionText | Should -Be "'yes or no'" } finally { Remove-Variable named -Scope Global }
    }

    It 'shows names, how many words, and columns' {
        $text = Get-MigrationValueMap specialty -System dental-exec | Out-String -Width 140
        $text | Should -Match 'specialty +True +\d+ provider_contact.new_specialty, referral.new_specialty'
    }
}

Describe 'A value map' {
    It 'survives both forms of a map, and its approval with it' {
        $map = Import-MigrationMap (New-NamedMap) | Approve-MigrationMap -Approver ayse -IgnoreOpen
        foreach ($file in 'named.json', 'named.csv') {
            $map | Export-MigrationMap (Join-Path $TestDrive $file)
            (Import-MigrationMap (Join-Path $TestDrive $file)).IsApproved | Should -BeTrue
        }
    }

    It 'is tested' -ForEach @(
        @{ Change = { }; Code = $null }
        @{ Change = { $column.valueMap = 'sex' }; Code = 'ValueMapUnknown' }
        @{ Change = { $column.values = @{ Erkek = 1 } }; Code = 'ValuesTwice' }
        @{ Change = { $map.valueMaps.gender = [ordered]@{ KADIN = 2; 'kadın' = 1 } }; Code = 'WordTwice' }
    ) {
        $sound = Import-MigrationMap (New-NamedMap $Change) | Test-MigrationMap -ErrorVariable problems -ErrorAction SilentlyContinue
        $sound | Should -Be ($null -eq $Code)
        $problems.FullyQualifiedErrorId | Should -Be ($Code ? "$Code,DentalMigration.Commands.TestMigrationMapCommand" : $null)
    }
}
