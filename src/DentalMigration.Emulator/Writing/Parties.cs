using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary>Activity parties: those the client names, and those the server adds for organizer, regarding and owner.</summary>
internal static class Parties
{
    private const int Organizer = 7;
    private const int Regarding = 8;
    private const int Owner = 9;

    /// <summary>Participation types a client may give for an activity table.</summary>
    private static ReadOnlySpan<int> Allowed(string table) => table == "appointment" ? [5, 6, 7] : [];

    public static void Check(RowDraft activity, RowDraft party)
    {
        int mask = party.TryGet("participationtypemask", out Cell cell) && !cell.IsNull ? (int)cell.Integer : 0;
        if (!Allowed(activity.Table.Name).Contains(mask))
        {
            throw Fault.PartyNotAllowed(mask, activity.Table.Name);
        }
    }

    /// <summary>Adds the server's own parties of a new activity; client parties are in already.</summary>
    public static void AddServerMade(WriteScope scope, WriteServices services, RowDraft activity, Guid id)
    {
        activity.TryGet("ownerid", out Cell owner);
        activity.TryGet("ownerid#", out Cell ownerType);
        bool organized = activity.Children.Exists(c => c.Row.TryGet("participationtypemask", out Cell mask) && mask.Integer == Organizer);
        if (activity.Table.Name == "appointment" && !organized && ownerType.Kind == CellKind.Text && ownerType.Text == "systemuser")
        {
            Insert(scope, services, activity.Table, id, Organizer, owner, ownerType);
        }
        if (activity.TryGet("regardingobjectid", out Cell regarding) && !regarding.IsNull)
        {
            activity.TryGet("regardingobjectid#", out Cell type);
            Insert(scope, services, activity.Table, id, Regarding, regarding, type);
        }
        Insert(scope, services, activity.Table, id, Owner, owner, ownerType);
    }

    /// <summary>Keeps the server's own parties in step with an updated activity.</summary>
    public static void Follow(WriteScope scope, WriteServices services, RowDraft activity, Guid id)
    {
        if (activity.TryGet("ownerid", out Cell owner))
        {
            activity.TryGet("ownerid#", out Cell type);
            Remove(scope, id, Owner, Owner);
            Insert(scope, services, activity.Table, id, Owner, owner, type);
        }
        if (activity.TryGet("regardingobjectid", out Cell regarding))
        {
            activity.TryGet("regardingobjectid#", out Cell type);
            Remove(scope, id, Regarding, Regarding);
            if (!regarding.IsNull)
            {
                Insert(scope, services, activity.Table, id, Regarding, regarding, type);
            }
        }
    }

    /// <summary>Removes the parties a client may name, since an update replaces the whole list.</summary>
    public static void RemoveClientMade(WriteScope scope, Guid activity) => Remove(scope, activity, 0, Organizer);

    private static void Remove(WriteScope scope, Guid activity, int from, int to)
    {
        using Statement remove = scope.Connection.Prepare(
            "DELETE FROM activityparty WHERE activityid=?1 AND participationtypemask BETWEEN ?2 AND ?3");
        remove.Bind(1, activity).Bind(2, from).Bind(3, to).Run();
    }

    private static void Insert(WriteScope scope, WriteServices services, Table activity, Guid id, int mask, in Cell party, in Cell type)
    {
        using Statement insert =
            scope.Connection.Prepare("INSERT INTO activityparty(activitypartyid, \"made#\", activityid, partyid, \"partyid#\", " +
            "participationtypemask, versionnumber) VALUES(?1, 1, ?2, ?3, ?4, ?5, ?6)");
        insert.Bind(1, services.Ids.Next()).Bind(2, id).Bind(3, party).Bind(4, type).Bind(5, mask).Bind(6, scope.NextVersion());
        insert.Run();
    }
}
