using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Metadata;

/// <summary>The columns and relationships that the server gives to every new table.</summary>
internal static class StandardColumns
{
    public static IEnumerable<ColumnDef> Of(TableDef table, IdSource ids)
    {
        ColumnDef Column(string name, string schemaName, ColumnType type, bool create = false, bool update = false,
            params string[] targets) => new()
        {
            MetadataId = ids.Next(), Table = table.Name, Name = name, SchemaName = schemaName, Type = type, ForCreate = create,
                ForUpdate = update, Targets = targets,
            Label = [new(schemaName)],
        };
        ColumnDef Moment(string name, string schemaName, bool create = false) =>
            Column(name, schemaName, ColumnType.DateTime, create) with { Format = "DateAndTime", Behavior = "UserLocal" };

        yield return Column(table.PrimaryId, table.SchemaName + "Id", ColumnType.Uniqueidentifier, create: true)
            with { IsPrimaryId = true, Required = "SystemRequired" };
        yield return Moment("createdon", "CreatedOn");
        yield return Moment("modifiedon", "ModifiedOn");
        yield return Moment("overriddencreatedon", "OverriddenCreatedOn", create: true) with { Format = "DateOnly" };
        foreach ((string name, string schemaName) in ((string, string)[])[("createdby", "CreatedBy"), ("modifiedby", "ModifiedBy"),
            ("createdonbehalfby", "CreatedOnBehalfBy"), ("modifiedonbehalfby", "ModifiedOnBehalfBy")])
        {
            yield return Column(name, schemaName, ColumnType.Lookup, targets: "systemuser");
        }
        yield return Column("versionnumber", "VersionNumber", ColumnType.BigInt);
        yield return Whole("importsequencenumber", "ImportSequenceNumber", true, false);
        yield return Whole("timezoneruleversionnumber", "TimeZoneRuleVersionNumber", true, true);
        yield return Whole("utcconversiontimezonecode", "UTCConversionTimeZoneCode", true, true);
        yield return Column("statecode", "statecode", ColumnType.State, update: true)
            with { Options = [new(0, [new("Active")]), new(1, [new("Inactive")])] };
        yield return Column("statuscode", "statuscode", ColumnType.Status, create: true, update: true) with
        {
            Options = [new(1, [new("Active")], 0), new(2, [new("Inactive")], 1)],
        };
        if (table.Ownership == "UserOwned")
        {
            yield return Column("ownerid", "OwnerId", ColumnType.Owner, true, true, "systemuser", "team")
                with { Required = "SystemRequired" };
            yield return Column("owninguser", "OwningUser", ColumnType.Lookup, targets: "systemuser");
            yield return Column("owningteam", "OwningTeam", ColumnType.Lookup, targets: "team");
            yield return Column("owningbusinessunit", "OwningBusinessUnit", ColumnType.Lookup, targets: "businessunit");
        }
        else
        {
            yield return Column("organizationid", "OrganizationId", ColumnType.Lookup, targets: "organization");
        }

        ColumnDef Whole(string name, string schemaName, bool create, bool update) =>
            Column(name, schemaName, ColumnType.Integer, create, update)
                with { Min = -2_147_483_648m, Max = 2_147_483_647m, Format = "None" };
    }

    public static IEnumerable<RelationshipDef> Relationships(TableDef table, IdSource ids)
    {
        RelationshipDef Lookup(string prefix, string column, string target) => new()
        {
            MetadataId = ids.Next(), SchemaName = $"{prefix}{table.Name}_{column}", Referenced = target, Referencing = table.Name,
                Column = column,
            ReferencingNav = column, ReferencedNav = $"{prefix}{table.Name}_{column}",
        };
        foreach (string column in (string[])["createdby", "modifiedby", "createdonbehalfby", "modifiedonbehalfby"])
        {
            yield return Lookup("lk_", column, "systemuser");
        }
        if (table.Ownership == "UserOwned")
        {
            yield return Lookup("user_", "owninguser", "systemuser");
            yield return Lookup("team_", "owningteam", "team");
            yield return Lookup("business_unit_", "owningbusinessunit", "businessunit");
        }
        RelationshipDef Child(string suffix, string child, string column, string nav) => new()
        {
            MetadataId = ids.Next(), SchemaName = $"{table.Name}_{suffix}", Referenced = table.Name, Referencing = child, Column = column,
            ReferencingNav = nav, ReferencedNav = $"{table.Name}_{suffix}", OnDelete = "Cascade", OnAssign = "Cascade",
        };
        if (table.HasNotes)
        {
            yield return Child("Annotations", "annotation", "objectid", $"objectid_{table.Name}");
        }
        if (table.HasActivities)
        {
            yield return Child("Appointments", "appointment", "regardingobjectid", $"regardingobjectid_{table.Name}_appointment");
            yield return Child("Tasks", "task", "regardingobjectid", $"regardingobjectid_{table.Name}_task");
        }
    }

    /// <summary>What a table's first money column brings along.</summary>
    public static IEnumerable<ColumnDef> Currency(string table, IdSource ids)
    {
        yield return new()
        {
            MetadataId = ids.Next(), Table = table, Name = "transactioncurrencyid", SchemaName = "TransactionCurrencyId",
                Type = ColumnType.Lookup, Targets = ["transactioncurrency"],
        };
        yield return new()
        {
            MetadataId = ids.Next(), Table = table, Name = "exchangerate", SchemaName = "ExchangeRate", Type = ColumnType.Decimal,
                Precision = 12,
            Min = 0.000000000001m, Max = 100_000_000_000m, ForCreate = false, ForUpdate = false,
        };
    }

    public static RelationshipDef CurrencyRelationship(string table, IdSource ids) => new()
    {
        MetadataId = ids.Next(), SchemaName = "TransactionCurrency_" + table, Referenced = "transactioncurrency", Referencing = table,
        Column = "transactioncurrencyid", ReferencingNav = "transactioncurrencyid", ReferencedNav = "TransactionCurrency_" + table,
            OnDelete = "Restrict",
    };
}
