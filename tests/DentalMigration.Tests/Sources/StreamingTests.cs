using System.Text;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Sources;

[Collection(Alone.Name)]
public class StreamingTests
{
    [Fact]
    public async Task The_first_records_of_a_large_file_cost_no_more_than_a_buffer()
    {
        using var folder = new ExportFolder();
        await WriteLargeAsync(folder.File("Hastalar.csv"), 400_000);
        using var source = folder.Open();

        // The process does other things too, now and then: the least of some tries is the closest to the truth.
        long least = long.MaxValue;
        for (int tries = 0; tries < 5; tries++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            SourceRecord[] records = await source.Read("patient", TestContext.Current.CancellationToken).Take(10).ToArrayAsync(TestContext.Current.CancellationToken);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            Assert.Equal(10, records.Length);
            Assert.All(records, record => Assert.Null(record.Fault));
        }

        Assert.InRange(least, 0, 8_000_000);
    }

    [Fact]
    public async Task Reading_a_large_file_keeps_nothing()
    {
        using var folder = new ExportFolder();
        await WriteLargeAsync(folder.File("Hastalar.csv"), 400_000);
        using var source = folder.Open();
        long least = long.MaxValue;
        long most = 0;

        int read = 0;
        await foreach (SourceRecord record in source.Read("patient", TestContext.Current.CancellationToken))
        {
            if (++read % 50_000 == 0)
            {
                long held = GC.GetTotalMemory(forceFullCollection: true);
                (least, most) = (Math.Min(least, held), Math.Max(most, held));
            }
        }

        Assert.Equal(400_000, read);
        Assert.InRange(most - least, 0, 20_000_000); // All records together would take more than 100 MB.
    }

    private static async Task WriteLargeAsync(string path, int patients)
    {
        await using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        await writer.WriteLineAsync("Hasta No;Adı;Soyadı;Doğum Tarihi;Bakiye");
        for (int i = 1; i <= patients; i++)
        {
            await writer.WriteLineAsync($"{i};Ayşe;Çelik;05.03.1987;1.250,00");
        }
    }
}
