using System.Globalization;
using DentalMigration.Mapping;
using DentalMigration.Profiling.Values;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Loading.Sampling;

/// <summary>What kind of patient a record speaks of: still coming or not, insured how, treated in how many phases, with files or without.</summary>
internal sealed class PatientKind(SystemCatalog catalog)
{
    private static readonly HashSet<string> Second = new(["2", "ii", "secondary", "second", "sec", "s", "ikincil", "ikinci", "tamamlayici"], StringComparer.Ordinal);

    private readonly StateMap? _states = DefaultMap.Create(catalog.System).Find("patient")?.State;

    /// <summary>Notes what a record tells of its patient.</summary>
    public void Note(SourceRecord record, PatientTraits patient)
    {
        switch (record.Object.Name)
        {
            case "patient":
                NotePatient(record, patient);
                break;
            case "insurance":
                patient.AddPolicy();
                bool isSecond = record.Read("priority").Value is string order && Second.Contains(HeaderFold.Fold(order));
                if (isSecond || record.Read("secondary_carrier_id").Value is not null)
                {
                    patient.Add(SampleTraits.DualCoverage);
                }

                break;
            case "treatment_plan":
                patient.AddPlan();
                if (Number(record.Read("phase").Value) > 1 || Number(record.Read("sequence").Value) > 1)
                {
                    patient.Add(SampleTraits.MultiPhase);
                }

                break;
            case "document":
                patient.Add(SampleTraits.Attachments);
                break;
        }
    }

    /// <summary>The hash by which the same person is known again; 0 where too little is known.</summary>
    public static ulong Person(SourceRecord patient)
    {
        string name = string.Concat(((string[])["first_name", "last_name", "full_name"]).Select(f => patient.Read(f).Value is string text ? HeaderFold.Fold(text) : ""));
        return name.Length > 0 && patient.Read("birth_date").Value is DateOnly birth ? ValueHash.Of(ValueHash.Of(name), (ulong)birth.DayNumber) : 0;
    }

    private void NotePatient(SourceRecord record, PatientTraits patient)
    {
        patient.Add(IsInactive(record) ? SampleTraits.Inactive : SampleTraits.Active);
        if (record.Read("insurance_carrier").Value is not null)
        {
            patient.NameCarrier();
        }

        if (record.Object.Find("photo_path") is { Type: FieldType.File } && record.Read("photo_path").Value is not null)
        {
            patient.Add(SampleTraits.Attachments);
        }
    }

    /// <summary>By the words that the default map takes for a closed state, and by what else says so.</summary>
    private bool IsInactive(SourceRecord record)
    {
        if (record.Read("is_deleted").Value is true || record.Read("is_active").Value is false || record.Read("deceased_on").Value is not null)
        {
            return true;
        }

        string? word = _states?.Fields.Select(f => record.Read(f).Value).FirstOrDefault(v => v is not null) is { } value
            ? HeaderFold.Fold(Convert.ToString(value, CultureInfo.InvariantCulture)!)
            : null;
        return word is not null && _states!.Values.Any(v => v.Value.State is not null && HeaderFold.Fold(v.Key) == word);
    }

    /// <summary>The number a phase is called by: of 3, <c>2</c>, <c>Faz 2</c>; 0 where it has a name alone.</summary>
    private static long Number(object? value) => value switch
    {
        long number => number,
        string text when text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit).Take(9).ToArray() is { Length: > 0 } digits =>
            long.Parse(digits, CultureInfo.InvariantCulture),
        _ => 0,
    };
}
