using DentalMigration.Hosting;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Hosting;

public class SystemFitTests
{
    [Theory]
    [InlineData("dentes", "dentes", null)]
    [InlineData("dental-exec", "dental-exec", null)]
    [InlineData("dental-exec", "dentes", "Dental-Exec")]
    public void An_export_opened_as_one_of_the_wrong_system_is_noticed(string export, string system, string? likelier)
    {
        string folder = Path.Combine(Repository.Root, "examples", export);
        using ISource source = SourceOpener.OpenFolder(system, folder);
        string? warning = SystemFit.Warning(source, folder);
        Assert.Equal(likelier is not null, warning is not null);
        Assert.Contains(likelier ?? "", warning ?? "");
    }
}
