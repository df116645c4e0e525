# Examples of reading a Dr.DENTES export.
@{
    'Get-DentesPatient'         = @(
        @{ Shows = 'Lists the patients of which something could not be read; Fault names the code and the field.'
            Code = '$source | Get-DentesPatient | Where-Object Fault' }
        @{ Shows = 'Reads some patients by their number.'
            Code = 'Get-DentesPatient $source -PatientId 4128, 4129' }
        @{ Shows = 'Loads the active patients only; the others count as filtered.'
            Code = '$source | Get-DentesPatient | Where-Object Status -EQ Aktif | Invoke-MigrationBatch $run' }
    )
    'Get-DentesPractice'        = @(
        @{ Shows = 'Lists the practices with their keys.'
            Code = '$source | Get-DentesPractice | Format-Table Key, Name, City' }
        @{ Shows = 'Lists the practices that belong to a group.'
            Code = '$source | Get-DentesPractice | Where-Object ParentPractice' }
    )
    'Get-DentesProvider'        = @(
        @{ Shows = 'Finds the user who will own each provider''s rows.'
            Code = '$source | Get-DentesProvider | Resolve-ProviderOwner -Target $target -Fallback zeynep.kilic@example.com' }
        @{ Shows = 'Lists the providers without an e-mail address, whose rows would go to the fallback owner.'
            Code = '$source | Get-DentesProvider | Where-Object { -not $_.Email } | Format-Table Key, FullName' }
    )
    'Get-DentesTreatmentPlan'   = @(
        @{ Shows = 'Counts the plans by their status as the export has it.'
            Code = '$source | Get-DentesTreatmentPlan | Group-Object Status -NoElement' }
        @{ Shows = 'Reads one patient''s plans.'
            Code = '$source | Get-DentesTreatmentPlan -PatientId 4128' }
    )
    'Get-DentesProcedureLine'   = @(
        @{ Shows = 'Counts the procedures by their code.'
            Code = '$source | Get-DentesProcedureLine | Group-Object ProcedureCode -NoElement' }
        @{ Shows = 'Loads the procedures of one patient, their patient and plan first.'
            Code = '$source | Get-DentesProcedureLine -PatientId 4128 | Invoke-MigrationBatch $run' }
    )
    'Get-DentesAppointment'     = @(
        @{ Shows = 'Loads the appointments since a day, with the patients they are of.'
            Code = '$source | Get-DentesAppointment | Where-Object StartDate -GT ([DateOnly]''2023-11-10'') | Invoke-MigrationBatch $run' }
        @{ Shows = 'Counts the appointments by their status.'
            Code = '$source | Get-DentesAppointment | Group-Object Status -NoElement' }
    )
    'Get-DentesInsurancePolicy' = @(
        @{ Shows = 'Counts the policies by carrier, as it is written in the export.'
            Code = '$source | Get-DentesInsurancePolicy | Group-Object CarrierName -NoElement' }
        @{ Shows = 'Reads the policies of one patient.'
            Code = 'Get-DentesInsurancePolicy $source -PatientId 4129' }
    )
    'Get-DentesClinicalNote'    = @(
        @{ Shows = 'Reads the notes of the active patients.'
            Code = '$source | Get-DentesPatient | Where-Object Status -EQ Aktif | Get-DentesClinicalNote' }
        @{ Shows = 'Counts the notes by type.'
            Code = '$source | Get-DentesClinicalNote | Group-Object NoteType -NoElement' }
    )
    'Get-DentesBillingLine'     = @(
        @{ Shows = 'Adds up what a patient paid.'
            Code = '$source | Get-DentesBillingLine -PatientId 4128 | Measure-Object PaymentAmount -Sum' }
        @{ Shows = 'Counts the lines of the ledger by their kind.'
            Code = '$source | Get-DentesBillingLine | Group-Object EntryType -NoElement' }
    )
    'Get-DentesAttachment'      = @(
        @{ Shows = 'Adds up the size of all documents.'
            Code = '$source | Get-DentesAttachment | Measure-Object FileSize -Sum' }
        @{ Shows = 'Lists the documents too large for a note, which go to a file column.'
            Code = '$source | Get-DentesAttachment | Where-Object FileSize -GT 1MB | Format-Table Key, FileName, FileSize' }
    )
    'Get-DentesRecall'          = @(
        @{ Shows = 'Lists the recalls by the day they are due.'
            Code = '$source | Get-DentesRecall | Sort-Object DueDate' }
        @{ Shows = 'Reads the recalls of some patients.'
            Code = '$source | Get-DentesPatient | Select-Object -First 1 | Get-DentesRecall' }
    )
    'Get-DentesCustomField'     = @(
        @{ Shows = 'Lists the fields that the practice uses and its export does not define.'
            Code = '$source | Get-DentesCustomField | Where-Object IsDefined -EQ $false' }
        @{ Shows = 'Counts the practice''s own fields by object.'
            Code = '$source | Get-DentesCustomField | Group-Object AppliesTo -NoElement' }
    )
}
