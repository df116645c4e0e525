using System.Text.Encodings.Web;
using System.Text.Json;
using DentalMigration.Schema;
using Spectre.Console;

namespace DentalMigration.Cli.Output;

/// <summary>A schema plan for people and for scripts.</summary>
internal static class SchemaOutput
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is there by number, everything else line by line.</summary>
    public static void Print(SchemaPlan plan)
    {
        Table table = Tables.Make("Schema", "kind", "table", "name", "status", "meaning");
        foreach (SchemaItem item in plan.Items.Where(i => i.Status != SchemaStatus.Exists))
        {
            string colour = item.Status switch { SchemaStatus.Conflict => "red", SchemaStatus.Created => "green", _ => "yellow" };
            table.AddRow(item.Kind.ToString(), item.Table, Markup.Escape(item.Name), $"[{colour}]{item.Status}[/]", Markup.Escape(item.Description));
        }

        if (table.Rows.Count > 0)
        {
            AnsiConsole.Write(table);
        }

        string numbers = string.Join(", ", plan.Items.CountBy(i => i.Status).OrderBy(c => c.Key).Select(c => $"{Tables.N(c.Value)} {Word(c.Key)}"));
        AnsiConsole.WriteLine($"Schema of the map: {numbers}.");
    }

    /// <summary>The plan as one line.</summary>
    public static string Json(SchemaPlan plan, int exit) => JsonSerializer.Serialize(
        new
        {
            items = plan.Items.Select(i => new { kind = i.Kind.ToString(), table = i.Table, name = i.Name, status = i.Status.ToString(), description = i.Description }),
            missing = plan.Missing.Count(),
            conflicts = plan.Conflicts.Count(),
            created = plan.Items.Count(i => i.Status == SchemaStatus.Created),
            exit,
        },
        Options);

    private static string Word(SchemaStatus status) => status switch
    {
        SchemaStatus.Exists => "there",
        SchemaStatus.Missing => "missing",
        SchemaStatus.Conflict => "in the way",
        _ => "made",
    };
}
