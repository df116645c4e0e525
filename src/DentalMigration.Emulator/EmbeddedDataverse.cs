using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Testing;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator;

/// <summary>A Dataverse organization in one SQLite file, answering Web API requests in this process.</summary>
public sealed class EmbeddedDataverse : IDisposable
{
    private readonly Engine _engine;
    private readonly RequestPipeline _pipeline;

    private EmbeddedDataverse(Engine engine)
    {
        _engine = engine;
        _pipeline = new RequestPipeline(engine);
    }

    /// <summary>Id of the organization in the file.</summary>
    public Guid OrganizationId => _engine.OrganizationId;

    /// <summary>Opens a file, making a new organization when it does not exist or is empty.</summary>
    /// <param name="path">The SQLite file; its folder must exist.</param>
    /// <param name="options">How to answer; the defaults when null.</param>
    /// <exception cref="EmbeddedDataverseException">The file is not ours, of a newer format, or open elsewhere.</exception>
    public static EmbeddedDataverse Open(string path, EmbeddedDataverseOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        var services = new WriteServices(options, new IdSource(options.Clock));
        Database database = Database.Open(path);
        try
        {
            if (database.IsNew)
            {
                Begin(database, services);
            }
            else if (database.IsOld)
            {
                Complete(database, scope => NewFile.FillUi(scope, services));
            }
            using ReadScope source = database.Read();
            Guid organization = Single(source, "SELECT organizationid FROM organization");
            Guid administrator = Single(source, "SELECT systemuserid FROM systemuser WHERE domainname='admin@contoso.com' ORDER BY rowid");
            return new EmbeddedDataverse(new Engine(database, services, new Stats(), organization, administrator));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Answers one request. Thread-safe; many may run at once, writes take turns.</summary>
    public Task<EmulatorResponse> HandleAsync(EmulatorRequest request, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.Run(() => _pipeline.HandleAsync(request, ct), ct);
    }

    /// <summary>Closes the file. No request may be under way.</summary>
    public void Dispose()
    {
        _engine.Jobs.Dispose();
        _engine.Database.Dispose();
    }

    private static void Begin(Database database, WriteServices services)
    {
        database.Create();
        Complete(database, scope => NewFile.Fill(scope, services));
    }

    private static void Complete(Database database, Action<WriteScope> fill)
    {
        using WriteScope scope = database.BeginWriteAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        fill(scope);
        FileMark.Finish(scope.Connection);
        scope.Commit();
    }

    private static Guid Single(ReadScope source, string sql)
    {
        using Statement find = source.Connection.Prepare(sql);
        return find.Step() ? find.Id(0) : throw new EmbeddedDataverseException("NotAnEmbeddedFile", "The file has no organization.");
    }
}
