# Examples of profile, map, schema and owners: what comes before a run.
@{
    'Measure-MigrationSource'    = @(
        @{ Shows = 'Writes the profile of an export as a page with charts: what it holds, and what to mend in it before the weekend.'
            Code = '$source | Measure-MigrationSource | Export-MigrationReport ./profile.html' }
        @{ Shows = 'Lists what is wrong with the export, held against the totals that the vendor''s own reports show.'
            Code = '$source | Measure-MigrationSource -VendorTotals ./totals.csv -Finding | Where-Object Severity -EQ Error' }
    )
    'New-MigrationSourceProfile' = @(
        @{ Shows = 'Proposes which file holds which object and which column is which field, for a person to correct.'
            Code = 'New-MigrationSourceProfile -System dentes -Path ./export -Destination ./new.profile.json' }
        @{ Shows = 'Proposes the profile of a connected export, over the one that is there.'
            Code = '$source | New-MigrationSourceProfile -Destination ./dentes.profile.json -Force' }
        @{ Shows = 'Proposes the profile of a database from its tables and columns.'; Needs = 'a database server'
            Code = 'New-MigrationSourceProfile -System dentes -Provider Npgsql -ConnectionString (Read-Host -AsSecureString) -Destination ./dentes.profile.json' }
    )
    'New-MigrationMap'           = @(
        @{ Shows = 'Proposes a map and writes it to a file, which a person reads, edits and approves.'
            Code = '$source | New-MigrationMap | Export-MigrationMap ./new.map.json' }
        @{ Shows = 'Proposes a map whose tables and columns carry the prefix of the practice''s own publisher.'
            Code = '$source | New-MigrationMap -Prefix dnt | Export-MigrationMap ./dnt.map.json' }
        @{ Shows = 'Proposes a map with appointments in a table of their own, and what was decided for another practice.'
            Code = '$source | New-MigrationMap -Variant AppointmentTable -Learn ./learned.json | Export-MigrationMap ./new.map.csv' }
        @{ Shows = 'Lets a language model on this machine reorder what is not sure, and lists what stays open.'; Needs = 'a language model'
            Code = '$source | New-MigrationMap -AssistantUri http://localhost:11434/v1 -AssistantModel llama3.1 | ForEach-Object Open' }
        @{ Shows = 'Asks Azure OpenAI, with a key that stays in its vault.'; Needs = 'a language model'
            Code = '$source | New-MigrationMap -AssistantUri https://contoso.openai.azure.com -AssistantModel gpt-4o -AssistantKeyVault https://contoso.vault.azure.net/secrets/openai' }
    )
    'Import-MigrationMap'        = @(
        @{ Shows = 'Reads a map and holds it against the organisation it is meant for.'
            Code = 'Import-MigrationMap ./dentes.map.json | Test-MigrationMap -Target $target' }
        @{ Shows = 'Reads a map that was edited in a spreadsheet.'
            Code = '$map = Import-MigrationMap ./dentes.map.csv' }
    )
    'Export-MigrationMap'        = @(
        @{ Shows = 'Writes a map as JSON, which editors check against its schema.'
            Code = '$map | Export-MigrationMap ./copy.map.json' }
        @{ Shows = 'Writes a map as a table for a spreadsheet; it reads back to the same map.'
            Code = '$map | Export-MigrationMap ./copy.map.csv -Delimiter '',''' }
    )
    'Test-MigrationMap'          = @(
        @{ Shows = 'Says whether an approved map fits the export and the organisation; each problem is an error of its own.'
            Code = 'Test-MigrationMap $map -Source $source -Target $target -Approved' }
        @{ Shows = 'Looks at a map alone, while it is being edited.'
            Code = 'Import-MigrationMap ./dentes.map.json | Test-MigrationMap' }
    )
    'Approve-MigrationMap'       = @(
        @{ Shows = 'Signs the map as it is now; when it is edited later, the approval no longer holds.'
            Code = '$map = Import-MigrationMap ./dentes.map.json | Approve-MigrationMap -Approver ayse@contoso.com' }
        @{ Shows = 'Signs that what is still open stays behind, and remembers the decisions for the next practice.'
            Code = '$map = Import-MigrationMap ./dentes.map.csv | Approve-MigrationMap -Approver ayse@contoso.com -IgnoreOpen -Learn ./learned.json' }
    )
    'Get-MigrationTransform'     = @(
        @{ Shows = 'Lists all transforms that a column of a map can name.'
            Code = 'Get-MigrationTransform' }
        @{ Shows = 'Shows the parameters of one transform.'
            Code = 'Get-MigrationTransform phone | ForEach-Object Parameters' }
    )
    'Get-MigrationValueMap'      = @(
        @{ Shows = 'Lists what the words of a choice become in the map that ships.'
            Code = 'Get-MigrationValueMap gendercode -System dentes | ForEach-Object Words' }
        @{ Shows = 'Lists the value maps that several columns of a map share.'
            Code = 'Import-MigrationMap ./dentes.map.json | Get-MigrationValueMap | Where-Object IsNamed' }
    )
    'New-MigrationSchemaPlan'    = @(
        @{ Shows = 'Lists what the map needs and the organisation has not got.'
            Code = '$map | New-MigrationSchemaPlan -Target $target | Where-Object Status -NE Exists' }
        @{ Shows = 'Plans text columns of a length that fits the export.'
            Code = '$map | New-MigrationSchemaPlan -Target $target -Profile ($source | Measure-MigrationSource)' }
        @{ Shows = 'Makes only what a rehearsal nobody looks at needs.'
            Code = '$map | New-MigrationSchemaPlan -Target $sandbox -Exclude View, Form, Chart, Dashboard, SiteMap, App | New-DataverseCustomTable' }
    )
    'New-DataverseCustomTable'   = @(
        @{ Shows = 'Says what would be made, and makes nothing.'
            Code = '$map | New-MigrationSchemaPlan -Target $target | New-DataverseCustomTable -WhatIf' }
        @{ Shows = 'Makes of a plan what people see, when its tables are there.'
            Code = '$plan | New-DataverseCustomTable -Kind View, Form, Chart, Dashboard, SiteMap, App' }
    )
    'Measure-DataverseCapacity'  = @(
        @{ Shows = 'Says what the migration takes of tables, requests, storage and time, with twelve licences.'
            Code = 'Measure-DataverseCapacity $map -Target $target -Source $source -LicenseCount 12' }
        @{ Shows = 'Computes the same from a profile that was measured before.'
            Code = '$source | Measure-MigrationSource | Measure-DataverseCapacity $map -Force | Format-Table Topic, Measure, Value, Unit, Limit' }
    )
    'Resolve-ProviderOwner'      = @(
        @{ Shows = 'Finds the user who will own each provider''s rows; the fallback owner has the rest.'
            Code = '$owners = $source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback zeynep.kilic@example.com' }
        @{ Shows = 'Takes a person''s choices first, and shows as a page how each owner was found.'
            Code = '$source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback zeynep.kilic@example.com -OwnerMap ./owners.csv | Export-MigrationReport ./owners.html' }
    )
    'Update-MigrationOwner'      = @(
        @{ Shows = 'Moves rows from the fallback owner to users who have come since, and reads every owner back.'
            Code = 'Update-MigrationOwner $run' }
        @{ Shows = 'Moves rows as an owner map says that a person has corrected.'
            Code = '$owners = $source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback zeynep.kilic@example.com -OwnerMap ./owners.csv; Update-MigrationOwner $run -Owner $owners' }
    )
    'Import-ProviderOwnerMap'    = @(
        @{ Shows = 'Reads an owner map that a person has corrected.'
            Code = '$owners = Import-ProviderOwnerMap ./owners.csv' }
        @{ Shows = 'Lists the providers whose rows the fallback owner would have.'
            Code = 'Import-ProviderOwnerMap ./owners.csv | Where-Object Status -NotIn Matched, Chosen, Fallback' }
    )
    'Export-ProviderOwnerMap'    = @(
        @{ Shows = 'Writes the owner map to a file that a person can correct.'
            Code = '$owners | Export-ProviderOwnerMap ./owners.csv' }
        @{ Shows = 'Writes it and goes on with it.'
            Code = '$owners | Export-ProviderOwnerMap ./owners.csv -PassThru | Group-Object Status -NoElement' }
    )
}
