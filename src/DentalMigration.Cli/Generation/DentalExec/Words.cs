namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>Words the practice uses in its choices and notes.</summary>
internal static class Words
{
    public static readonly (string City, string Zip)[] Towns =
        [("Manchester", "03103"), ("Nashua", "03062"), ("Bedford", "03110"), ("Hooksett", "03106-1418"), ("Merrimack", "03054"), ("Boston", "02134")];

    public static readonly string[] Streets = ["Elm St", "Maple Ave", "Pond Rd", "Beech St", "Mill Rd", "Kosciuszko St", "2nd St"];
    public static readonly string[] Carriers = ["Delta Dental of New Hampshire", "Granite Health Dental", "Northeast Mutual", "Harbor Life"];
    public static readonly string[] Employers = ["Merrimack Mills", "City of Nashua", "Amoskeag Tools", "Queen City Foods"];
    public static readonly string[] Alerts = ["PENICILLIN ALLERGY", "HEART MURMUR", "BLOOD THINNER", "PREMED 1 HR BEFORE"];
    public static readonly string[] Medications = ["Metformin 500 mg", "Lisinopril 10 mg", "Warfarin 5 mg", "Atorvastatin 20 mg"];
    public static readonly string[] Sources = ["Google", "Friend", "Yellow Pages", "Insurance list", "Drive by"];
    public static readonly string[] PatientNotes = ["prefers afternoons", "call mom for payment, not pt", "gags easily", "likes Dr. Quill only"];
    public static readonly string[] PlanNames = ["Crown + fillings", "Perio phase 1", "Ortho consult", "Full mouth rehab", "Fillings UR"];
    public static readonly string[] PlanNotes = ["declined crown for now", "waiting on preauth", "wants payment plan"];
    public static readonly string[] AppointmentTypes = ["Recall", "New Patient", "Crown seat", "Filling", "Emergency", "Consult"];
    public static readonly string[] AppointmentNotes = ["bring xrays", "late last time", "needs premed", "mom will wait"];
    public static readonly string[] Desks = ["JANE", "TIM", "ROSA"];
    public static readonly string[] Quadrants = ["UR", "UL", "LL", "LR"];
    public static readonly string[] Surfaces = ["M", "O", "D", "B", "L"];
    public static readonly string[] AnxietyLevels = ["Calm", "Mild", "Severe"];
}
