using System.Globalization;

namespace DentalMigration.Ledger;

/// <summary>The ledger's tables. The version stands in <c>PRAGMA user_version</c>, our mark in <c>PRAGMA application_id</c>.</summary>
internal static class LedgerSchema
{
    /// <summary>"DMIG"</summary>
    public const int ApplicationId = 0x444D4947;

    public const int Version = 6;

    public const string Create = """
        CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE runs(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, started TEXT NOT NULL, ended TEXT, outcome TEXT, who TEXT NOT NULL);
        CREATE TABLE counts(run INTEGER NOT NULL, object TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(run, object)) WITHOUT ROWID;
        CREATE TABLE objects(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, tbl TEXT NOT NULL);
        CREATE TABLE records(
            object INTEGER NOT NULL, key TEXT NOT NULL, id BLOB, state INTEGER NOT NULL, made INTEGER NOT NULL DEFAULT 1,
            hash BLOB, batch INTEGER, run INTEGER NOT NULL, version INTEGER, attempts INTEGER NOT NULL DEFAULT 0, owner INTEGER,
            born INTEGER, edited INTEGER NOT NULL DEFAULT 0, practice INTEGER, prints BLOB, source INTEGER,
            PRIMARY KEY(object, key)) WITHOUT ROWID;
        CREATE INDEX records_id ON records(substr(id, 11)) WHERE id IS NOT NULL; -- an id's last six bytes carry the key: rows come in its order
        CREATE INDEX records_batch ON records(batch) WHERE batch IS NOT NULL;
        CREATE TABLE seen(object INTEGER NOT NULL, run INTEGER NOT NULL, keys BLOB NOT NULL, PRIMARY KEY(object, run)) WITHOUT ROWID;
        CREATE TABLE owners(id INTEGER PRIMARY KEY, owner BLOB NOT NULL, team INTEGER NOT NULL, provider TEXT, UNIQUE(owner, provider));
        CREATE TABLE batches(id INTEGER PRIMARY KEY, object INTEGER NOT NULL, rows INTEGER NOT NULL);
        CREATE TABLE steps(
            object INTEGER NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, expected TEXT NOT NULL,
            state INTEGER NOT NULL, PRIMARY KEY(object, key, kind)) WITHOUT ROWID;
        CREATE INDEX steps_open ON steps(object) WHERE state < 2;
        CREATE TABLE files(
            object INTEGER NOT NULL, key TEXT NOT NULL, name TEXT, mime TEXT, length INTEGER, checksum BLOB,
            plan BLOB, token TEXT, block INTEGER, sent INTEGER, PRIMARY KEY(object, key)) WITHOUT ROWID;
        CREATE TABLE problems(
            id INTEGER PRIMARY KEY, run INTEGER NOT NULL, object INTEGER NOT NULL, key TEXT NOT NULL, kind INTEGER NOT NULL, code INTEGER NOT NULL,
            field INTEGER NOT NULL, reason INTEGER NOT NULL, file INTEGER NOT NULL, line INTEGER NOT NULL);
        CREATE TABLE texts(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
        CREATE INDEX problems_run ON problems(run);
        CREATE TABLE practices(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
        CREATE TABLE preimages(
            object INTEGER NOT NULL, key TEXT NOT NULL, run INTEGER NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY(object, key, run)) WITHOUT ROWID;
        CREATE INDEX preimages_run ON preimages(run);
        CREATE TABLE matches(object INTEGER NOT NULL, key TEXT NOT NULL, id BLOB, action INTEGER NOT NULL, PRIMARY KEY(object, key)) WITHOUT ROWID;
        CREATE INDEX matches_id ON matches(object, id);
        CREATE TABLE decisions(object TEXT NOT NULL, key TEXT NOT NULL, action INTEGER NOT NULL, PRIMARY KEY(object, key)) WITHOUT ROWID;
        CREATE TABLE components(kind TEXT NOT NULL, tbl TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY(kind, tbl, name)) WITHOUT ROWID;
        CREATE TABLE audit(seq INTEGER PRIMARY KEY, at TEXT NOT NULL, body TEXT NOT NULL, hash BLOB NOT NULL);
        """;

    /// <summary>Makes sure that a file is a ledger of this release, or makes it one.</summary>
    /// <exception cref="MigrationException"><c>LedgerForeign</c>, <c>LedgerOlder</c>, <c>LedgerNewer</c>.</exception>
    /// <returns>True where the file was empty, and is a ledger now.</returns>
    public static bool Check(LedgerConnection file, string name)
    {
        int application = Convert.ToInt32(file.Scalar("PRAGMA application_id"), CultureInfo.InvariantCulture);
        int version = Convert.ToInt32(file.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);
        bool empty = file.Scalar("SELECT 1 FROM sqlite_master LIMIT 1") is null;
        if (empty && application == 0)
        {
            file.Write(Create);
            file.Write(AuditLog.Triggers);
            file.Write($"PRAGMA application_id={ApplicationId}");
            file.Write($"PRAGMA user_version={Version}");
            file.Commit();
            return true;
        }
        else if (application != ApplicationId)
        {
            throw new MigrationException("LedgerForeign", $"'{name}' is a database, but no migration ledger. Give another path.");
        }
        else if (version < Version)
        {
            throw new MigrationException("LedgerOlder", $"Ledger '{name}' was written by an older release. Finish or undo its migration with that one.");
        }
        else if (version > Version)
        {
            throw LedgerFailure.Newer(name);
        }

        return false;
    }
}
