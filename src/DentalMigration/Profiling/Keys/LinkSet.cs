using Microsoft.Data.Sqlite;

namespace DentalMigration.Profiling.Keys;

/// <summary>
/// Links of records to others of the same object, and the circles they form: a patient who guarantees for the one who guarantees for them.
/// Kept in the store's file, so that memory does not grow with them.
/// </summary>
internal sealed class LinkSet(KeyStore store)
{
    private const string Columns = "key INTEGER PRIMARY KEY, parent INTEGER NOT NULL, place INTEGER NOT NULL";

    private string? _table;
    private SqliteCommand? _insert;

    /// <summary>Adds a link; of two links from the same record the first counts.</summary>
    /// <param name="key">The record.</param>
    /// <param name="parent">The record it refers to.</param>
    /// <param name="place">Where it stands.</param>
    public void Add(ulong key, ulong parent, long place)
    {
        if (_insert is null)
        {
            _table = store.CreateTable(Columns);
            _insert = store.Prepare($"INSERT OR IGNORE INTO {_table} VALUES ($key, $parent, $place)", "$key", "$parent", "$place");
        }

        _insert.Parameters[0].Value = (long)key;
        _insert.Parameters[1].Value = (long)parent;
        _insert.Parameters[2].Value = place;
        _insert.ExecuteNonQuery();
    }

    /// <summary>The circles, each as the places of its records in their order, smallest first. Nothing is added afterwards.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Circles()
    {
        if (_table is null)
        {
            return [];
        }

        // What leads nowhere, and then what nothing leads to, is taken away until only circles are left.
        while (store.Execute($"DELETE FROM {_table} WHERE parent NOT IN (SELECT key FROM {_table})") > 0)
        {
        }

        while (store.Execute($"DELETE FROM {_table} WHERE key NOT IN (SELECT parent FROM {_table})") > 0)
        {
        }

        return Walk();
    }

    private List<IReadOnlyList<long>> Walk()
    {
        Dictionary<long, (long Parent, long Place)> left = [];
        using (SqliteDataReader rows = store.Prepare($"SELECT key, parent, place FROM {_table}").ExecuteReader())
        {
            while (rows.Read())
            {
                left.Add(rows.GetInt64(0), (rows.GetInt64(1), rows.GetInt64(2)));
            }
        }

        List<IReadOnlyList<long>> circles = [];
        while (left.Count > 0)
        {
            List<long> places = [];
            long at = left.Keys.First();
            while (left.Remove(at, out (long Parent, long Place) link))
            {
                places.Add(link.Place);
                at = link.Parent;
            }

            places.Sort();
            circles.Add(places);
        }

        circles.Sort((a, b) => a[0].CompareTo(b[0]));
        return circles;
    }
}
