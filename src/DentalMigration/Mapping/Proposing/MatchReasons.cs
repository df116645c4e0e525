namespace DentalMigration.Mapping.Proposing;

/// <summary>Says in words what speaks for and against a field; never with a value.</summary>
internal static class MatchReasons
{
    /// <summary>The reasons, the strongest first.</summary>
    /// <param name="field">The field.</param>
    /// <param name="features">The evidence.</param>
    /// <param name="isOutdone">True where another column is surer to be the field.</param>
    public static IReadOnlyList<string> Of(FieldDescription field, double[] features, bool isOutdone)
    {
        double Has(Feature feature) => features[(int)feature];
        var reasons = new List<string>();
        void Add(bool holds, string reason)
        {
            if (holds)
            {
                reasons.Add(reason);
            }
        }

        Add(Has(Feature.KnownSpelling) > 0, "The heading is a known spelling of it.");
        Add(Has(Feature.KnownSpelling) == 0 && Has(Feature.KnownElsewhere) > 0, "The heading is known from other files.");
        Add(Has(Feature.SameMeaning) > 0, "The heading says what the field is.");
        Add(Has(Feature.SameMeaning) == 0 && Has(Feature.Meaning) > 0.5, "The heading shares most of its words with the field.");
        Add(Has(Feature.KnownSpelling) == 0 && Has(Feature.Resemblance) > 0.6, "The heading is spelt almost like a known one.");
        Add(Has(Feature.ValuesFor) > 0.5, $"The values look like {Looks(field.Kind)}.");
        Add(Has(Feature.ValuesAgainst) < -0.4, $"The values do not look like {Looks(field.Kind)}.");
        Add(Has(Feature.KnownAsOther) > 0, "The heading is known to mean another field.");
        Add(Has(Feature.Unexplained) > 1.5, "A word of the heading says something else.");
        Add(isOutdone, "Another column is surer to be it.");
        return reasons;
    }

    private static string Looks(ValueKind kind) => kind switch
    {
        ValueKind.Date => "days",
        ValueKind.DateTime => "days with times",
        ValueKind.Time => "times of day",
        ValueKind.Minutes => "minutes",
        ValueKind.Money => "amounts",
        ValueKind.Decimal => "numbers",
        ValueKind.Percent => "percentages",
        ValueKind.Integer => "whole numbers",
        ValueKind.Phone => "telephone numbers",
        ValueKind.Email => "e-mail addresses",
        ValueKind.Url => "web addresses",
        ValueKind.NationalId => "national ids, check digits included",
        ValueKind.Npi => "NPIs, check digit included",
        ValueKind.TaxNo => "tax numbers",
        ValueKind.Postal => "postal codes",
        ValueKind.Person or ValueKind.FirstName or ValueKind.LastName => "names of persons",
        ValueKind.Company or ValueKind.Name => "names",
        ValueKind.Flag => "yes and no",
        ValueKind.Gender => "sexes",
        ValueKind.Marital => "marital statuses",
        ValueKind.Blood => "blood groups",
        ValueKind.Relation => "relationships",
        ValueKind.Tooth or ValueKind.Teeth => "teeth",
        ValueKind.Surface => "tooth surfaces",
        ValueKind.Quadrant or ValueKind.Jaw => "areas of the mouth",
        ValueKind.ProcCode => "procedure codes",
        ValueKind.Icd => "ICD-10 codes",
        ValueKind.Currency => "currencies",
        ValueKind.Address or ValueKind.City or ValueKind.District or ValueKind.State => "parts of addresses",
        ValueKind.FileName or ValueKind.Path => "names of files",
        ValueKind.Mime => "MIME types",
        ValueKind.Content => "contents of files",
        ValueKind.Code or ValueKind.DocNo => "codes",
        ValueKind.Status => "a few words",
        ValueKind.PersonTitle => "titles",
        ValueKind.Interval or ValueKind.Pattern => "spans of time",
        _ => "text",
    };
}
