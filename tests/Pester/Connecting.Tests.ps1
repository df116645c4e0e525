BeforeAll {
    . (Join-Path $PSScriptRoot 'Support.ps1')
    $cmdlet = 'DentalMigration.Commands.ConnectDataverseCommand'
}

Describe 'Connect-Dataverse' {
    It 'makes an embedded organisation with its users' {
        $target = Connect-Dataverse -Embedded TestDrive:/new.db -User $Users -BaseCurrency TRY
        $target.IsEmbedded | Should -BeTrue
        $target.OrganizationId | Should -Not -Be ([guid]::Empty)
        Disconnect-Dataverse $target
    }

    It 'is the same organisation after it was closed' {
        $first = Connect-Dataverse -Embedded TestDrive:/twice.db -User $Users
        $id = $first.OrganizationId
        $digest = Get-DataverseDigest $first -Exact
        Disconnect-Dataverse $first
        $second = Connect-Dataverse -Embedded TestDrive:/twice.db
        $second.OrganizationId | Should -Be $id
        Get-DataverseDigest $second -Exact | Should -Be $digest
        Disconnect-Dataverse $second
    }

    It 'gives the open organisation again where the file is open already' {
        $first = Connect-Dataverse -Embedded TestDrive:/open.db
        Connect-Dataverse -Embedded TestDrive:/open.db | Should -Be $first
        Disconnect-Dataverse $first
        { Get-DataverseDigest $first } | Should -Throw -ErrorId 'Disconnected,*'
    }

    It 'sends no secret over plain http to another machine' {
        { Connect-Dataverse -Url http://contoso.crm4.dynamics.com } | Should -Throw -ErrorId "InsecureUrl,$cmdlet"
    }

    It 'refuses a file that is no organisation, and leaves it as it is' {
        'my thesis' | Set-Content TestDrive:/thesis.db
        { Connect-Dataverse -Embedded TestDrive:/thesis.db } | Should -Throw -ErrorId "*,$cmdlet"
        Get-Content TestDrive:/thesis.db | Should -Be 'my thesis'
    }

    It 'needs a name and an address of a user' {
        { Connect-Dataverse -Embedded TestDrive:/user.db -User ([pscustomobject]@{ name = 'x' }) } | Should -Throw -ErrorId "InvalidUser,$cmdlet"
    }

    It 'finds no certificate by a wrong thumbprint' {
        { Connect-Dataverse -Url https://contoso.crm4.dynamics.com -TenantId t -ClientId c -CertificateThumbprint ('0' * 40) } |
            Should -Throw -ErrorId "CertificateNotFound,$cmdlet"
    }

    It 'takes a secret only as a SecureString' {
        { Connect-Dataverse -Url https://contoso.crm4.dynamics.com -TenantId t -ClientId c -ClientSecret 'plain' } | Should -Throw
    }
}

Describe 'Test-MigrationTarget' {
    BeforeAll {
        $target = Connect-Dataverse -Embedded (Join-Path $TestDrive 'preflight.db') -User $Users -BaseCurrency TRY
        $map = Connect-DentesSource $Export | New-MigrationMap
    }

    AfterAll { Disconnect-Dataverse $target }

    It 'agrees where the organisation is the one that is meant' {
        Test-MigrationTarget $target -Map $map -ExpectedOrganization $target.OrganizationId | Should -BeTrue
    }

    It 'refuses another one' {
        Test-MigrationTarget $target -ExpectedOrganization fabrikam -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeFalse
        $problems[0].FullyQualifiedErrorId | Should -Be 'WrongOrganization,DentalMigration.Commands.TestMigrationTargetCommand'
    }

    It 'misses the schema where it must be there' {
        Test-MigrationTarget $target -Map $map -RequireSchema -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeFalse
        $problems.Count | Should -BeGreaterThan 10
    }
}

Describe 'Cmdlets without a target or a source' {
    It 'say what to do' {
        $lines = pwsh -NoProfile -Command @"
            Import-Module '$ModulePath'
            foreach (`$s in { Get-DentesPatient }, { Get-DataverseDigest }) { try { & `$s } catch { `$_.FullyQualifiedErrorId } }
"@
        $lines | Should -Be 'NoSource,DentalMigration.Commands.GetDentesPatientCommand', 'NoTarget,DentalMigration.Commands.GetDataverseDigestCommand'
    }
}
