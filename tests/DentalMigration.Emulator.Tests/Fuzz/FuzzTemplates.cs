using System.Globalization;
using System.Text;
using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Fuzz;

/// <summary>Requests that are valid, or nearly, over a small world of ids; only ids that clients choose, so that a replay means the same rows.</summary>
internal sealed class FuzzTemplates(Random random)
{
    private static readonly string[] Queries =
    [
        "$select=name,createdon&$top=3", "$filter=name eq 'a'&$orderby=name desc", "$filter=contains(name,'a') and creditlimit gt 5&$count=true", "$expand=primarycontactid($select=fullname)",
        "$apply=groupby((name),aggregate($count as c))", "$apply=aggregate(creditlimit with sum as s)", "$filter=accountid eq 0a0b0c0d-0000-4000-8000-000000000001",
        "$filter=primarycontactid/fullname eq 'x'", "$filter=contact_customer_accounts/any(c:c/lastname eq 'a')", "$orderby=createdon&$skiptoken=%3Ccookie%20pagenumber=%222%22/%3E",
        "$filter=name eq @p&@p='a'", "$filter=name in ('a','b')", "$filter=createdon ge 2020-01-01T00:00:00Z", "$filter=year(createdon) eq 2026", "$select=name&$expand=contact_customer_accounts($select=lastname;$top=2;$filter=lastname ne null)",
        "fetchXml=%3Cfetch%20count='2'%3E%3Centity%20name='account'%3E%3Cattribute%20name='name'/%3E%3Cfilter%3E%3Ccondition%20attribute='name'%20operator='like'%20value='%25a%25'/%3E%3C/filter%3E%3C/entity%3E%3C/fetch%3E",
    ];

    private static readonly string[] Functions =
    [
        "WhoAmI", "RetrieveTotalRecordCount(EntityNames=['account','contact'])", "EntityDefinitions(LogicalName='account')?$select=LogicalName&$expand=Attributes($select=LogicalName;$filter=LogicalName eq 'name')",
        "RetrieveMetadataChanges(Query=@q)?@q={\"Properties\":{\"PropertyNames\":[\"SchemaName\"]},\"Criteria\":{\"Conditions\":[{\"PropertyName\":\"LogicalName\",\"ConditionOperator\":\"Equals\",\"Value\":{\"Value\":\"account\"}}]}}",
        "accounts/$count?$filter=name ne null", "GlobalOptionSetDefinitions", "RelationshipDefinitions(SchemaName='contact_customer_accounts')", "sdkmessagefilters?$top=2",
    ];

    public string Id() => $"0a0b0c0d-0000-4000-8000-{random.Next(40):x12}";

    private string Word() => ((string[])["a", "b", "Ağrı", "O'Neil", "çok uzun bir ad", "", "x\\\"y"])[random.Next(7)];

    private int Number() => random.Next(1000);

    public FuzzRequest Next() => random.Next(1000) switch
    {
        < 3 => Metadata(),
        < 40 => Ui(),
        < 150 => Json("POST", "accounts", Account(withId: true)),
        < 250 => Json("POST", "contacts", Contact(withId: true)),
        < 330 => Json("PATCH", $"accounts({Id()})", Account(withId: false), ("If-Match", ((string[])["*", "", "null", "W/\"1\""])[random.Next(4)])),
        < 400 => Json("PATCH", $"contacts({Id()})", Contact(withId: false), ("If-None-Match", random.Next(3) == 0 ? "*" : "null")),
        < 440 => new("DELETE", $"{(random.Next(2) == 0 ? "accounts" : "contacts")}({Id()})", [], []),
        < 520 => Json("POST", $"contacts/Microsoft.Dynamics.CRM.{((string[])["CreateMultiple", "UpdateMultiple", "UpsertMultiple"])[random.Next(3)]}", Targets()),
        < 590 => Batch(),
        < 620 => Json("POST", "appointments", $$"""
            {"activityid":"{{Id()}}","subject":"{{Word()}}","scheduledstart":"2026-01-0{{random.Next(1, 9)}}T09:00:00Z","scheduledend":"2026-01-09T10:00:00Z","statuscode":5,
             "appointment_activity_parties":[{"partyid_contact@odata.bind":"/contacts({{Id()}})","participationtypemask":5}]}
            """),
        < 650 => Json("POST", "annotations", $$"""
            {"annotationid":"{{Id()}}","subject":"{{Word()}}","objectid_contact@odata.bind":"/contacts({{Id()}})","filename":"a.txt","documentbody":"QUJDRA=="}
            """),
        < 670 => Json("POST", $"accounts({Id()})/contact_customer_accounts/$ref", $$"""{"@odata.id":"{{FuzzRequest.Root}}contacts({{Id()}})"}"""),
        < 680 => new("DELETE", $"accounts({Id()})/primarycontactid/$ref", [], []),
        < 690 => Json("PUT", $"accounts({Id()})/name", $$"""{"value":"{{Word()}}"}"""),
        < 710 => new("PATCH", $"new_clinics({Id()})/new_scan?x-ms-file-name=a{Number()}.bin", [new("Content-Type", "application/octet-stream")], Encoding.UTF8.GetBytes(Word() + Number())),
        < 720 => Json("POST", "new_clinics", $$"""{"new_clinicid":"{{Id()}}","new_name":"{{Word()}}","new_code":"{{Number() % 50}}","new_AccountId@odata.bind":"/accounts({{Id()}})"}"""),
        < 730 => Json("PATCH", $"new_clinics(new_code='{Number() % 50}')", $$"""{"new_name":"{{Word()}}"}"""),
        < 740 => Json("POST", Action(), ActionBody()),
        < 743 => Json("POST", "BulkDelete", $$"""
            {"JobName":"j","SendEmailNotification":false,"ToRecipients":[],"CCRecipients":[],"RecurrencePattern":"","StartDateTime":"2020-01-01T00:00:00Z","QuerySet":[{"EntityName":"contact",
             "Criteria":{"FilterOperator":"And","Conditions":[{"AttributeName":"contactid","Operator":"In","Values":[{"Value":"{{Id()}}","Type":"System.Guid"}]}]} }]}
            """),
        < 900 => new("GET", $"accounts?{Queries[random.Next(Queries.Length)]}", [new("Prefer", "odata.maxpagesize=5,odata.include-annotations=\"*\"")], []),
        < 950 => new("GET", $"contacts({Id()})?$select=fullname&$expand=parentcustomerid_account($select=name)", [], []),
        _ => new("GET", Functions[random.Next(Functions.Length)], [], []),
    };

    private static FuzzRequest Json(string method, string url, string body, params (string Name, string Value)[] headers) =>
        new(method, url, [new("Content-Type", "application/json"), .. headers.Select(h => new KeyValuePair<string, string>(h.Name, h.Value))], Encoding.UTF8.GetBytes(body));

    private string Account(bool withId) => $$"""
        {{{(withId ? $"\"accountid\":\"{Id()}\"," : "")}}"name":"{{Word()}}","creditlimit":{{Number()}}.5,"numberofemployees":{{Number()}},"donotphone":{{(random.Next(2) == 0 ? "true" : "false")}},
         "industrycode":1,"primarycontactid@odata.bind":{{(random.Next(3) == 0 ? "null" : $"\"/contacts({Id()})\"")}},"address1_city":"{{Word()}}"}
        """;

    private string Contact(bool withId) => $$"""
        {{{(withId ? $"\"contactid\":\"{Id()}\"," : "")}}"lastname":"{{Word()}}","firstname":"{{Word()}}","birthdate":"19{{random.Next(10, 99)}}-05-1{{random.Next(9)}}","gendercode":{{random.Next(1, 3)}},
         "overriddencreatedon":"2019-01-01T00:00:00Z"{{(random.Next(2) == 0 ? $",\"parentcustomerid_account@odata.bind\":\"/accounts({Id()})\"" : "")}}}
        """;

    private string Targets() => "{\"Targets\":[" + string.Join(",", Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
        $$"""{"@odata.type":"Microsoft.Dynamics.CRM.contact","contactid":"{{Id()}}","lastname":"{{Word()}}","creditlimit":{{Number()}}}""")) + "]}";

    private string Action() => ((string[])["InsertOptionValue", "OrderOption", "UploadBlock", "InitializeFileBlocksUpload", "CommitAnnotationBlocksUpload", "DownloadBlock", "DeleteFile",
        "CreateCustomerRelationships", "PublishAllXml", "InsertStatusValue"])[random.Next(10)];

    private string ActionBody() => $$"""
        {"Target":{"@odata.type":"Microsoft.Dynamics.CRM.new_clinic","new_clinicid":"{{Id()}}"},"FileAttributeName":"new_scan","FileName":"x.pdf","BlockId":"QUE=","BlockData":"QUE=","FileContinuationToken":"x","FileId":"{{Id()}}"}
        """;

    private FuzzRequest Metadata() => random.Next(3) switch
    {
        0 => Json("POST", "EntityDefinitions", Definitions.Table($"new_T{random.Next(6)}")),
        1 => Json("POST", "EntityDefinitions(LogicalName='new_clinic')/Attributes",
            Definitions.Column(((string[])["String", "Integer", "Decimal", "Money", "DateTime", "Memo", "Boolean"])[random.Next(7)], $"new_C{random.Next(20)}")),
        _ => Json("POST", "GlobalOptionSetDefinitions", $$"""
            {"@odata.type":"Microsoft.Dynamics.CRM.OptionSetMetadata","Name":"new_g{{random.Next(5)}}","OptionSetType":"Picklist","Options":[{"Value":1,"Label":{{Definitions.Label("1")}}}]}
            """),
    };

    private FuzzRequest Ui() => random.Next(8) switch
    {
        0 => Json("POST", "systemforms", UiBodies.FormBody(Word() + "f", "contact", UiBodies.FormXml("lastname", "emailaddress1"), id: Guid.Parse(Id()))),
        1 => Json("PATCH", $"systemforms({Id()})", UiBodies.FormBody("p", "account", UiBodies.FormXml("name"))),
        2 => Json("POST", "savedqueries", UiBodies.View("v", "contact", UiBodies.Fetch("contact", "<attribute name=\"fullname\" />"), UiBodies.Layout("contactid", "fullname", "fullname"), id: Guid.Parse(Id()))),
        3 => Json("PATCH", $"savedqueries({Id()})", """{"name":"w"}"""),
        4 => Json("POST", "sitemaps", UiBodies.Json(("sitemapid", Id()), ("sitemapname", "m"), ("sitemapxml", "<SiteMap><Area Id=\"a\"><Group Id=\"g\"><SubArea Id=\"s\" Entity=\"contact\" /></Group></Area></SiteMap>"))),
        5 => Json("POST", "PublishXml", UiBodies.Json(("ParameterXml", $"<importexportxml><entities><entity>contact</entity></entities><sitemaps><sitemap>{Id()}</sitemap></sitemaps></importexportxml>"))),
        6 => new("DELETE", $"{((string[])["systemforms", "savedqueries", "sitemaps"])[random.Next(3)]}({Id()})", [], []),
        _ => new("GET", $"savedqueries/Microsoft.Dynamics.CRM.RetrieveUnpublishedMultiple()?$select=name&$filter=returnedtypecode eq 'contact'&$top=2", [], []),
    };

    private FuzzRequest Batch()
    {
        var text = new StringBuilder();
        int parts = random.Next(1, 4);
        for (int i = 0; i < parts; i++)
        {
            if (random.Next(2) == 0)
            {
                text.Append("--b\r\nContent-Type: multipart/mixed;boundary=c\r\n\r\n");
                text.Append(CultureInfo.InvariantCulture, $"--c\r\nContent-Type: application/http\r\nContent-ID: 1\r\n\r\nPATCH /api/data/v9.2/accounts({Id()}) HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{{\"name\":\"{Word()}\"}}\r\n");
                text.Append(CultureInfo.InvariantCulture, $"--c\r\nContent-Type: application/http\r\nContent-ID: 2\r\n\r\nPATCH /api/data/v9.2/contacts({Id()}) HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{{\"lastname\":\"{Word()}\",\"parentcustomerid_account@odata.bind\":\"$1\"}}\r\n--c--\r\n");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"--b\r\nContent-Type: application/http\r\n\r\nPOST /api/data/v9.2/accounts HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{{\"accountid\":\"{Id()}\",\"name\":\"{Word()}\"}}\r\n");
            }
        }
        text.Append("--b--\r\n");
        return new("POST", "$batch", [new("Content-Type", "multipart/mixed;boundary=b"), new("Prefer", random.Next(2) == 0 ? "odata.continue-on-error" : "")], Encoding.UTF8.GetBytes(text.ToString()));
    }
}
