namespace DentalMigration.Mapping.Proposing;

/// <summary>What a field's values look like.</summary>
internal enum ValueKind
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>Running text.</summary>
    Text,

    /// <summary>A short code or number that names a record.</summary>
    Code,

    /// <summary>A number on a document: a policy, a receipt, a licence.</summary>
    DocNo,

    /// <summary>A person's full name.</summary>
    Person,

    /// <summary>A given name.</summary>
    FirstName,

    /// <summary>A family name.</summary>
    LastName,

    /// <summary>A form of address: <c>Dr.</c></summary>
    PersonTitle,

    /// <summary>A company's name.</summary>
    Company,

    /// <summary>Any other name.</summary>
    Name,

    /// <summary>Who entered something.</summary>
    User,

    /// <summary>One of a few words.</summary>
    Status,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A day and time.</summary>
    DateTime,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A number of minutes.</summary>
    Minutes,

    /// <summary>A length of time between visits: <c>6M1D</c>.</summary>
    Interval,

    /// <summary>A row of time units: <c>//XXXX//</c>.</summary>
    Pattern,

    /// <summary>An amount of money.</summary>
    Money,

    /// <summary>A number with a fraction.</summary>
    Decimal,

    /// <summary>A percentage.</summary>
    Percent,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A currency.</summary>
    Currency,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A web address.</summary>
    Url,

    /// <summary>A street address.</summary>
    Address,

    /// <summary>A town.</summary>
    City,

    /// <summary>A part of a town or province.</summary>
    District,

    /// <summary>A state's short name.</summary>
    State,

    /// <summary>A postal code.</summary>
    Postal,

    /// <summary>A national id with check digits.</summary>
    NationalId,

    /// <summary>A tax number.</summary>
    TaxNo,

    /// <summary>A US provider's number, with a check digit.</summary>
    Npi,

    /// <summary>A sex.</summary>
    Gender,

    /// <summary>A marital status.</summary>
    Marital,

    /// <summary>A blood group.</summary>
    Blood,

    /// <summary>A relationship to the insured.</summary>
    Relation,

    /// <summary>One tooth.</summary>
    Tooth,

    /// <summary>Several teeth.</summary>
    Teeth,

    /// <summary>Surfaces of a tooth.</summary>
    Surface,

    /// <summary>A quadrant or area of the mouth.</summary>
    Quadrant,

    /// <summary>An upper or lower jaw.</summary>
    Jaw,

    /// <summary>A procedure code: CDT, SUT, TDB.</summary>
    ProcCode,

    /// <summary>An ICD-10 code.</summary>
    Icd,

    /// <summary>A file's name.</summary>
    FileName,

    /// <summary>A path of a file.</summary>
    Path,

    /// <summary>A MIME type.</summary>
    Mime,

    /// <summary>A file's content, in Base64.</summary>
    Content,
}
