using DentalMigration.Sources;
using DentalMigration.Sources.Database;
using DentalMigration.Sources.Profiles;

namespace DentalMigration.Tests.Sources.Databases;

public class DatabaseFileTests
{
    private const string Files = """
        CREATE TABLE dosya (yol TEXT, icerik BLOB);
        INSERT INTO dosya VALUES ('rontgen/1.jpg', x'010203'), ('bos.pdf', x''), ('yok.pdf', NULL), ('buyuk.bin', zeroblob(50000000));
        """;

    [Fact]
    public async Task A_file_is_read_from_a_blob_as_a_stream()
    {
        using var database = new TestDatabase(Files);
        using DatabaseSource source = await OpenAsync(database);

        await using SourceAttachment file = await source.OpenAttachmentAsync("document", "rontgen/1.jpg", TestContext.Current.CancellationToken);
        await using SourceAttachment empty = await source.OpenAttachmentAsync("document", "bos.pdf", TestContext.Current.CancellationToken);

        Assert.Equal(3, file.Length);
        Assert.Equal(0, empty.Length);
        var copy = new MemoryStream();
        await file.Content.CopyToAsync(copy, TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3], copy.ToArray());
    }

    [Fact]
    public async Task A_large_file_is_never_whole_in_memory()
    {
        using var database = new TestDatabase(Files);
        using DatabaseSource source = await OpenAsync(database);
        await using SourceAttachment file = await source.OpenAttachmentAsync("document", "buyuk.bin", TestContext.Current.CancellationToken);
        (long length, long allocated) = ReadThrough(file.Content);
        Assert.Equal(50_000_000, length);
        Assert.InRange(allocated, 0, 5_000_000);
    }

    /// <summary>Reads a stream on one thread, so that what was allocated can be told.</summary>
    private static (long Length, long Allocated) ReadThrough(Stream content)
    {
        byte[] buffer = new byte[64 * 1024];
        long before = GC.GetAllocatedBytesForCurrentThread();
        long length = 0;
        for (int read; (read = content.Read(buffer, 0, buffer.Length)) > 0;)
        {
            length += read;
        }

        return (length, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("yok.pdf")]
    [InlineData("hic-olmayan.pdf")]
    [InlineData("' OR 1 = 1 --")]
    public async Task A_file_that_is_not_there_is_missing(string reference)
    {
        using var database = new TestDatabase(Files);
        using DatabaseSource source = await OpenAsync(database);

        MigrationException e = await Assert.ThrowsAsync<MigrationException>(() =>
            source.OpenAttachmentAsync("document", reference, TestContext.Current.CancellationToken));
        Assert.Equal("AttachmentMissing", e.Code);
    }

    [Fact]
    public async Task A_query_that_does_not_run_and_one_that_is_not_declared_are_unreadable()
    {
        using var database = new TestDatabase();
        using DatabaseSource wrong = await OpenAsync(database);
        using DatabaseSource none = await database.OpenAsync();

        foreach (DatabaseSource source in (DatabaseSource[])[wrong, none])
        {
            MigrationException e = await Assert.ThrowsAsync<MigrationException>(() => source.OpenAttachmentAsync("document", "x", TestContext.Current.CancellationToken));
            Assert.Equal("AttachmentUnreadable", e.Code);
        }
    }

    [Fact]
    public async Task Files_may_lie_in_a_folder_beside_the_database_and_never_outside_it()
    {
        using var database = new TestDatabase();
        using var folder = new ExportFolder();
        folder.Write("1.txt", "bir");
        using DatabaseSource source = await database.OpenAsync(TestDatabase.Profile() with { Files = new ProfileFiles(Folder: folder.Path) });

        await using SourceAttachment file = await source.OpenAttachmentAsync("document", "1.txt", TestContext.Current.CancellationToken);
        MigrationException e = await Assert.ThrowsAsync<MigrationException>(() => source.OpenAttachmentAsync("document", "../1.txt", TestContext.Current.CancellationToken));

        Assert.Equal(3, file.Length);
        Assert.Equal("AttachmentOutside", e.Code);
    }

    private static Task<DatabaseSource> OpenAsync(TestDatabase database) => database.OpenAsync(
        TestDatabase.Profile() with { Files = new ProfileFiles(Query: "SELECT icerik, rowid FROM dosya WHERE yol = @reference") });
}
