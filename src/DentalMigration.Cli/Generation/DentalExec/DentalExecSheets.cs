using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>The headers of the files of Dental-Exec. The first is the key where nothing else is said.</summary>
internal static class DentalExecSheets
{
    public static readonly SheetColumns Practices = new(
        "practice", "Location ID;Office Name;Parent Office;Street;City;State;Zip;Practice Phone;Fax;Website;EIN;NPI Type 2;Office Manager");

    public static readonly SheetColumns Providers = new(
        "provider",
        "Provider ID;Prov Code;Provider First;Provider Last;Name;Credentials;Specialty;Email;NPI;License #;Role;Active;Inactive Date;Office Phone");

    /// <summary>The last three are fields of the practice's own.</summary>
    public static readonly SheetColumns Patients = new(
        "patient",
        "Patient ID;Chart #;Last Name;First Name;Middle;Preferred Name;DOB;Sex;SSN;Home Phone;Cell Phone;Email Address;Address 1;Address 2;City;State;"
        + "Zip Code;Practice ID;Provider ID;Guarantor ID;Family ID;Referring Dr;Referring Practice;Referral Source;Patient Status;Balance;"
        + "Medical Alert;Allergies;Medications;Drug Interaction;Premed Required;Primary Insurance;Group #;Subscriber ID;Relationship to Subscriber;"
        + "First Visit Date;Last Visit;HIPAA Signed;Text OK;Notes;Date Added;Entered By;Last Update;Smile Club #;Anxiety Level;Whitening Offer Until");

    public static readonly SheetColumns Plans = new(
        "treatment_plan", "Plan #;Patient ID;Plan Name;Provider;Plan Date;Plan Status;Accepted;Phase;Estimated Cost;Ins Est;Pat Est;Notes");

    /// <summary>The last is a field of the practice's own.</summary>
    public static readonly SheetColumns Procedures = new(
        "procedure",
        "Proc ID;Patient ID;Plan #;DOS;CDT Code;Description;Tooth #;Surf;Quad;Prov;Proc Status;Fee;Est Ins;Claim #;Notes;Entered By;Rx Antibiotic");

    public static readonly SheetColumns Policies = new(
        "insurance",
        "Patient ID;Insurance Company;Group Number;Policy #;Payer ID;Plan Name;Subscriber Name;Sub DOB;Relationship;Effective Date;Term Date;Coverage %;"
        + "Annual Max;Deductible;Order;Employer",
        "Patient ID;Insurance Company;Group Number;Policy #");

    public static readonly SheetColumns Appointments = new(
        "appointment",
        "Appt ID;Patient ID;Patient Name;Practice ID;Dr;Op;Appt Date;Start Time;Length;Appt Type;Proc Code;Appt Status;Confirmed;Comments;Created");

    public static readonly SheetColumns Billing = new(
        "ledger",
        "Ledger ID;Patient ID;Post Date;Date of Service;Transaction Type;Description;Proc ID;Charges;Patient Payment;Ins Payment;Adjustment;Write-Off;"
        + "Patient Portion;Balance;Method;Check #;Claim #;Claim Status;Date Sent;Carrier;Prov");

    public static readonly SheetColumns Notes = new("note", "Note ID;Patient ID;Date;Author;Note Type;Tooth;Clinical Note;Deleted");

    public static readonly SheetColumns Documents = new(
        "document", "Image ID;Patient ID;File Name;Path;Category;MIME;Size;Date Taken;Description;Scanned By;Created");

    public static readonly SheetColumns Tasks = new(
        "task", "Task ID;Patient ID;Patient Name;Task Type;Subject;Body;Due;Status;Priority;Assigned To;Drug Int Flag;Created By;Created;Completed");

    public static readonly SheetColumns CustomFields = new("custom_field", "Object;Field Name;Field Type;Choices", "Object;Field Name");

    public static readonly SheetColumns Workflows = new("workflow", "Name;Kind;Trigger;Action;Active;Notes");
}
