using DentalMigration.Systems;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Sources;

/// <summary>The catalogs against headers and fields written down apart from them, in <c>Spellings/</c>.</summary>
public class SpellingTests
{
    /// <summary>What only practices of the other country have: no export of the system holds it.</summary>
    private static readonly Dictionary<string, string[]> Foreign = new()
    {
        ["dentes practice"] = ["address_id", "npi", "unit_id", "unit_name"],
        ["dentes provider"] = [
            "abbreviation", "address_line1", "city", "credentials", "dea_number", "fee_schedule", "is_hygienist", "is_inactive", "medicaid_id",
            "middle_name", "npi", "postal_code", "state"],
        ["dentes patient"] = [
            "address_type", "apartment_number", "billing_type", "consent_hipaa", "disability_status", "drivers_license", "house_number", "hygienist_id",
            "hygienist_name", "insurance_balance", "insurance_carrier_id", "insurance_deductible", "insurance_estimate", "last_exam_date",
            "last_xray_date", "medicaid_id", "pharmacy", "physician", "preferred_contact_method", "premedication_flag", "procedure_description",
            "recall_contact_method", "referring_provider_id", "specialty", "start_time", "student_status", "tooth_number"],
        ["dentes treatment_plan"] = ["insurance_estimate_secondary", "procedure_id"],
        ["dentes procedure"] = [
            "claim_id", "is_active", "procedure_short_description", "service_line_id", "tooth_status", "tooth_string", "tooth_surface_combined", "visit_id"],
        ["dentes appointment"] = [
            "appointment_subtype", "duration_pattern", "duration_units", "external_appointment_id", "hygienist_id", "is_hygiene", "surface"],
        ["dentes insurance"] = ["dependent_code", "encounter_number", "renewal_month", "secondary_carrier_id", "subscriber_patient_id"],
        ["dental-exec practice"] = ["registry_code", "tax_office"],
        ["dental-exec patient"] = ["consent_kvkk", "photo_frame_colour"],
        ["dental-exec treatment_plan"] = ["sgk_tracking_number"],

        // A claim is part of the ledger, where these have another name.
        ["dental-exec claim"] = ["carrier_name", "sent_on"],
    };

    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public void A_header_seen_in_exports_is_the_field_it_means(string system)
    {
        SystemCatalog catalog = SystemCatalog.Load(system);
        List<string> wrong = [];
        foreach (string line in Lines($"{system}.txt"))
        {
            string[] parts = line.Split(": ", 2);
            string[] place = parts[0].Split(' ');
            wrong.AddRange(parts[1].Split(" | ").Where(h => (Find(catalog[place[0]], h) ?? "-") != place[1]).Select(h => $"{parts[0]}: {h}"));
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("dentes", "claim", "referral", "task")]
    [InlineData("dental-exec")]
    public void Every_field_is_in_the_catalog_or_of_the_other_country(string system, params string[] absent)
    {
        SystemCatalog catalog = SystemCatalog.Load(system);
        foreach (string line in Lines("fields.txt"))
        {
            string[] parts = line.Split(": ", 2);
            string name = parts[0] == "claim" ? "ledger" : parts[0];
            if (!absent.Contains(parts[0]))
            {
                IEnumerable<string> missing = parts[1].Split(' ').Where(f => catalog[name].Find(f) is null);
                Assert.Empty(missing.Except(Foreign.GetValueOrDefault($"{system} {parts[0]}", [])));
            }
        }
    }

    private static string? Find(CatalogObject o, string header) =>
        o.Fields.FirstOrDefault(f => f.Headers.Any(h => HeaderFold.Fold(h) == HeaderFold.Fold(header)))?.Name;

    private static IEnumerable<string> Lines(string file) => System.IO.File
        .ReadLines(System.IO.Path.Combine(Repository.Root, "tests", "DentalMigration.Tests", "Sources", "Spellings", file))
        .Where(l => l.Length > 0 && l[0] != '#');
}
