using DentalMigration.Profiling;
using DentalMigration.Sources;

namespace DentalMigration.Commands;

/// <summary>Base of the cmdlets that stream custom fields: those an export defines and those its files have columns for.</summary>
public abstract class ReadCustomFieldsCommand : ReadRecordsCommand
{
    private protected override string ObjectName => CustomFieldFinder.Object;

    private protected override void Stream(MigrationSource source, Func<SourceRecord, bool>? choose = null) =>
        RunOnPipeline(async (pipeline, stop) =>
        {
            await foreach (CustomField field in CustomFieldFinder.FindAsync(source.Source, stop).ConfigureAwait(false))
            {
                pipeline.Write(CustomFieldObject.Create(source, field));
            }
        });
}
