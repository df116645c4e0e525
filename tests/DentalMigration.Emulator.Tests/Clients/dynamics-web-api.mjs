// Drives the unmodified npm package dynamics-web-api against a server: node dynamics-web-api.mjs <package folder> <server URL>.
// Prints one line "ok <step>" for each step that came out as expected; the first that does not ends the run with an error.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const [folder, server] = process.argv.slice(2);
const { DynamicsWebApi } = createRequire(folder + "/")("dynamics-web-api");
const api = new DynamicsWebApi({ serverUrl: server, dataApi: { version: "9.2" }, onTokenRefresh: async () => ({ accessToken: "any" }) });
const label = (text) => ({ LocalizedLabels: [{ Label: text, LanguageCode: 1033 }] });
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function step(name, work) {
    await work();
    console.log("ok " + name);
}

async function refused(status, work) {
    const error = await work().then(() => null, (e) => e);
    assert.equal(error?.status, status, error?.message);
    return error;
}

const state = {};

await step("create", async () => {
    state.account = await api.create({ collection: "accounts", data: { name: "Contoso Diş", revenue: 1234.56, donotphone: true } });
    assert.match(state.account, guid);
    const made = await api.create({ collection: "contacts", data: { lastname: "Ak", "parentcustomerid_account@odata.bind": `accounts(${state.account})` }, returnRepresentation: true });
    state.contact = made.contactid;
    assert.equal(made.fullname, "Ak");
});

await step("retrieve", async () => {
    const row = await api.retrieve({ collection: "contacts", key: state.contact, select: ["lastname", "_parentcustomerid_value"], includeAnnotations: "*" });
    assert.equal(row._parentcustomerid_value_Formatted, "Contoso Diş");
    assert.equal(row._parentcustomerid_value_LogicalName, "account");
    await refused(404, () => api.retrieve({ collection: "contacts", key: "00000000-0000-0000-0000-00000000dead" }));
});

await step("upsert", async () => {
    const key = "0c0c0c0c-0000-4000-8000-000000000001";
    await api.upsert({ collection: "accounts", key, data: { name: "Made" } });
    await api.upsert({ collection: "accounts", key, data: { name: "Changed" } });
    assert.equal((await api.retrieve({ collection: "accounts", key, select: ["name"] })).name, "Changed");
    assert.equal(await api.upsert({ collection: "accounts", key, data: { name: "No" }, ifnonematch: "*" }), null);
    state.second = key;
});

await step("update", async () => {
    await api.update({ collection: "contacts", key: state.contact, data: { firstname: "Can" } });
    const row = await api.update({ collection: "contacts", key: state.contact, data: { jobtitle: "Hekim" }, select: ["fullname"], returnRepresentation: true });
    assert.equal(row.fullname, "Can Ak");
    await refused(404, () => api.update({ collection: "contacts", key: "00000000-0000-0000-0000-00000000dead", data: { lastname: "x" } }));
    await api.updateSingleProperty({ collection: "contacts", key: state.contact, fieldValuePair: { jobtitle: "Asistan" } });
    assert.equal((await api.retrieve({ collection: "contacts", key: state.contact, select: ["jobtitle"] })).jobtitle, "Asistan");
});

await step("delete", async () => {
    const key = await api.create({ collection: "contacts", data: { lastname: "Gone" } });
    await api.deleteRecord({ collection: "contacts", key });
    await refused(404, () => api.retrieve({ collection: "contacts", key }));
    await api.deleteRecord({ collection: "contacts", key: state.contact, property: "jobtitle" });
    assert.equal((await api.retrieve({ collection: "contacts", key: state.contact, select: ["jobtitle"] })).jobtitle, null);
});

await step("batch with change set", async () => {
    api.startBatch();
    for (let i = 0; i < 23; i++) {
        api.create({ collection: "contacts", data: { lastname: "Paged", firstname: String(i).padStart(2, "0") } });
    }
    const ids = await api.executeBatch();
    assert.equal(ids.length, 23);
    ids.forEach((id) => assert.match(id, guid));

    api.startBatch();
    api.create({ collection: "accounts", data: { name: "Parent" }, contentId: "1" });
    api.create({ collection: "contacts", data: { lastname: "Child", "parentcustomerid_account@odata.bind": "$1" }, contentId: "2" });
    api.retrieveMultiple({ collection: "accounts", select: ["name"], filter: "name eq 'Parent'" });
    const answers = await api.executeBatch();
    assert.equal(answers[2].value[0].name, "Parent");
    state.parent = answers[0];
    const child = await api.retrieve({ collection: "contacts", key: answers[1], select: ["_parentcustomerid_value"] });
    assert.equal(child._parentcustomerid_value, state.parent);

    api.startBatch();
    api.create({ collection: "accounts", data: { name: "Rolled back" } });
    api.create({ collection: "accounts", data: { nosuch: 1 } });
    const errors = await api.executeBatch().then(() => null, (e) => e);
    assert.ok(errors, "the change set was to fail");
    assert.equal(await api.count({ collection: "accounts", filter: "name eq 'Rolled back'" }), 0);
});

await step("retrieveMultiple with paging", async () => {
    const first = await api.retrieveMultiple({ collection: "contacts", select: ["firstname"], filter: "lastname eq 'Paged'", orderBy: ["firstname"], maxPageSize: 10, count: true });
    assert.equal(first.value.length, 10);
    assert.equal(first.oDataCount, 23);
    const second = await api.retrieveMultiple({ collection: "contacts", maxPageSize: 10 }, first.oDataNextLink);
    assert.equal(second.value[0].firstname, "10");
    const all = await api.retrieveAll({ collection: "contacts", select: ["firstname"], filter: "lastname eq 'Paged'", maxPageSize: 5 });
    assert.equal(new Set(all.value.map((r) => r.contactid)).size, 23);
});

await step("count", async () => {
    assert.equal(await api.count({ collection: "contacts", filter: "lastname eq 'Paged'" }), 23);
    assert.ok((await api.count({ collection: "contacts" })) >= 25);
    assert.equal(await api.countAll({ collection: "contacts", filter: "lastname eq 'Paged'", select: ["contactid"] }), 23);
});

const fetchXml = (order) => `<fetch count="5"><entity name="contact"><attribute name="firstname"/><attribute name="lastname"/>${order}
    <filter type="and"><condition attribute="lastname" operator="eq" value="paged"/><filter type="or"><condition attribute="firstname" operator="like" value="1%"/>
    <condition attribute="firstname" operator="in"><value>00</value><value>20</value></condition></filter></filter></entity></fetch>`;

await step("fetch", async () => {
    const page = await api.fetch({ collection: "contacts", fetchXml: fetchXml('<order attribute="firstname" descending="true"/>'), includeAnnotations: "*" });
    assert.deepEqual(page.value.map((r) => r.firstname), ["20", "19", "18", "17", "16"]);
    assert.equal(page.PagingInfo.nextPage, 2);
    const next = await api.fetch({ collection: "contacts", fetchXml: fetchXml('<order attribute="firstname" descending="true"/>'), includeAnnotations: "*",
        pageNumber: page.PagingInfo.nextPage, pagingCookie: page.PagingInfo.cookie });
    assert.equal(next.value[0].firstname, "15");
    await refused(400, () => api.fetch({ collection: "contacts", fetchXml: "<fetch><entity name='contact'><attribute name='nosuch'/></entity></fetch>" }));
});

await step("fetchAll", async () => {
    for (const order of ["", '<order attribute="firstname"/>']) {
        const all = await api.fetchAll({ collection: "contacts", fetchXml: fetchXml(order), includeAnnotations: "*" });
        assert.equal(new Set(all.value.map((r) => r.contactid)).size, 12);
    }
});

await step("associate", async () => {
    await api.associate({ collection: "accounts", primaryKey: state.second, relationshipName: "contact_customer_accounts", relatedCollection: "contacts", relatedKey: state.contact });
    const related = await api.retrieve({ collection: "accounts", key: state.second, select: ["name"], expand: [{ property: "contact_customer_accounts", select: ["fullname"] }] });
    assert.equal(related.contact_customer_accounts[0].fullname, "Can Ak");
    await api.disassociate({ collection: "accounts", primaryKey: state.second, relationshipName: "contact_customer_accounts", relatedKey: state.contact });
    await api.associateSingleValued({ collection: "accounts", primaryKey: state.second, navigationProperty: "primarycontactid", relatedCollection: "contacts", relatedKey: state.contact });
    const row = await api.retrieve({ collection: "accounts", key: state.second, select: ["_primarycontactid_value"] });
    assert.equal(row._primarycontactid_value, state.contact);
    await api.disassociateSingleValued({ collection: "accounts", primaryKey: state.second, navigationProperty: "primarycontactid" });
});

await step("createEntity", async () => {
    state.entity = await api.createEntity({ data: {
        "@odata.type": "Microsoft.Dynamics.CRM.EntityMetadata", SchemaName: "new_Clinic", DisplayName: label("Clinic"), DisplayCollectionName: label("Clinics"),
        OwnershipType: "UserOwned", HasNotes: true, HasActivities: false, IsActivity: false, Attributes: [{
            "@odata.type": "Microsoft.Dynamics.CRM.StringAttributeMetadata", SchemaName: "new_Name", IsPrimaryName: true, MaxLength: 100,
            FormatName: { Value: "Text" }, DisplayName: label("Name"),
        }],
    } });
    assert.match(state.entity, guid);
    const entity = await api.retrieveEntity({ key: "LogicalName='new_clinic'", select: ["EntitySetName", "DisplayName"] });
    assert.equal(entity.EntitySetName, "new_clinics");
    entity.DisplayName = label("Practice");
    await api.updateEntity({ data: { ...entity, MetadataId: state.entity }, mergeLabels: true });
    assert.ok((await api.retrieveEntities({ filter: "LogicalName eq 'new_clinic'", select: ["LogicalName"] })).value.length === 1);
});

await step("createAttribute", async () => {
    state.file = await api.createAttribute({ entityKey: state.entity, data: {
        "@odata.type": "Microsoft.Dynamics.CRM.FileAttributeMetadata", SchemaName: "new_Scan", MaxSizeInKB: 20480, DisplayName: label("Scan") } });
    assert.match(state.file, guid);
    await api.createAttribute({ entityKey: state.entity, data: {
        "@odata.type": "Microsoft.Dynamics.CRM.PicklistAttributeMetadata", SchemaName: "new_Kind", DisplayName: label("Kind"),
        OptionSet: { "@odata.type": "Microsoft.Dynamics.CRM.OptionSetMetadata", IsGlobal: false, OptionSetType: "Picklist", Options: [{ Value: 1, Label: label("One") }] } } });
    const kind = await api.retrieveAttribute({ entityKey: state.entity, attributeKey: "LogicalName='new_kind'",
        castType: "Microsoft.Dynamics.CRM.PicklistAttributeMetadata", expand: [{ property: "OptionSet" }] });
    assert.equal(kind.OptionSet.Options[0].Value, 1);
    const all = await api.retrieveAttributes({ entityKey: state.entity, select: ["LogicalName"] });
    assert.ok(all.value.some((a) => a.LogicalName === "new_scan_name"));
});

await step("createRelationship", async () => {
    const id = await api.createRelationship({ data: {
        "@odata.type": "Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata", SchemaName: "new_clinic_account", ReferencedEntity: "account", ReferencedAttribute: "accountid",
        ReferencingEntity: "new_clinic", CascadeConfiguration: { Assign: "NoCascade", Delete: "RemoveLink", Merge: "NoCascade", Reparent: "NoCascade", Share: "NoCascade", Unshare: "NoCascade" },
        Lookup: { "@odata.type": "Microsoft.Dynamics.CRM.LookupAttributeMetadata", SchemaName: "new_AccountId", DisplayName: label("Account") },
    } });
    assert.match(id, guid);
    state.clinic = await api.create({ collection: "new_clinics", data: { new_name: "Merkez", "new_AccountId@odata.bind": `accounts(${state.account})` } });
    const relationship = await api.retrieveRelationship({ key: id, castType: "Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata" });
    assert.equal(relationship.ReferencingAttribute, "new_accountid");
});

await step("uploadFile and downloadFile", async () => {
    for (const size of [11, 9_000_001]) {
        const data = new Uint8Array(size).map((_, i) => (i * 7) & 0xff);
        await api.uploadFile({ collection: "new_clinics", key: state.clinic, fieldName: "new_scan", fileName: "scan.pdf", data });
        const file = await api.downloadFile({ collection: "new_clinics", key: state.clinic, fieldName: "new_scan" });
        assert.equal(file.fileName, "scan.pdf");
        assert.equal(file.fileSize, size);
        assert.ok(Buffer.from(file.data).equals(Buffer.from(data)), `the ${size} bytes came back changed`);
    }
    await api.deleteRecord({ collection: "new_clinics", key: state.clinic, property: "new_scan" });
    const row = await api.retrieve({ collection: "new_clinics", key: state.clinic, select: ["new_scan", "new_scan_name"] });
    assert.equal(row.new_scan ?? row.new_scan_name, null);
});

await step("callAction", async () => {
    const answer = await api.callAction({ actionName: "InsertOptionValue", action: {
        EntityLogicalName: "new_clinic", AttributeLogicalName: "new_kind", Value: 2, Label: label("Two") } });
    assert.equal(answer.NewOptionValue, 2);
    const many = await api.callAction({ collection: "new_clinics", actionName: "Microsoft.Dynamics.CRM.CreateMultiple", action: {
        Targets: [{ "@odata.type": "Microsoft.Dynamics.CRM.new_clinic", new_name: "a", new_kind: 2 }] } });
    assert.equal(many.Ids.length, 1);
});

await step("callFunction", async () => {
    assert.match((await api.callFunction({ functionName: "WhoAmI" })).UserId, guid);
    const counts = await api.callFunction({ functionName: "RetrieveTotalRecordCount", parameters: { EntityNames: ["new_clinic"] } });
    assert.equal(counts.EntityRecordCountCollection.Values[0], 2);
});

await step("retrieveCsdlMetadata", async () => {
    const csdl = await api.retrieveCsdlMetadata();
    assert.ok(csdl.includes('EntityType Name="new_clinic"') && csdl.includes('EntitySet Name="new_clinics"'));
});
