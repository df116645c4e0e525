using DentalMigration.Sources;

namespace DentalMigration.Tests.Generation;

/// <summary>What an export of Dental-Exec must look like for the tests of reading and migrating to mean something.</summary>
public sealed class DentalExecPracticeTests : IDisposable
{
    private readonly Practice _practice = new("dental-exec");

    public void Dispose() => _practice.Dispose();

    [Fact]
    public void Values_are_written_as_an_American_program_does()
    {
        _practice.Generate(60);
        string[] patients = File.ReadAllLines(_practice.File("Patients.csv"));

        Assert.StartsWith("Patient ID,Chart #,Last Name,First Name,", patients[0]);
        Assert.Matches(@"^104201,.*,\d{2}/\d{2}/\d{4},.*,0\d{4}(-\d{4})?,.*\$\d", patients[1]);
        Assert.Matches(@",\d{2}:\d{2}P,", File.ReadAllText(_practice.File("Appointments.csv")));
    }

    [Fact]
    public void Years_of_two_digits_are_read_by_what_the_field_means()
    {
        _practice.Generate(60, mess: 0);

        Assert.Matches(@",\d{2}/\d{2}/\d{2},", File.ReadLines(_practice.File("Insurance.csv")).Skip(1).First());
        Assert.All(
            _practice.Read("insurance").Select(r => r.Read("subscriber_birth_date").Value).OfType<DateOnly>(),
            d => Assert.InRange(d, new DateOnly(1938, 1, 1), new DateOnly(2021, 12, 31)));
        Assert.All(
            _practice.Read("task").Select(r => r.Read("due_date").Value).OfType<DateOnly>(),
            d => Assert.InRange(d, new DateOnly(2015, 1, 1), new DateOnly(2027, 12, 31)));
    }

    [Fact]
    public void Families_share_a_guarantor_and_a_policy_number()
    {
        _practice.Generate(200, mess: 0);
        List<SourceRecord> patients = _practice.Read("patient");

        Assert.Contains(patients, p => p.Read("guarantor_id").Value is string);
        Assert.Contains(_practice.Read("insurance").GroupBy(p => (string)p.Read("policy_number").Value!), g => g.Select(p => p.Read("patient_id").Value).Distinct().Count() > 1);
    }

    [Fact]
    public void Referring_dentists_are_named_by_many_and_spelt_in_several_ways()
    {
        _practice.Generate(200, mess: 0);
        List<(string Name, string Practice)> named = [.. _practice.Read("patient")
            .Where(p => p.Read("referring_provider_name").Value is string)
            .Select(p => ((string)p.Read("referring_provider_name").Value!, (string)p.Read("referring_practice_name").Value!))];

        Assert.True(named.Count > 20);
        Assert.Contains(named.GroupBy(n => n.Practice), g => g.Select(n => n.Name).Distinct().Count() > 1);
        Assert.Equal(2, named.Where(n => n.Name == "Dr. Anna Reyes").Select(n => n.Practice).Distinct().Count());
    }

    [Fact]
    public void Some_patients_are_seen_at_both_locations()
    {
        _practice.Generate(100, mess: 0);
        Dictionary<string, object?> home = _practice.Read("patient").ToDictionary(p => p.Key, p => p.Read("practice_id").Value);

        Assert.Contains(_practice.Read("appointment"), a => !Equals(home[(string)a.Read("patient_id").Value!], a.Read("practice_id").Value));
    }

    [Fact]
    public void Billing_comes_to_the_balance_on_the_card()
    {
        _practice.Generate(200, mess: 0);
        Dictionary<string, decimal> sums = _practice.Read("ledger")
            .GroupBy(r => (string)r.Read("patient_id").Value!)
            .ToDictionary(p => p.Key, p => p.Sum(r => Amount(r, "charge_amount") - Amount(r, "payment_amount") - Amount(r, "insurance_payment") - Amount(r, "writeoff_amount")));

        Assert.All(_practice.Read("patient"), p => Assert.Equal(Amount(p, "balance"), sums.GetValueOrDefault(p.Key)));
        Assert.Equal(["Denied", "Paid", "Pending", "Submitted"], _practice.Read("ledger").Select(r => r.Read("claim_status").Value).OfType<string>().Distinct().Order());
    }

    [Fact]
    public void Tasks_hold_recalls_in_many_words_and_other_things()
    {
        _practice.Generate(100, mess: 0);
        List<string> subjects = [.. _practice.Read("task").Select(t => (string)t.Read("subject").Value!)];

        Assert.Contains(subjects, s => s.StartsWith("6 MO RECALL - LAST PROPHY ", StringComparison.Ordinal));
        Assert.Contains(subjects, s => s.StartsWith("Hygiene recare due ", StringComparison.Ordinal));
        Assert.Contains("call re: recall letter", subjects);
        Assert.Contains("call lab re crown", subjects);
    }

    private static decimal Amount(SourceRecord record, string field) => record.Read(field).Value as decimal? ?? 0;
}
