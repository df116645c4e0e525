using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Jobs;

/// <summary>Jobs that are to run, beside the <c>asyncoperation</c> rows that clients see; a job survives the process.</summary>
internal static class JobStore
{
    public const int Waiting = 0;
    public const int InProgress = 20;
    public const int Succeeded = 30;
    public const int Failed = 31;
    private const int BulkDelete = 13;
    private const int Locked = 2;
    private const int Completed = 3;

    public static void Create(Connection connection) =>
        connection.Execute("CREATE TABLE _job(asyncoperationid BLOB PRIMARY KEY, due INTEGER NOT NULL, user BLOB NOT NULL, queries TEXT NOT NULL) WITHOUT ROWID");

    public static void Add(WriteScope scope, WriteServices services, SystemJob job, string name)
    {
        Table table = scope.Schema["asyncoperation"];
        var row = new RowDraft(table) { Id = job.Id };
        row.Set("name", Cell.Of(name.Length > 256 ? name[..256] : name), table.Column("name"));
        new RowCreator(scope, services, new Caller(job.User, null, Rights.All)).Create(row);
        using (Statement kind =
            scope.Connection.Prepare("UPDATE asyncoperation SET \"made#\"=1, operationtype=?2, statecode=0, statuscode=?3 WHERE asyncoperationid=?1"))
        {
            kind.Bind(1, job.Id).Bind(2, BulkDelete).Bind(3, Waiting).Run();
        }
        using Statement insert = scope.Connection.Prepare("INSERT INTO _job VALUES(?1, ?2, ?3, ?4)");
        insert.Bind(1, job.Id).Bind(2, job.DueAt.UtcTicks).Bind(3, job.User).Bind(4, job.Queries).Run();
    }

    /// <summary>The next job to run; null when there is none.</summary>
    public static SystemJob? Next(IRowSource source)
    {
        using Statement next =
            source.Connection.Prepare("SELECT asyncoperationid, due, user, queries FROM _job ORDER BY due, asyncoperationid LIMIT 1");
        return next.Step() ? new(next.Id(0), new DateTimeOffset(next.Integer(1), TimeSpan.Zero), next.Id(2), next.Text(3)) : null;
    }

    public static void Start(WriteScope scope, WriteServices services, SystemJob job) =>
        SetStatus(scope, services, job.Id, Locked, InProgress, "startedon", null);

    public static void End(WriteScope scope, WriteServices services, SystemJob job, int status, string message)
    {
        SetStatus(scope, services, job.Id, Completed, status, "completedon", message);
        using Statement remove = scope.Connection.Prepare("DELETE FROM _job WHERE asyncoperationid=?1");
        remove.Bind(1, job.Id).Run();
    }

    private static void SetStatus(WriteScope scope, WriteServices services, Guid id, int state, int status, string moment, string? message)
    {
        using Statement update = scope.Connection.Prepare(
            $"UPDATE asyncoperation SET statecode=?2, statuscode=?3, {moment}=?4, modifiedon=?4, message=?5 WHERE asyncoperationid=?1");
        update.Bind(1, id).Bind(2, state).Bind(3, status).Bind(4, services.Now).Bind(5, Cell.Of(message)).Run();
    }
}
