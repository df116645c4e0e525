using System.Text.Json.Nodes;
using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Records;

/// <summary>Appointments and activity parties.</summary>
public sealed class AppointmentTests : DataverseTest
{
    private const string Times = "\"scheduledstart\":\"2026-03-03T08:00:00Z\",\"scheduledend\":\"2026-03-03T08:30:00+00:00\"";

    [Theory]
    [InlineData("", 3, 5)]
    [InlineData(",\"statuscode\":1", 0, 1)]
    [InlineData(",\"statuscode\":2", 0, 2)]
    [InlineData(",\"statuscode\":5", 3, 5)]
    [InlineData(",\"statuscode\":6", 3, 6)]
    [Documented("PD:reference/entities/appointment.md", "The state of a new appointment follows its status")]
    public async Task The_state_of_a_new_appointment_follows_its_status(string status, int state, int expected)
    {
        Guid id = await Create("appointments", $$"""{"subject":"x",{{Times}}{{status}}}""");
        JsonObject row = await Row("appointments", id, "statecode,statuscode,scheduleddurationminutes");
        Assert.Equal(state, row["statecode"]!.GetValue<int>());
        Assert.Equal(expected, row["statuscode"]!.GetValue<int>());
        Assert.Equal(30, row["scheduleddurationminutes"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [Documented("PD:reference/entities/appointment.md", "An appointment cannot be created closed but patched so")]
    public async Task An_appointment_cannot_be_created_closed_but_patched_so(int status)
    {
        (await Post("appointments", $$"""{"subject":"x",{{Times}},"statuscode":{{status}}}""")).Is(400, "0x80048408");
        Guid id = await Create("appointments", $$"""{"subject":"x",{{Times}}}""");
        (await Patch($"appointments({id})", $$"""{"statecode":{{status - 2}},"statuscode":{{status}}}""")).Is(204);
        Assert.Equal(status, (await Row("appointments", id, "statuscode"))["statuscode"]!.GetValue<int>());
    }

    [Fact]
    [Documented("PD:reference/entities/appointment.md", "Both ends must be set and in order")]
    public async Task Both_ends_must_be_set_and_in_order()
    {
        (await Post("appointments", """{"subject":"x","scheduledstart":"2026-03-03T08:00:00Z"}""")).Is(400, "0x80040275");
        (await Post("appointments", """{"scheduledstart":"2026-03-03T08:00:00Z","scheduledend":"2026-03-03T07:00:00Z"}""")).Is(400);
        Guid id = await Create("appointments", $$"""{"subject":"x",{{Times}}}""");
        (await Patch($"appointments({id})", """{"scheduledend":null}""")).Is(400, "0x80040275");
    }

    [Fact]
    [Documented("PD:reference/entities/activityparty.md", "Parties are those given and those the server adds")]
    public async Task Parties_are_those_given_and_those_the_server_adds()
    {
        Guid contact = await Create("contacts", """{"lastname":"Hasta"}""");
        Guid id = await Create("appointments", $$"""
            {"subject":"x",{{Times}},"regardingobjectid_contact_appointment@odata.bind":"/contacts({{contact}})",
             "appointment_activity_parties":[{"partyid_contact@odata.bind":"/contacts({{contact}})","participationtypemask":5}]}
            """);
        JsonArray parties = (await Get($"appointments({id})/appointment_activity_parties?$select=participationtypemask,_partyid_value&$orderby=participationtypemask")).Is(200).Value;
        Assert.Equal([5, 7, 8, 9], parties.Select(p => p!["participationtypemask"]!.GetValue<int>()));
        Assert.Equal(contact.ToString(), parties[0]!["_partyid_value"]!.ToString());
        Assert.Equal((await Administrator()).ToString(), parties[1]!["_partyid_value"]!.ToString());
        (await Delete($"appointments({id})")).Is(204);
        Assert.Empty((await Get("activityparties")).Value);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(1)]
    [Documented("PD:reference/entities/activityparty.md", "Other participation types are refused and nothing is written")]
    public async Task Other_participation_types_are_refused_and_nothing_is_written(int mask)
    {
        string before = await Digest(exact: true);
        Guid admin = await Administrator();
        (await Post("appointments", $$"""{"subject":"x",{{Times}},"appointment_activity_parties":[{"partyid_systemuser@odata.bind":"/systemusers({{admin}})","participationtypemask":{{mask}}}]}""")).Is(400);
        Assert.Equal(before, await Digest(exact: true));
    }

    [Fact]
    [Documented("PD:reference/entities/appointment.md", "The inherited name of regarding is accepted too")]
    public async Task The_inherited_name_of_regarding_is_accepted_too()
    {
        Guid contact = await Create("contacts", """{"lastname":"Hasta"}""");
        Guid id = await Create("appointments", $$"""{"subject":"x",{{Times}},"regardingobjectid_contact@odata.bind":"/contacts({{contact}})"}""");
        JsonObject row = (await Get($"appointments({id})?$select=_regardingobjectid_value", ("Prefer", "odata.include-annotations=\"*\""))).Json;
        Assert.Equal("contact", row["_regardingobjectid_value@Microsoft.Dynamics.CRM.lookuplogicalname"]!.ToString());
        Assert.Equal("Hasta", row["_regardingobjectid_value@OData.Community.Display.V1.FormattedValue"]!.ToString());
        Assert.Equal("regardingobjectid_contact_appointment", row["_regardingobjectid_value@Microsoft.Dynamics.CRM.associatednavigationproperty"]!.ToString());
    }

    [Fact]
    [Documented("PD:reference/entities/appointment.md", "Appointments and notes have no bulk messages")]
    public async Task Appointments_and_notes_have_no_bulk_messages()
    {
        (await Post("appointments/Microsoft.Dynamics.CRM.CreateMultiple", """{"Targets":[]}""")).Is(405);
        (await Post("annotations/Microsoft.Dynamics.CRM.CreateMultiple", """{"Targets":[]}""")).Is(405);
        (await Post("activityparties", "{}")).Is(405);
    }
}

/// <summary>The switch.</summary>
public sealed class OpenAppointmentTests() : DataverseTest(new() { AppointmentDefaultsToScheduled = false })
{
    [Fact]
    [Documented("PD:reference/entities/appointment.md", "An appointment without status is open when the switch says so")]
    public async Task An_appointment_without_status_is_open_when_the_switch_says_so()
    {
        Guid id = await Create("appointments", """{"subject":"x","scheduledstart":"2026-03-03T08:00:00Z","scheduledend":"2026-03-03T08:30:00Z"}""");
        Assert.Equal(0, (await Row("appointments", id, "statecode"))["statecode"]!.GetValue<int>());
    }
}
