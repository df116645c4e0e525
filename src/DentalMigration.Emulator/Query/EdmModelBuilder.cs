using DentalMigration.Emulator.Schema;
using Microsoft.OData.Edm;

namespace DentalMigration.Emulator.Query;

/// <summary>Builds the Edm model of a schema, under the names the service uses.</summary>
internal static class EdmModelBuilder
{
    public const string Namespace = "Microsoft.Dynamics.CRM";

    public static IEdmModel Build(SchemaSnapshot schema)
    {
        var model = new EdmModel();
        var types = new Dictionary<string, EdmEntityType>(StringComparer.Ordinal);
        EdmEntityType principal = Add(model, "principal", "ownerid");
        foreach (Table table in schema.Tables.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            EdmEntityType type = Add(model, table.Name, table.PrimaryId);
            foreach (ColumnDef column in table.Columns.Where(c => c.IsVisible && !c.IsPrimaryId))
            {
                type.AddStructuralProperty(column.PropertyName, KindOf(column), isNullable: true);
            }
            types.Add(table.Name, type);
        }
        var container = new EdmEntityContainer(Namespace, "System");
        model.AddElement(container);
        var sets = schema.Tables.OrderBy(t => t.SetName, StringComparer.Ordinal)
            .ToDictionary(t => t.Name, t => container.AddEntitySet(t.SetName, types[t.Name]), StringComparer.Ordinal);
        foreach (Table table in schema.Tables)
        {
            AddNavigation(table, types, sets);
            if (table.Has("ownerid"))
            {
                types[table.Name].AddUnidirectionalNavigation(Single("ownerid", principal));
            }
        }
        return model;
    }

    private static EdmEntityType Add(EdmModel model, string name, string key)
    {
        var type = new EdmEntityType(Namespace, name);
        type.AddKeys(type.AddStructuralProperty(key, EdmPrimitiveTypeKind.Guid, isNullable: false));
        model.AddElement(type);
        return type;
    }

    private static void AddNavigation(Table table, Dictionary<string, EdmEntityType> types, Dictionary<string, EdmEntitySet> sets)
    {
        EdmEntityType type = types[table.Name];
        var links = table.Lookups.Where(r => table.Column(r.Column) is { IsLookup: true }).Select(r =>
            (r.ReferencingNav, r.Referenced, Many: false))
            .Concat(table.Referrers.Select(r => (r.ReferencedNav, r.Referencing, Many: true)))
            .Concat(table.Associations.Select(r => r.Referenced == table.Name
                ? (r.ReferencedNav, r.Referencing, Many: true) : (r.ReferencingNav, r.Referenced, Many: true)));
        foreach ((string name, string other, bool many) in links)
        {
            if (type.FindProperty(name) is not null || !types.TryGetValue(other, out EdmEntityType? target))
            {
                continue;
            }
            EdmNavigationProperty property = type.AddUnidirectionalNavigation(many
                ? new EdmNavigationPropertyInfo { Name = name, Target = target, TargetMultiplicity = EdmMultiplicity.Many }
                    : Single(name, target));
            sets[table.Name].AddNavigationTarget(property, sets[other]);
        }
    }

    private static EdmNavigationPropertyInfo Single(string name, EdmEntityType target) =>
        new() { Name = name, Target = target, TargetMultiplicity = EdmMultiplicity.ZeroOrOne };

    private static EdmPrimitiveTypeKind KindOf(ColumnDef column) => column.Type switch
    {
        ColumnType.Integer or ColumnType.Picklist or ColumnType.State or ColumnType.Status => EdmPrimitiveTypeKind.Int32,
        ColumnType.BigInt => EdmPrimitiveTypeKind.Int64,
        ColumnType.Decimal or ColumnType.Money => EdmPrimitiveTypeKind.Decimal,
        ColumnType.Double => EdmPrimitiveTypeKind.Double,
        ColumnType.Boolean => EdmPrimitiveTypeKind.Boolean,
        ColumnType.DateTime => column.IsDateOnly ? EdmPrimitiveTypeKind.Date : EdmPrimitiveTypeKind.DateTimeOffset,
        _ when column.IsId => EdmPrimitiveTypeKind.Guid,
        ColumnType.Image => EdmPrimitiveTypeKind.Binary,
        _ => EdmPrimitiveTypeKind.String,
    };
}
