using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Schema;

/// <summary>The global choices a map needs: those it names, and one for each choice that columns of the same name share in several tables.</summary>
internal static class ChoicePlan
{
    /// <summary>The global choice of each column that has one.</summary>
    public static IReadOnlyDictionary<(string Table, string Column), string> Names(MigrationMap map)
    {
        var names = new Dictionary<(string, string), string>();
        foreach (IGrouping<string, (ObjectMap Object, ColumnMap Column)> choice in Choices(map).GroupBy(c => c.Column.Column))
        {
            bool isShared = choice.Select(c => c.Object.Table).Distinct().Count() > 1 && choice.Select(c => Text(c.Column)).Distinct().Count() == 1;
            foreach ((ObjectMap o, ColumnMap column) in choice)
            {
                if ((column.Create!.GlobalChoice ?? (isShared ? choice.Key : null)) is { } name)
                {
                    names[(o.Table, column.Column)] = name;
                }
            }
        }

        return names;
    }

    public static async Task<IReadOnlyList<SchemaItem>> ItemsAsync(MigrationMap map, TargetDefinitions definitions, CancellationToken cancellationToken)
    {
        var items = new List<SchemaItem>();
        IReadOnlyDictionary<(string, string), string> names = Names(map);
        IReadOnlyDictionary<string, ChoiceMetadata> there = await definitions.ChoicesAsync(cancellationToken);
        foreach (IGrouping<string, ColumnMap> choice in Choices(map).Where(c => names.ContainsKey((c.Object.Table, c.Column.Column)))
            .GroupBy(c => names[(c.Object.Table, c.Column.Column)], c => c.Column))
        {
            ColumnCreation create = choice.First().Create!;
            ChoiceMetadata? found = there.GetValueOrDefault(choice.Key);
            bool agree = choice.Select(Text).Distinct().Count() == 1;
            KeyValuePair<int, string>[] lacking =
            [
                .. (create.Options ?? new Dictionary<int, string>()).Where(o => found?.Options.All(x => x.Value != o.Key || x.Label != o.Value) == true),
            ];
            items.Add(new SchemaItem
            {
                Kind = SchemaKind.Choice,
                Table = "",
                Name = choice.Key,
                Status = !agree || lacking.Length > 0 ? SchemaStatus.Conflict : found is null ? SchemaStatus.Missing : SchemaStatus.Exists,
                Description = !agree ? "Columns of the map give this global choice different options. Give them the same, or choices of their own."
                    : lacking.Length > 0
                        ? $"The global choice exists without option {lacking[0].Key} '{lacking[0].Value}'. Add it there, or name another choice in 'globalChoice'."
                    : $"Global choice, {create.Options?.Count ?? 0} options",
                Options = create.Options,
                Column = choice.First(),
            });
        }

        return items;
    }

    public static Task MakeAsync(SchemaItem item, MigrationMap map, MetadataClient metadata, SchemaLanguage language, CancellationToken cancellationToken) =>
        metadata.CreateGlobalChoiceAsync(
            new GlobalChoiceDefinition
            {
                Name = item.Name,
                DisplayName = language.Text(item.Column!.Create!.Label, item.Column.Create.Labels),
                Description = language.Text(SchemaMarker.Describe($"Migrated from {map.System}.", map)),
                Options = [.. item.Options!.Select(o => new ChoiceOption(o.Key, language.Text(o.Value)))],
            },
            cancellationToken);

    private static IEnumerable<(ObjectMap Object, ColumnMap Column)> Choices(MigrationMap map) =>
        from o in map.Objects
        from c in o.Columns
        where c.Create?.Type == ColumnType.Picklist
        select (o, c);

    private static string Text(ColumnMap column) =>
        string.Join('\u001f', (column.Create!.Options ?? new Dictionary<int, string>()).OrderBy(o => o.Key).Select(o => $"{o.Key}={o.Value}"));
}
