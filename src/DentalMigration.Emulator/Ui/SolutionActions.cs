using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Ui;

/// <summary>AddSolutionComponent and RemoveSolutionComponent.</summary>
internal static class SolutionActions
{
    public static async ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, bool add)
    {
        ActionInput input = ActionInput.Read(exchange);
        exchange.Caller.Demand("Write", exchange.Schema["solution"]);
        int type = input.Whole("ComponentType") ?? throw ActionInput.Bad("The parameter 'ComponentType' is missing or no number.");
        string name = input.Required("SolutionUniqueName");
        using WriteScope scope = await exchange.BeginWriteAsync();
        Guid solution = SolutionComponents.SolutionOf(scope, name) ?? throw Fault.NoSuchSolution(name);
        Guid made = add ? Add(exchange, scope, input, solution, type) : Remove(scope, input, solution);
        scope.Commit();
        return ActionResponse.Of(exchange, add ? "AddSolutionComponentResponse" : "RemoveSolutionComponentResponse",
            json => json.WriteString("id", made));
    }

    private static Guid Add(Exchange exchange, WriteScope scope, ActionInput input, Guid solution, int type)
    {
        Guid id = Guid.TryParse(input.Text("ComponentId"), out Guid given) ? given
            : throw ActionInput.Bad("The parameter 'ComponentId' is missing or no GUID.");
        SolutionComponent component = Find(scope, type, id) ?? throw Fault.NotAComponent(type);
        bool alone = input.Element.TryGetProperty("DoNotIncludeSubcomponents", out var flag) && flag.ValueKind == System.Text.Json.JsonValueKind.True;
        return SolutionComponents.Add(exchange, scope, solution, component, alone ? 1 : 0);
    }

    /// <summary>Takes a component out; it is named by its own id, which clients pass as that of a solutioncomponent.</summary>
    private static Guid Remove(WriteScope scope, ActionInput input, Guid solution)
    {
        string? text = input.Object("SolutionComponent")?.Text("solutioncomponentid") ?? input.Text("ComponentId");
        Guid id = Guid.TryParse(text, out Guid given) ? given : throw ActionInput.Bad("The parameter 'SolutionComponent' needs 'solutioncomponentid'.");
        (Guid row, _) = SolutionComponents.Find(scope.Connection, solution, id) ?? throw Fault.DoesNotExist("solutioncomponent", id);
        using Statement remove = scope.Connection.Prepare("DELETE FROM solutioncomponent WHERE solutioncomponentid=?1 OR rootsolutioncomponentid=?1");
        remove.Bind(1, row).Run();
        return row;
    }

    private static SolutionComponent? Find(WriteScope scope, int type, Guid id)
    {
        Definitions all = scope.Schema.Definitions;
        Guid? TableId(string name) => all.Tables.GetValueOrDefault(name)?.MetadataId;
        switch ((ComponentType)type)
        {
            case ComponentType.Entity:
                return all.Tables.Values.Any(t => t.MetadataId == id) ? new(ComponentType.Entity, id, id) : null;
            case ComponentType.Attribute:
                ColumnDef? column = all.Columns.Values.SelectMany(c => c.Values).FirstOrDefault(c => c.MetadataId == id);
                return column is null ? null : new(ComponentType.Attribute, id, TableId(column.Table));
            case ComponentType.OptionSet:
                return all.Choices.Values.Any(c => c.MetadataId == id) ? new(ComponentType.OptionSet, id, null) : null;
            case ComponentType.EntityRelationship:
                return all.Relationships.Values.Any(r => r.MetadataId == id) ? new(ComponentType.EntityRelationship, id, null) : null;
            case ComponentType.EntityKey:
                KeyDef? key = all.Keys.Values.FirstOrDefault(k => k.MetadataId == id);
                return key is null ? null : new(ComponentType.EntityKey, id, TableId(key.Table));
            default:
                string? name = SolutionComponents.Tables.FirstOrDefault(t => (int)t.Value == type).Key;
                return name is null || !Rows.Exists(scope.Connection, scope.Schema[name], id) ? null
                    : new((ComponentType)type, id, SolutionComponents.TableOf(scope, scope.Schema[name], id));
        }
    }
}
