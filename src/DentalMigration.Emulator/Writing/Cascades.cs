using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Ui;

namespace DentalMigration.Emulator.Writing;

/// <summary>What happens to related rows when one is deleted or changes its owner, by the relationships' configuration.</summary>
internal static class Cascades
{
    /// <summary>Deletes a row and what goes with it. The row must exist.</summary>
    public static void Delete(WriteScope scope, Table table, Guid id)
    {
        scope.Known.Clear();
        foreach (RelationshipDef relationship in table.Referrers)
        {
            Table many = scope.Schema[relationship.Referencing];
            if (many.Column(relationship.Column) is not { IsStored: true } column)
            {
                continue;
            }
            string behavior = relationship.Column == "activityid" && many.Name == "activityparty" ? "Cascade" : relationship.OnDelete;
            switch (behavior)
            {
                case "Cascade":
                    foreach (Guid child in Children(scope, many, column, table.Name, id))
                    {
                        if (Rows.Exists(scope.Connection, many, child))
                        {
                            Delete(scope, many, child);
                        }
                    }
                    break;
                case "RemoveLink":
                    RemoveLinks(scope, many, column, table.Name, id);
                    break;
                case "Restrict" when Children(scope, many, column, table.Name, id).Count > 0:
                    throw Fault.CannotDeleteAssociated(many.Name);
            }
        }
        foreach (RelationshipDef association in table.Associations)
        {
            Associations.RemoveAll(scope, association, table.Name, id);
        }
        FileStore.RemoveRow(scope.Connection, table, id);
        using Statement delete = scope.Connection.Prepare(
            $"DELETE FROM {TableLayout.Quote(table.Name)} WHERE {TableLayout.Quote(table.PrimaryId)}=?1");
        delete.Bind(1, id).Run();
        if (SolutionComponents.Tables.ContainsKey(table.Name))
        {
            SolutionComponents.Forget(scope.Connection, id);
            AppActions.Forget(scope.Connection, id);
        }
        if (table.Definition.IsLayered)
        {
            Layers.Forget(scope.Connection, table, id);
        }
    }

    /// <summary>Gives the rows below to the new owner of the row above.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="services">Makes ids.</param>
    /// <param name="table">The table of the row above.</param>
    /// <param name="id">The row above.</param>
    /// <param name="owner">Who owns it now.</param>
    /// <param name="before">Who owned it before; rows below follow an owner by UserOwned only from there.</param>
    /// <param name="visited">Rows that were seen already, so that circles end.</param>
    public static void Assign(WriteScope scope, WriteServices services, Table table, Guid id, in Owner owner, Guid before, HashSet<Guid> visited)
    {
        if (!visited.Add(id))
        {
            return;
        }
        foreach (RelationshipDef relationship in table.Referrers.Where(r => r.OnAssign is "Cascade" or "Active" or "UserOwned"))
        {
            Table many = scope.Schema[relationship.Referencing];
            if (!many.HasOwner || many.Column(relationship.Column) is not { IsStored: true } column)
            {
                continue;
            }
            foreach (Guid child in Children(scope, many, column, table.Name, id))
            {
                Guid owned = Rows.Value(scope.Connection, many, child, "ownerid").Id;
                if ((relationship.OnAssign == "UserOwned" && owned != before)
                    || (relationship.OnAssign == "Active" && many.Has("statecode") && Rows.Value(scope.Connection, many, child, "statecode").Integer != 0))
                {
                    continue;
                }
                var change = new RowDraft(many);
                Ownership.Apply(change, owner);
                Write(scope, many, child, change);
                if (many.Definition.IsActivity)
                {
                    Parties.Follow(scope, services, change, child);
                }
                Assign(scope, services, many, child, owner, owned, visited);
            }
        }
    }

    private static void Write(WriteScope scope, Table table, Guid id, RowDraft change)
    {
        string sets = string.Join(",", change.Cells.Select((c, i) => FormattableString.Invariant($"{TableLayout.Quote(c.Name)}=?{i + 3}")));
        using Statement update = scope.Connection.Prepare(
            $"UPDATE {TableLayout.Quote(table.Name)} SET versionnumber=?1,{sets} WHERE {TableLayout.Quote(table.PrimaryId)}=?2");
        update.Bind(1, scope.NextVersion()).Bind(2, id);
        for (int i = 0; i < change.Cells.Count; i++)
        {
            update.Bind(i + 3, change.Cells[i].Value);
        }
        update.Run();
    }

    private static List<Guid> Children(WriteScope scope, Table many, ColumnDef column, string target, Guid id)
    {
        var children = new List<Guid>();
        using Statement find = scope.Connection.Prepare(
            $"SELECT {TableLayout.Quote(many.PrimaryId)} FROM {Layers.Latest(many)} WHERE {Matches(column)}");
        find.Bind(1, id);
        if (column.IsPolymorphic)
        {
            find.Bind(2, target);
        }
        while (find.Step())
        {
            children.Add(find.Id(0));
        }
        return children;
    }

    private static void RemoveLinks(WriteScope scope, Table many, ColumnDef column, string target, Guid id)
    {
        string clear = TableLayout.Quote(column.Name) + "=NULL" +
            (column.IsPolymorphic ? $",{TableLayout.Quote(column.TypeColumn)}=NULL" : "");
        string version = many.Has("versionnumber") ? ",versionnumber=?3" : "";
        using Statement update =
            scope.Connection.Prepare($"UPDATE {TableLayout.Quote(many.Name)} SET {clear}{version} WHERE {Matches(column)}");
        update.Bind(1, id);
        if (column.IsPolymorphic)
        {
            update.Bind(2, target);
        }
        if (version.Length > 0)
        {
            update.Bind(3, scope.NextVersion());
        }
        update.Run();
    }

    private static string Matches(ColumnDef column) =>
        TableLayout.Quote(column.Name) + "=?1" + (column.IsPolymorphic ? $" AND {TableLayout.Quote(column.TypeColumn)}=?2" : "");
}
