using DentalMigration.Sources;
using DentalMigration.Sources.Derived;

namespace DentalMigration.Tests.Sources.Derived;

/// <summary>Records made from other objects' records.</summary>
public sealed class DerivationTests : IDisposable
{
    private readonly ExportFolder _folder = new(complete: false);

    public DerivationTests()
    {
        _folder.Write("Practices.csv", "Practice ID,Practice Name\nP1,North\nP2,South\n");
        _folder.Write("Providers.csv", "Provider ID,First Name,Last Name\n10,Ann,Lee\n");
        _folder.Write(
            "Patients.csv",
            "Patient ID,First Name,Last Name,Practice ID,Referring Dr,Insurance Carrier\n1,A,B,P1,Dr. Jo Ruiz,Delta\n2,C,D,P1,JO RUIZ,delta \n3,E,F,P2,,\n4,G,H,P2,Kim Oh,Aetna\n");
    }

    [Fact]
    public void Those_who_referred_are_one_record_of_each_mention_and_one_key_of_each_person()
    {
        List<SourceRecord> referrals = Read("referral");
        Assert.Equal(3, referrals.Count);
        Assert.Equal(2, referrals.Select(r => r.Key).Distinct().Count());
        Assert.Equal("Patients.csv:2", referrals[0].Position.ToString());
        Assert.Equal("Dr. Jo Ruiz", referrals[0].Read("full_name").Value);
        Assert.Null(referrals[0].Read("first_name").Value);
    }

    [Fact]
    public void A_dentist_of_the_same_name_in_another_practice_is_another()
    {
        _folder.Write(
            "Patients.csv",
            "Patient ID,First Name,Last Name,Referring Dr,Referring Practice\n1,A,B,Jo Ruiz,Oak Dental\n2,C,D,Jo Ruiz,Elm Dental\n3,E,F,Jo Ruiz,OAK dental\n");
        Assert.Equal(2, Read("referral").Select(r => r.Key).Distinct().Count());
    }

    [Fact]
    public void A_name_of_the_objects_own_file_is_no_mention()
    {
        _folder.Write("Referrals.csv", "Referring Provider ID,Full Name\nR1,Jo Ruiz\n");
        Assert.Equal(["R1", "Kim Oh"], Read("referral").Select(r => r.Position.File == "Referrals.csv" ? r.Key : (string)r.Read("full_name").Value!));
    }

    [Fact]
    public void Payers_come_from_policies_and_from_patients()
    {
        _folder.Write("Insurance.csv", "Policy ID,Patient ID,Carrier Name,Policy Number\n1,1,Delta,X1\n2,2,Cigna,X2\n");
        Assert.Equal(["Insurance.csv", "Insurance.csv", "Patients.csv", "Patients.csv", "Patients.csv"], Read("payer").Select(r => r.Position.File));
        Assert.Equal(3, Read("payer").Select(r => r.Key).Distinct().Count());
    }

    [Fact]
    public void Only_another_practice_than_the_patients_own_is_a_visit()
    {
        _folder.Write(
            "Appointments.csv",
            "Appointment ID,Patient ID,Practice ID,Appointment Date,Start Time\n1,1,P1,01/02/2024,9:00 AM\n2,1,P2,01/03/2024,9:00 AM\n3,1,P2,01/04/2024,9:00 AM\n4,9,P1,01/05/2024,9:00 AM\n");
        Assert.Equal(["1|P2", "1|P2"], Read("visit").Select(r => r.Key));
    }

    [Fact]
    public void Billing_cycles_sum_the_charges_of_a_month()
    {
        _folder.Write(
            "Billing.csv",
            "Ledger ID,Patient ID,Entry Date,Charge Amount\n1,1,01/02/2024,100.10\n2,1,01/30/2024,50.05\n3,1,02/01/2024,1.00\n4,2,01/05/2024,7.00\n5,2,01/06/2024,\n");
        Assert.Equal(
            [("1|2024-01|", 150.15m), ("1|2024-02|", 1.00m), ("2|2024-01|", 7.00m)],
            Read("billing_cycle").Select(r => (r.Key, (decimal)r.Read("amount").Value!)));
        Assert.Equal(new DateOnly(2024, 1, 31), Read("billing_cycle")[0].Read("end_date").Value);
    }

    [Fact]
    public void A_copy_has_the_fields_and_the_key_of_its_record()
    {
        SourceRecord contact = Assert.Single(Read("provider_contact"));
        Assert.Equal(("10", "Lee"), (contact.Key, contact.Read("last_name").Value));
    }

    public void Dispose() => _folder.Dispose();

    private List<SourceRecord> Read(string objectName)
    {
        using ISource source = DerivingSource.Over(_folder.Open(ExportFolder.DentalExec));
        return [.. source.Read(objectName).ToBlockingEnumerable()];
    }
}
