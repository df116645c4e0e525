using DentalMigration.Profiling;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Profiling;

/// <summary>Profiles of small exports.</summary>
internal static class Profiled
{
    /// <summary>Measures a folder.</summary>
    public static async Task<SourceProfile> MeasureAsync(ExportFolder folder, string system = "dentes", ProfileOptions? options = null)
    {
        using var source = FileSource.Open(folder.Path, SystemCatalog.Load(system), TimeZoneInfo.Utc);
        return await SourceProfiler.MeasureAsync(source, options ?? new ProfileOptions(), null, TestContext.Current.CancellationToken);
    }

    /// <summary>Measures a folder with one file of patients, the header first.</summary>
    public static async Task<SourceProfile> PatientsAsync(string csv)
    {
        using var folder = new ExportFolder();
        folder.Write("Hastalar.csv", csv);
        return await MeasureAsync(folder);
    }

    /// <summary>The one finding of that code, with what matters of it.</summary>
    public static (string Field, FindingSeverity Severity, long Count, string First) Finding(this SourceProfile profile, string code)
    {
        ProfileFinding finding = Assert.Single(profile.Findings, f => f.Code == code);
        Assert.False(string.IsNullOrWhiteSpace(finding.Message));
        return (finding.Field, finding.Severity, finding.Count, finding.First);
    }

    /// <summary>The codes of all findings about an object.</summary>
    public static IEnumerable<string> Codes(this SourceProfile profile, string objectName) => profile.Findings.Where(f => f.Object == objectName).Select(f => f.Code);

    public static FieldProfile Field(this SourceProfile profile, string objectName, string field) =>
        profile.Objects.Single(o => o.Object == objectName).Fields.Single(f => f.Field == field);
}
