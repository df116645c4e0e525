# Examples of reading a Dental-Exec export.
@{
    'Get-DentalExecPatient'           = @(
        @{ Shows = 'Lists the patients of which something could not be read; Fault names the code and the field.'
            Code = '$source | Get-DentalExecPatient | Where-Object Fault' }
        @{ Shows = 'Reads some patients by their number.'
            Code = 'Get-DentalExecPatient $source -PatientId 104213, 104214' }
    )
    'Get-DentalExecPractice'          = @(
        @{ Shows = 'Lists the practices with their keys.'
            Code = '$source | Get-DentalExecPractice | Format-Table Key, Name, City' }
        @{ Shows = 'Counts the practices by state.'
            Code = '$source | Get-DentalExecPractice | Group-Object State -NoElement' }
    )
    'Get-DentalExecReferringProvider' = @(
        @{ Shows = 'Counts the patients whom each referring provider sent.'
            Code = '$source | Get-DentalExecReferringProvider | Group-Object FullName, PracticeName -NoElement' }
        @{ Shows = 'Lists the practices that refer patients.'
            Code = '$source | Get-DentalExecReferringProvider | Sort-Object PracticeName -Unique | Format-Table PracticeName' }
    )
    'Get-DentalExecProvider'          = @(
        @{ Shows = 'Finds the user who will own each provider''s rows.'
            Code = '$source | Get-DentalExecProvider | Resolve-ProviderOwner -Target $target -Fallback zeynep.kilic@example.com' }
        @{ Shows = 'Counts the providers by specialty.'
            Code = '$source | Get-DentalExecProvider | Group-Object Specialty -NoElement' }
    )
    'Get-DentalExecProcedure'         = @(
        @{ Shows = 'Counts the procedures by CDT code.'
            Code = '$source | Get-DentalExecProcedure | Group-Object ProcedureCode -NoElement' }
        @{ Shows = 'Reads the procedures of one patient.'
            Code = '$source | Get-DentalExecProcedure -PatientId 104213' }
    )
    'Get-DentalExecInsurancePolicy'   = @(
        @{ Shows = 'Reads the policies of one patient.'
            Code = '$source | Get-DentalExecInsurancePolicy -PatientId 104213' }
        @{ Shows = 'Counts the policies by carrier.'
            Code = '$source | Get-DentalExecInsurancePolicy | Group-Object CarrierName -NoElement' }
    )
    'Get-DentalExecAppointment'       = @(
        @{ Shows = 'Counts the appointments by their status.'
            Code = '$source | Get-DentalExecAppointment | Group-Object Status -NoElement' }
        @{ Shows = 'Lists the appointments since a day.'
            Code = '$source | Get-DentalExecAppointment | Where-Object StartDate -GT ([DateOnly]''2023-11-10'')' }
    )
    'Get-DentalExecBillingRecord'     = @(
        @{ Shows = 'Lists the lines whose claim was paid.'
            Code = '$source | Get-DentalExecBillingRecord | Where-Object ClaimStatus -EQ Paid' }
        @{ Shows = 'Adds up what all patients were charged.'
            Code = '$source | Get-DentalExecBillingRecord | Measure-Object ChargeAmount -Sum' }
    )
    'Get-DentalExecTreatmentPlan'     = @(
        @{ Shows = 'Adds up the estimates of all plans.'
            Code = '$source | Get-DentalExecTreatmentPlan | Measure-Object EstimatedCost -Sum' }
        @{ Shows = 'Counts the plans by their status.'
            Code = '$source | Get-DentalExecTreatmentPlan | Group-Object Status -NoElement' }
    )
    'Get-DentalExecNote'              = @(
        @{ Shows = 'Reads the notes of the first ten patients.'
            Code = '$source | Get-DentalExecPatient | Select-Object -First 10 | Get-DentalExecNote' }
        @{ Shows = 'Counts the notes by type.'
            Code = '$source | Get-DentalExecNote | Group-Object NoteType -NoElement' }
    )
    'Get-DentalExecTask'              = @(
        @{ Shows = 'Lists the tasks that are still open.'
            Code = '$source | Get-DentalExecTask | Where-Object IsCompleted -EQ $false' }
        @{ Shows = 'Counts the tasks by type; recalls hide among them.'
            Code = '$source | Get-DentalExecTask | Group-Object TaskType -NoElement' }
    )
    'Get-DentalExecRecall'            = @(
        @{ Shows = 'Lists the recalls by the day they are due, with those found among the tasks.'
            Code = '$source | Get-DentalExecRecall | Sort-Object DueDate' }
        @{ Shows = 'Counts the recalls by their status.'
            Code = '$source | Get-DentalExecRecall | Group-Object Status -NoElement' }
    )
    'Get-DentalExecAttachment'        = @(
        @{ Shows = 'Lists the documents of more than 1 MB.'
            Code = '$source | Get-DentalExecAttachment | Where-Object FileSize -GT 1MB' }
        @{ Shows = 'Reads the documents of one patient.'
            Code = '$source | Get-DentalExecAttachment -PatientId 104213' }
    )
    'Get-DentalExecCustomField'       = @(
        @{ Shows = 'Lists the fields that the practice uses and its export does not define.'
            Code = '$source | Get-DentalExecCustomField | Where-Object IsDefined -EQ $false' }
        @{ Shows = 'Counts the practice''s own fields by object.'
            Code = '$source | Get-DentalExecCustomField | Group-Object AppliesTo -NoElement' }
    )
}
