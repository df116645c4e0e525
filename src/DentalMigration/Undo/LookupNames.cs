using DentalMigration.Dataverse;

namespace DentalMigration.Undo;

/// <summary>How lookups of a table are read and written.</summary>
internal sealed class LookupNames(UndoContext context, string table)
{
    private readonly Lazy<Task<IReadOnlyDictionary<string, string>>> _sets = new(() => context.Target.Metadata.GetEntitySetsAsync(CancellationToken.None));

    /// <summary>The property a lookup is read by.</summary>
    /// <param name="navigation">What stands before <c>@odata.bind</c>.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<string> ReadNameAsync(string navigation, CancellationToken cancellationToken) =>
        $"_{(await FindAsync(navigation, cancellationToken))?.ReferencingAttribute ?? navigation}_value";

    /// <summary>
    /// The property and value that point a lookup at a row again. Where the lookup takes rows of several tables, the row is looked for in each.
    /// </summary>
    /// <param name="navigation">What stands before <c>@odata.bind</c>, as it was written.</param>
    /// <param name="id">The row.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <exception cref="MigrationException"><c>LookupTargetGone</c>: the row is in none of them.</exception>
    public async Task<(string Property, string Value)> BindAsync(string navigation, Guid id, CancellationToken cancellationToken)
    {
        List<(string Navigation, string Table)> candidates = navigation == "ownerid" ? [("ownerid", "systemuser"), ("ownerid", "team")] : await CandidatesAsync(navigation, cancellationToken);
        IReadOnlyDictionary<string, string> sets = await _sets.Value;
        foreach ((string name, string to) in candidates)
        {
            if (sets.TryGetValue(to, out string? set)
                && (candidates.Count == 1 || await context.Target.RetrieveAsync(set, id, to == "systemuser" ? "systemuserid" : $"{to}id", cancellationToken) is not null))
            {
                return (name + ColumnImage.Bind, $"/{set}({id:D})");
            }
        }

        throw new MigrationException("LookupTargetGone", $"The row that '{navigation}' of '{table}' pointed at before is gone, so the lookup stays as it is.");
    }

    private async Task<List<(string Navigation, string Table)>> CandidatesAsync(string navigation, CancellationToken cancellationToken)
    {
        if (await FindAsync(navigation, cancellationToken) is not { } written)
        {
            return [];
        }

        // The table that was written to last comes first.
        return [.. (await context.TableAsync(table, cancellationToken))!.ManyToOne
            .Where(r => r.ReferencingAttribute == written.ReferencingAttribute)
            .OrderBy(r => r.ReferencingEntityNavigationPropertyName == navigation ? 0 : 1)
            .Select(r => (r.ReferencingEntityNavigationPropertyName, r.ReferencedEntity))];
    }

    private async Task<ManyToOneMetadata?> FindAsync(string navigation, CancellationToken cancellationToken) =>
        (await context.TableAsync(table, cancellationToken))?.ManyToOne.FirstOrDefault(r => r.ReferencingEntityNavigationPropertyName == navigation);
}
