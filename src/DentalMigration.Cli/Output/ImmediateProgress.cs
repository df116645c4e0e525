namespace DentalMigration.Cli.Output;

/// <summary>Progress that is told at once, on the thread that reports; <see cref="Progress{T}"/> would tell it late and out of order.</summary>
internal sealed class ImmediateProgress<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
