namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>A dentist elsewhere who sends patients. The system knows such a one only by what is typed on each patient's card.</summary>
/// <param name="Spellings">The ways the name is typed; they differ by case, blanks and points alone.</param>
/// <param name="Practice">Where the dentist works.</param>
internal sealed record ReferringDentist(string[] Spellings, string Practice)
{
    /// <summary>Five dentists, two of the same name.</summary>
    public static readonly IReadOnlyList<ReferringDentist> All =
    [
        new(["Dr. Omar Voss", "DR OMAR VOSS", "Dr.  Omar Voss"], "Voss Endodontics"),
        new(["Dr. Anna Reyes", "Dr Anna Reyes"], "Lakeside Oral Surgery"),
        new(["Dr. Anna Reyes"], "Reyes Orthodontics"),
        new(["Dr. Kenji Mori", "dr. kenji mori"], "Mori Pediatric Dentistry"),
        new(["Dr. Ruth O'Dell", "DR. RUTH O'DELL"], "Concord Periodontics"),
    ];
}
