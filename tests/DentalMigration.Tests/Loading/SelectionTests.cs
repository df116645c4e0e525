using System.Reflection;
using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Loading;

/// <summary>Chosen records, and what comes along with them.</summary>
public sealed class SelectionTests
{
    [Fact]
    public void Holds_a_record_once_whatever_its_key()
    {
        var selection = new RecordSelection();
        foreach (string key in (string[])["1", "1", "Çağla|İzmir", "", "2"])
        {
            selection.Add("patient", key);
        }

        selection.Add("practice", "1");
        Assert.Equal((5, 4, 1, 0), (selection.Count, selection.CountOf("patient"), selection.CountOf("practice"), selection.CountOf("provider")));
        Assert.True(selection.Contains("patient", "Çağla|İzmir"));
        Assert.False(selection.Contains("patient", "çağla|izmir"));
        Assert.False(selection.Contains("practice", "2"));
    }

    [Fact]
    public async Task Brings_what_stands_above_it_and_reads_nothing_else()
    {
        using ISource source = SourceOpener.OpenFolder("dentes", Repository.Example);
        var read = new List<string>();
        var selection = new RecordSelection();
        SourceRecord patient = await source.Read("patient").FirstAsync();
        selection.Add("patient", patient.Key);
        await SelectionClosure.AddParentsAsync(Watched(source, read), DefaultMap.Create("dentes"), selection, CancellationToken.None);
        Assert.True(selection.Contains("practice", (string)patient.Read("practice_id").Value!));
        Assert.Equal(0, selection.CountOf("appointment"));
        Assert.Contains("patient", read);
        Assert.DoesNotContain("appointment", read);
        Assert.DoesNotContain("billing", read);
    }

    [Fact]
    public async Task Goes_up_within_an_object_wherever_its_records_stand()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("Klinikler.csv"), "Klinik Kodu;Klinik Adı;Ana Klinik\nA;Grup;\nB;İzmir;A\nC;Konak;B\nD;Bornova;B\n");
        await File.WriteAllTextAsync(folder.File("Hastalar.csv"), "Hasta No;Adı;Soyadı;Klinik Kodu\n1;Çağla;Balaban;C\n2;Ali;Veli;D\n");
        using ISource source = SourceOpener.OpenFolder("dentes", folder.Path);
        var selection = new RecordSelection();
        selection.Add("patient", "1");
        await SelectionClosure.AddParentsAsync(source, DefaultMap.Create("dentes"), selection, CancellationToken.None);
        Assert.All(["A", "B", "C"], practice => Assert.True(selection.Contains("practice", practice)));
        Assert.False(selection.Contains("practice", "D"));
        Assert.Equal(1, selection.CountOf("patient"));
    }

    private static ISource Watched(ISource source, List<string> read)
    {
        ISource watched = DispatchProxy.Create<ISource, Watch>();
        ((Watch)watched).Begin(source, read);
        return watched;
    }

    /// <summary>Notes which objects are read of a source.</summary>
    public class Watch : DispatchProxy
    {
        private ISource _source = null!;
        private List<string> _read = null!;

        /// <summary>Gives it the source.</summary>
        public void Begin(ISource source, List<string> read) => (_source, _read) = (source, read);

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(ISource.Read))
            {
                _read.Add((string)args![0]!);
            }

            return targetMethod.Invoke(_source, args);
        }
    }
}
