using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Metadata;

public class MetadataReadTests : ClientTest
{
    private const string Table = """
        {"LogicalName":"new_plan","SchemaName":"new_Plan","EntitySetName":"new_plans","PrimaryIdAttribute":"new_planid",
         "PrimaryNameAttribute":"new_name","IsCustomEntity":true,"MetadataId":"11111111-2222-3333-4444-555555555555","ObjectTypeCode":10001,
         "IsActivity":false,"HasNotes":true,"OwnershipType":"UserOwned",
         "Description":{"LocalizedLabels":[{"Label":"A plan","LanguageCode":1033},{"Label":"Plan","LanguageCode":1055}]},
         "Keys":[{"LogicalName":"new_k","SchemaName":"new_K","KeyAttributes":["new_source"],"EntityKeyIndexStatus":"Active"}],
         "ManyToOneRelationships":[{"SchemaName":"new_c_p","ReferencingAttribute":"new_contactid","ReferencedEntity":"contact",
           "ReferencingEntityNavigationPropertyName":"new_ContactId","CascadeConfiguration":{"Assign":"NoCascade","Delete":"RemoveLink"}}]}
        """;

    private const string Columns = """
        {"value":[
          {"LogicalName":"new_name","SchemaName":"new_Name","AttributeType":"String","AttributeTypeName":{"Value":"StringType"},
           "IsValidForCreate":true,"IsValidForUpdate":true,"IsCustomAttribute":true,"RequiredLevel":{"Value":"ApplicationRequired"},
           "Description":{"LocalizedLabels":[{"Label":"Its name","LanguageCode":1033}]}},
          {"LogicalName":"new_kind","SchemaName":"new_Kind","AttributeType":"Picklist","AttributeTypeName":{"Value":"PicklistType"}},
          {"LogicalName":"new_contactid","SchemaName":"new_ContactId","AttributeType":"Lookup"},
          {"LogicalName":"new_paid","SchemaName":"new_Paid","AttributeType":"Boolean"},
          {"LogicalName":"new_date","SchemaName":"new_Date","AttributeType":"DateTime"},
          {"LogicalName":"new_amount","SchemaName":"new_Amount","AttributeType":"Money"}]}
        """;

    private static readonly Dictionary<string, string> Casts = new()
    {
        ["String"] = """{"LogicalName":"new_name","MaxLength":100,"FormatName":{"Value":"Text"}}""",
        ["Picklist"] = """
            {"LogicalName":"new_kind","OptionSet":null,"GlobalOptionSet":{"IsGlobal":true,"Name":"new_kinds",
             "Options":[{"Value":100000000,"Label":{"UserLocalizedLabel":{"Label":"Crown","LanguageCode":1033}}}]}}
            """,
        ["Lookup"] = """{"LogicalName":"new_contactid","Targets":["contact"]}""",
        ["Boolean"] = """
            {"LogicalName":"new_paid","OptionSet":{"TrueOption":{"Value":1,"Label":{"LocalizedLabels":[{"Label":"Yes"}]}},
             "FalseOption":{"Value":0,"Label":{}}}}
            """,
        ["DateTime"] = """{"LogicalName":"new_date","Format":"DateOnly","DateTimeBehavior":{"Value":"DateOnly"}}""",
        ["Money"] = """{"LogicalName":"new_amount","MinValue":-1000.0,"MaxValue":922337203685477,"Precision":2}""",
    };

    [Fact]
    public async Task A_table_comes_whole_from_one_batch_of_casts()
    {
        AnswerTable();
        TableMetadata table = (await Client.Metadata.GetTableAsync("new_plan", CancellationToken.None))!;

        Assert.Equal(("new_plans", "new_planid", Id, 10001, true, true), (
            table.EntitySetName, table.PrimaryIdAttribute, table.MetadataId, table.ObjectTypeCode, table.IsCustomEntity, table.HasNotes));
        KeyMetadata key = Assert.Single(table.Keys);
        Assert.Equal(("new_k", "Active", "new_source"), (key.LogicalName, key.EntityKeyIndexStatus, Assert.Single(key.KeyAttributes)));
        ManyToOneMetadata lookup = Assert.Single(table.ManyToOne);
        Assert.Equal(("new_ContactId", "RemoveLink", "NoCascade"), (
            lookup.ReferencingEntityNavigationPropertyName, lookup.CascadeDelete, lookup.CascadeAssign));
        Assert.Contains("Consistency: Strong", Only.Body, StringComparison.Ordinal);
        Assert.Contains(
            "GET /api/data/v9.2/EntityDefinitions(LogicalName='new_plan')/Attributes/Microsoft.Dynamics.CRM.StringAttributeMetadata?$select=LogicalName,MaxLength",
            Only.Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_column_has_what_its_type_has()
    {
        AnswerTable();
        TableMetadata table = (await Client.Metadata.GetTableAsync("new_plan", CancellationToken.None))!;

        ColumnMetadata name = table.Column("new_name")!;
        Assert.Equal((100, "Text", "ApplicationRequired", "StringType", true), (
            name.MaxLength, name.Format, name.RequiredLevel, name.AttributeTypeName, name.IsValidForCreate));
        ColumnMetadata kind = table.Column("new_kind")!;
        Assert.Equal(("new_kinds", new OptionMetadata(100000000, "Crown")), (kind.GlobalChoice, Assert.Single(kind.Options)));
        Assert.Equal(["contact"], table.Column("new_contactid")!.Targets);
        Assert.Equal([new OptionMetadata(1, "Yes"), new OptionMetadata(0, null)], table.Column("new_paid")!.Options);
        ColumnMetadata date = table.Column("new_date")!;
        Assert.Equal(("DateOnly", "DateOnly"), (date.Format, date.DateTimeBehavior));
        ColumnMetadata amount = table.Column("new_amount")!;
        Assert.Equal((2, -1000m, 922337203685477m), (amount.Precision, amount.MinValue, amount.MaxValue));
        Assert.Null(table.Column("missing"));
    }

    [Fact]
    public async Task Descriptions_come_in_all_their_languages()
    {
        AnswerTable();
        TableMetadata table = (await Client.Metadata.GetTableAsync("new_plan", CancellationToken.None))!;
        Assert.Equal(new Dictionary<int, string> { [1033] = "A plan", [1055] = "Plan" }, table.Description!.Texts);
        Assert.Equal("Its name", table.Column("new_name")!.Description!.Texts[1033]);
        Assert.Null(table.Column("new_kind")!.Description);
    }

    [Fact]
    public async Task A_missing_table_is_null()
    {
        Server.Answers(Reply.Multipart(200, string.Concat(Enumerable.Repeat(
            Part(404, """{"error":{"code":"0x80060888","message":"no"}}"""), 18)) + "--batchresponse_1--"));
        Assert.Null(await Client.Metadata.GetTableAsync("new_plan", CancellationToken.None));
    }

    [Fact]
    public async Task A_definition_that_cannot_be_read_is_an_error()
    {
        Server.Answers(Reply.Multipart(200, string.Concat(Enumerable.Repeat(
            Part(403, """{"error":{"code":"0x80040220","message":"no"}}"""), 18)) + "--batchresponse_1--"));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(
            () => Client.Metadata.GetTableAsync("new_plan", CancellationToken.None));
        Assert.Equal((DataverseErrorCodes.PrivilegeDenied, 403), (e.Code, e.Status));
    }

    [Fact]
    public async Task Support_for_a_bulk_message_is_asked_for_all_tables_at_once_and_upserts_need_both()
    {
        const string Both = """{"value":[{"primaryobjecttypecode":"account"},{"primaryobjecttypecode":"contact"}]}""";
        Server.Answers(Reply.Json(Both), Reply.Json(Both), Reply.Json("""{"value":[{"primaryobjecttypecode":"contact"}]}"""));
        Assert.Equal(["account", "contact"], (await Client.Metadata.SupportingAsync("CreateMultiple", ["account", "contact", "task"], CancellationToken.None)).Order());
        Assert.Equal(["contact"], await Client.Metadata.SupportingAsync("UpsertMultiple", ["account", "contact", "task"], CancellationToken.None));
        Assert.Equal(
            "/api/data/v9.2/sdkmessagefilters?$select=primaryobjecttypecode&$filter=sdkmessageid/name eq 'CreateMultiple'"
                + " and (primaryobjecttypecode eq 'account' or primaryobjecttypecode eq 'contact' or primaryobjecttypecode eq 'task')",
            Uri.UnescapeDataString(Server.Seen[0].Target));
        Assert.Equal(3, Server.Seen.Count);
        Assert.Contains("'UpdateMultiple'", Uri.UnescapeDataString(Server.Seen[2].Target), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Support_of_no_table_is_not_asked_for()
    {
        Assert.Empty(await Client.Metadata.SupportingAsync("UpsertMultiple", [], CancellationToken.None));
        Assert.Empty(Server.Seen);
    }

    [Fact]
    public async Task Some_tables_come_without_those_that_are_missing()
    {
        AnswerTable();
        Server.Answers(Reply.Multipart(200, string.Concat(Enumerable.Repeat(
            Part(404, """{"error":{"code":"0x80060888","message":"no"}}"""), 18)) + "--batchresponse_1--"));
        IReadOnlyDictionary<string, TableMetadata> tables = await Client.Metadata.GetTablesAsync(["new_plan", "new_none", "new_plan"], CancellationToken.None);
        Assert.Equal("new_plan", Assert.Single(tables).Value.LogicalName);
        Assert.Equal(2, Server.Seen.Count);
    }

    [Fact]
    public async Task Custom_tables_are_counted()
    {
        Server.Answers(Reply.Json("""{"value":[{"LogicalName":"a"},{"LogicalName":"b"}]}"""));
        Assert.Equal(2, await Client.Metadata.CountCustomTablesAsync(CancellationToken.None));
        Assert.Equal("Strong", Only.Header("Consistency"));
    }

    [Fact]
    public async Task A_missing_global_choice_is_null()
    {
        Server.Answers(Reply.Error(404, "0x80060888"));
        Assert.Null(await Client.Metadata.GetGlobalChoiceAsync("new_x", CancellationToken.None));
        Assert.Equal("/api/data/v9.2/GlobalOptionSetDefinitions(Name='new_x')", Only.Target);
    }

    /// <summary>Answers the batch: the table, its columns, and the casts in the order that the client asks for them.</summary>
    private void AnswerTable()
    {
        string[] order =
        [
            "String", "Memo", "Integer", "BigInt", "Decimal", "Double", "Money", "DateTime", "Boolean",
            "Picklist", "MultiSelectPicklist", "State", "Status", "Lookup", "File", "Image",
        ];
        IEnumerable<string> casts = order.Select(type => Part(200, $$"""{"value":[{{Casts.GetValueOrDefault(type)}}]}"""));
        Server.Answers(Reply.Multipart(200, Part(200, Table) + Part(200, Columns) + string.Concat(casts) + "--batchresponse_1--"));
    }

    private static string Part(int status, string json) =>
        $"--batchresponse_1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 {status} X\r\nContent-Type: application/json\r\n\r\n{json}\r\n";
}
