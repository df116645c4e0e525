using System.Globalization;
using System.Security.Cryptography;

namespace DentalMigration.Ledger.Store;

/// <summary>Brings a ledger back from its store, where this machine has none or an older one.</summary>
internal static class LedgerRecovery
{
    private const string Mark = "restored";
    private const string OpenRun = "unsettled";

    /// <summary>What a run is about: the records that were chosen and the export's fingerprint, or how far an undo goes.</summary>
    public const string ScopeName = "runscope";

    /// <summary>The files of a ledger; its first is moved last.</summary>
    private static readonly string[] Parts = [".seal", "-wal", ""];

    /// <summary>True where the ledger came back from a snapshot: of any row it does not know, it may have been sent.</summary>
    public static bool IsRestored(LedgerConnection file) => file.Get(Mark) is not null;

    /// <summary>The kind of the run in which the ledger was lost, until somebody has found what that run did; null where nothing is open.</summary>
    public static string? OpenRunOf(MigrationLedger ledger) => ledger.Get(OpenRun)?.Split('|')[0];

    /// <summary>What the lost run was about, as the ledger noted it when that run began.</summary>
    public static string? OpenScopeOf(MigrationLedger ledger) => ledger.Get(OpenRun)?.Split('|', 2)[1];

    /// <summary>Refuses what would go past an undo whose ledger was lost: rows it deleted are still taken for there.</summary>
    /// <exception cref="MigrationException"><c>UndoNotFinished</c>.</exception>
    public static void DemandNoUndo(MigrationLedger ledger)
    {
        if (OpenRunOf(ledger) == "undo")
        {
            throw new MigrationException(
                "UndoNotFinished", "The ledger was lost during an undo and came back from its store; it takes rows for there that are gone. Finish that undo first: Undo-Migration.");
        }
    }

    /// <summary>Notes that all the lost run may have done was found.</summary>
    public static void Settle(MigrationLedger ledger)
    {
        ledger.Remove(OpenRun);
        ledger.Remove(Mark);
    }

    /// <summary>
    /// Puts the snapshot in place of the ledger's file, with what is known of the time since; a file that is there is set aside. The ledger is there when all of
    /// that is done, or not at all.
    /// </summary>
    /// <param name="store">The store, held.</param>
    /// <param name="kept">Its newest snapshot.</param>
    /// <param name="place">The ledger.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="MigrationException"><c>LedgerStoreDamaged</c>, <c>LedgerNewer</c>, <c>LedgerOlder</c>.</exception>
    public static void Restore(ILedgerStore store, LedgerSnapshot kept, LedgerPlace place, TimeProvider clock)
    {
        string path = place.Path;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string unfinished = path + ".restoring";
        Array.ForEach(Parts, suffix => File.Delete(unfinished + suffix));

        place.Tell?.Invoke($"Bringing the ledger back from {store.Name}…");
        Download(store, kept, unfinished);
        int images;
        using (LedgerConnection file = LedgerConnection.Open(unfinished, create: false))
        {
            LedgerSchema.Check(file, Path.GetFileName(path));
            file.Seal(isNew: false);
            images = Replay(file, store, kept);
            new AuditLog(file, clock).Append(new AuditEntry(Environment.UserName, 0, "recover", null, "done", Note: FormattableString.Invariant(
                $"from the snapshot of {kept.At:yyyy-MM-dd HH:mm:ss}Z; what was done after it stands here no more, but for {images} pre-images")));
            file.Commit();
        }

        SetAside(path);
        File.Move(unfinished + ".seal", path + ".seal");
        File.Move(unfinished, path);
        place.Tell?.Invoke(FormattableString.Invariant(
            $"The ledger came back from {store.Name}, as it was at {kept.At:yyyy-MM-dd HH:mm:ss} UTC. What was sent after that is found again as the run goes on."));
    }

    private static void Download(ILedgerStore store, LedgerSnapshot kept, string path)
    {
        PrivateFile.Create(path);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            store.Download(file);
            file.Flush(flushToDisk: true);
            file.Position = 0;
            if (file.Length != kept.Length || Convert.ToHexStringLower(SHA256.HashData(file)) != kept.Sha256)
            {
                throw StoreFailure.Damaged(store.Name);
            }
        }

        LedgerSeal.Open(path, new SealedFile(kept.Length, kept.Sha256), kept.Commits).Dispose();
    }

    /// <summary>
    /// Brings the restored ledger to what is known of the time since: the pre-images of rows that were updated, and that nothing else is known of it.
    /// </summary>
    private static int Replay(LedgerConnection file, ILedgerStore store, LedgerSnapshot kept)
    {
        string? open = (string?)file.Scalar("SELECT kind FROM runs WHERE ended IS NULL AND id=(SELECT max(id) FROM runs)");
        int images = 0;
        foreach (PreImageLine line in store.ReadJournals(kept.Generation).SelectMany(PreImageLine.Read))
        {
            images++;
            Replay(file, line);
        }

        file.Set(Mark, kept.At.ToString("O", CultureInfo.InvariantCulture));
        file.Write("UPDATE steps SET state=1 WHERE state=0"); // each may have been done
        if (open is null && images == 0)
        {
            return 0; // every run had ended: unless the store itself was put back, the snapshot is the ledger
        }

        file.Write("UPDATE records SET version=NULL WHERE made=1"); // each row may have been written to since, by us
        if (open is not null)
        {
            file.Set(OpenRun, $"{open}|{file.Get(ScopeName)}");
        }

        return images;
    }

    private static void Replay(LedgerConnection file, PreImageLine line)
    {
        if (line.Body.Length == 0)
        {
            file.Write("UPDATE records SET edited=1 WHERE object=@1 AND key=@2", line.Object, line.Key);
            return;
        }

        file.Write(
            "INSERT INTO preimages(object, key, run, body) VALUES(@1,@2,@3,@4) ON CONFLICT(object, key, run) DO UPDATE SET body=excluded.body",
            line.Object,
            line.Key,
            line.Run,
            line.Body);
        if (line.Id == Guid.Empty)
        {
            return;
        }

        // What the row was last sent is not known any more: it is compared anew.
        file.Write(
            """
            INSERT INTO records(object, key, id, state, made, hash, run, edited, born) VALUES(@1,@2,@3,1,@4,x'',@5,@6,CASE WHEN @4 THEN @5 END)
            ON CONFLICT(object, key) DO UPDATE SET edited=max(edited, excluded.edited), version=NULL, hash=x'', source=NULL, prints=NULL,
                id=CASE WHEN state IN (2, 6) THEN id ELSE excluded.id END, made=CASE WHEN state IN (2, 6) THEN made ELSE excluded.made END,
                state=CASE WHEN state IN (2, 6) THEN state ELSE 1 END
            """,
            line.Object,
            line.Key,
            line.Id.ToByteArray(),
            line.Made ? 1 : 0,
            line.Run,
            line.Edited ? 1 : 0);
    }

    /// <summary>An older ledger of this machine stays beside, by another name.</summary>
    private static void SetAside(string path)
    {
        int number = 1;
        while (Array.Exists(Parts, suffix => File.Exists($"{path}.old{number}{suffix}")))
        {
            number++;
        }

        foreach (string suffix in Parts)
        {
            if (File.Exists(path + suffix))
            {
                File.Move(path + suffix, $"{path}.old{number}{suffix}");
            }
        }

        File.Delete(path + "-shm");
    }
}
