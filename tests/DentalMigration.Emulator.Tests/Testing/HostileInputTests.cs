using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Testing;

/// <summary>Bad input is refused, never answered with 500, and writes nothing.</summary>
public sealed class HostileInputTests : DataverseTest
{
    private static readonly string[] Urls =
    [
        "accounts(0a0b0c0d-1111-8222-9333-444455550001)", "accounts()", "accounts(,)", "accounts(a=)", "accounts(name='x", "accounts('')", "accounts/$ref", "accounts/$count/x",
        "accounts(0a0b0c0d-1111-8222-9333-444455550001)/nosuch", "accounts(0a0b0c0d-1111-8222-9333-444455550001)/primarycontactid/$ref",
        "accounts(0a0b0c0d-1111-8222-9333-444455550001)/primarycontactid/x/y", "accounts(0a0b0c0d-1111-8222-9333-444455550001)/entityimage",
        "accounts(0a0b0c0d-1111-8222-9333-444455550001)/contact_customer_accounts/$ref", "accounts(0a0b0c0d-1111-8222-9333-444455550001)/name/$value",
        "$batch", "$metadata", "", "WhoAmI/x", "EntityDefinitions()", "EntityDefinitions(LogicalName=)", "EntityDefinitions(Nope='x')", "EntityDefinitions/x",
        "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='nope')", "EntityDefinitions(LogicalName='account')/Keys(nope)",
        "EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.Nope", "RelationshipDefinitions(SchemaName='nope')", "GlobalOptionSetDefinitions(1)",
        "RelationshipDefinitions", "GlobalOptionSetDefinitions", "EntityDefinitions", "EntityDefinitions(LogicalName='account')/Attributes", "EntityDefinitions(LogicalName='account')/Keys",
        "RetrieveTotalRecordCount(EntityNames=['nope'])", "RetrieveTotalRecordCount", "InsertOptionValue", "UpdateOptionValue", "DeleteOptionValue", "PublishXml",
        "contacts/Microsoft.Dynamics.CRM.CreateMultiple", "contacts/Microsoft.Dynamics.CRM.UpdateMultiple", "contacts/Microsoft.Dynamics.CRM.UpsertMultiple",
        "accounts?$filter=name eq 1", "accounts?$filter=contains(name)", "accounts?$filter=parentaccountid eq null", "accounts?$orderby=parentaccountid", "accounts?$expand=ownerid",
        "accounts?$expand=nope", "accounts?$apply=groupby((name))", "accounts?$apply=nope", "accounts?$apply=aggregate(name with sum as x)", "accounts?$select=*", "accounts?$select=",
        "accounts?$top=-1", "accounts?$top=99999999999999999999", "accounts?$count=maybe", "accounts?$filter=createdon eq 2026-13-45", "accounts?$filter=name eq @p",
        "accounts?$filter=accountid eq 'x'", "accounts?$filter=cast(name,Edm.Int32) eq 1", "accounts?$filter=1 eq 1", "accounts?$filter=true", "accounts?$filter=null",
        "accounts?$filter=creditlimit add 1 eq 2", "accounts?$filter=-creditlimit lt 0", "accounts?$filter=round(creditlimit) eq 1", "accounts?$filter=now() gt createdon", "annotations?$filter=filesize gt 99999999999999999999999",
        "accounts?$filter=creditlimit eq 79228162514264337593543950335", "accounts?$select=primarycontactid&$filter=isof(name,Edm.String)", "teams?$expand=teammembership_association($select=fullname)",
        "accounts?$filter=contact_customer_accounts/$count gt 1", "accounts?$apply=groupby((_ownerid_value),aggregate($count as c))", "accounts?$apply=filter(name eq 'x')",
        "accounts?$filter=Microsoft.Dynamics.CRM.LastXHours(PropertyName='createdon',PropertyValue=5)", "accounts(0a0b0c0d-1111-8222-9333-444455550001)?$select=nope", "connections", "activitypointers", "activityparties",
        "organizations", "sdkmessages", "asyncoperations", "%00", "accounts%28%29", "accounts?%24filter=%27", "BulkDelete", "accounts/Microsoft.Dynamics.CRM.Nope",
    ];

    private static readonly string[] Bodies =
    [
        "", "{", "[]", "null", "1", "\"x\"", "{}", """{"Targets":1}""", """{"Targets":[1]}""", """{"Targets":[{}]}""", """{"Targets":[{"@odata.type":5}]}""", """{"Targets":[{"@odata.id":5}]}""",
        """{"@odata.id":"x"}""", """{"@odata.id":5}""", """{"@odata.type":"#x"}""", """{"name":{"a":[1,2,{"b":null}]}}""", """{"primarycontactid":5}""", """{"contact_customer_accounts":{}}""",
        """{"contact_customer_accounts":[[]]}""", """{"SchemaName":5,"Attributes":5}""", """{"SchemaName":"new_X","Attributes":[{"SchemaName":"new_Y"}]}""", """{"SchemaName":"new_X'; DROP TABLE account;--"}""",
        """{"SchemaName":"new_X","KeyAttributes":["nope"]}""", """{"Name":"new_x","Options":[{"Value":"a"},{}]}""", """{"@odata.type":"Microsoft.Dynamics.CRM.StringAttributeMetadata","SchemaName":"new_Z","MaxLength":-1}""",
        """{"@odata.type":"Microsoft.Dynamics.CRM.PicklistAttributeMetadata","SchemaName":"new_Z"}""", """{"value":{}}""", """{"value":"x"}""", "\u0000", """{"name":"x"}{"name":"y"}""", """{"a@odata.bind":"x"}""",
        """{"ownerid@odata.bind":"/accounts(0a0b0c0d-1111-8222-9333-444455550001)"}""", """{"transactioncurrencyid@odata.bind":"/transactioncurrencies(isocurrencycode='X')"}""", """{"@odata.bind":5}""",
    ];

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PATCH")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task No_url_and_body_brings_the_server_down(string method)
    {
        var failures = new List<string>();
        foreach (string url in Urls)
        {
            foreach (string? body in method is "GET" or "DELETE" ? (string?[])[null] : Bodies)
            {
                Reply reply = await Send(method, url, body);
                if (reply.Status >= 500 && reply.Status != 501)
                {
                    failures.Add($"{method} {url} {body} → {reply.Body}");
                }
                if (reply.Status == 501)
                {
                    Assert.Equal("0x80040800", reply.Code);
                }
            }
        }
        Assert.True(failures.Count == 0, string.Join("\n", failures.Take(40)));
    }
}
