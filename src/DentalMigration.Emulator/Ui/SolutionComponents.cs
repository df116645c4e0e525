using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Ui;

/// <summary>Which components belong to which unmanaged solution. What belongs to none is in the default solution, which has no rows.</summary>
internal static class SolutionComponents
{
    private const int WithEverything = 0;
    private const int AsShell = 2;

    /// <summary>Component tables and their types.</summary>
    public static readonly IReadOnlyDictionary<string, ComponentType> Tables = new Dictionary<string, ComponentType>(StringComparer.Ordinal)
    {
        ["systemform"] = ComponentType.SystemForm, ["savedquery"] = ComponentType.SavedQuery,
        ["savedqueryvisualization"] = ComponentType.SavedQueryVisualization, ["sitemap"] = ComponentType.SiteMap,
        ["appmodule"] = ComponentType.AppModule, ["fieldsecurityprofile"] = ComponentType.FieldSecurityProfile,
        ["fieldpermission"] = ComponentType.FieldPermission, ["webresource"] = ComponentType.WebResource,
        ["role"] = ComponentType.Role, ["workflow"] = ComponentType.Workflow,
        ["sdkmessageprocessingstep"] = ComponentType.SdkMessageProcessingStep,
    };

    /// <summary>The solution that a request names by header or query; null when it names none.</summary>
    public static string? NameOf(Exchange exchange) =>
        exchange.Header("MSCRM.SolutionUniqueName") ?? (exchange.Query["SolutionUniqueName"] is { Length: > 0 } name ? name : null);

    /// <summary>Puts components into the solution that the request names, if it names one.</summary>
    public static void Add(Exchange exchange, WriteScope scope, IReadOnlyList<SolutionComponent> components)
    {
        if (components.Count == 0 || NameOf(exchange) is not { } name || SolutionOf(scope, name) is not { } solution)
        {
            return;
        }
        foreach (SolutionComponent component in components)
        {
            Add(exchange, scope, solution, component, component.Type == ComponentType.Entity && exchange.Method != "POST" ? AsShell : WithEverything);
        }
    }

    /// <summary>Puts a row that was just written into the solution that the request names, if it is a component at all.</summary>
    public static void AddRow(Exchange exchange, WriteScope scope, Table table, Guid id)
    {
        if (Tables.TryGetValue(table.Name, out ComponentType type))
        {
            Add(exchange, scope, [new(type, id, TableOf(scope, table, id))]);
        }
    }

    /// <summary>Puts a component into a solution; returns the id of its row there.</summary>
    public static Guid Add(Exchange exchange, WriteScope scope, Guid solution, SolutionComponent component, int behavior)
    {
        if (Find(scope.Connection, solution, component.Id) is { } present)
        {
            return present.Id;
        }
        Guid? root = null;
        if (component is { Table: { } table, Type: not ComponentType.Entity })
        {
            (Guid Id, int Behavior)? above = Find(scope.Connection, solution, table);
            root = above?.Id ?? Add(exchange, scope, solution, new(ComponentType.Entity, table, table), AsShell);
            if (above is { Behavior: WithEverything } whole)
            {
                return whole.Id;
            }
        }
        Guid id = exchange.Engine.Services.Ids.Next();
        RowSeed.Insert(scope, exchange.Engine.Services.Now, scope.Schema["solutioncomponent"], id, ("solutionid", Cell.Of(solution)),
            ("componenttype", Cell.Of((int)component.Type)), ("objectid", Cell.Of(component.Id)), ("ismetadata", Cell.Of(component.Type < ComponentType.Role)),
            ("rootcomponentbehavior", component.Type == ComponentType.Entity ? Cell.Of(behavior) : Cell.Null),
            ("rootsolutioncomponentid", root is { } r ? Cell.Of(r) : Cell.Null));
        return id;
    }

    /// <summary>Takes a component out of all solutions, since it is no more.</summary>
    public static void Forget(Connection connection, Guid component)
    {
        using Statement remove = connection.Prepare("DELETE FROM solutioncomponent WHERE objectid=?1");
        remove.Bind(1, component).Run();
    }

    /// <summary>The solution of a name; null for the default one, refused when there is none that takes components.</summary>
    public static Guid? SolutionOf(WriteScope scope, string name)
    {
        if (name.Equals("Default", StringComparison.OrdinalIgnoreCase) || name.Equals("Active", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        using Statement find = scope.Connection.Prepare("SELECT solutionid FROM solution WHERE fold(uniquename)=fold(?1) AND COALESCE(ismanaged,0)=0");
        return find.Bind(1, name).Step() ? find.Id(0) : throw Fault.NoSuchSolution(name);
    }

    public static (Guid Id, int Behavior)? Find(Connection connection, Guid solution, Guid component)
    {
        using Statement find = connection.Prepare("SELECT solutioncomponentid, rootcomponentbehavior FROM solutioncomponent WHERE solutionid=?1 AND objectid=?2");
        return find.Bind(1, solution).Bind(2, component).Step() ? (find.Id(0), (int)find.Integer(1)) : null;
    }

    /// <summary>The table whose forms, views and charts a row is one of.</summary>
    public static Guid? TableOf(WriteScope scope, Table table, Guid id)
    {
        string? column = UiUse.TableColumn(table.Name);
        return column is null ? null
            : scope.Schema.Find(Rows.Value(scope.Connection, table, id, column) is { Kind: CellKind.Text } name ? name.Text : "")?.Definition.MetadataId;
    }
}
