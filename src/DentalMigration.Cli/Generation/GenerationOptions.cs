namespace DentalMigration.Cli.Generation;

/// <summary>What synthetic practice to write.</summary>
public sealed record GenerationOptions
{
    /// <summary>The system whose export is written: <c>dentes</c>.</summary>
    public string System { get; init; } = "dentes";

    /// <summary>How many patients, from 1. Each has about 0.7 treatment plans, 2 procedure lines and 4 appointments.</summary>
    public required int Patients { get; init; }

    /// <summary>The same seed and options give the same bytes, on any machine.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Folder to write to; made if it is not there. Files of the same names are replaced.</summary>
    public required string Out { get; init; }

    /// <summary>Where to write the target organisation's users as CSV (<c>fullname,email,isdisabled</c>); null for nowhere.</summary>
    public string? Users { get; init; }

    /// <summary>False to leave out the values planted to go wrong.</summary>
    public bool Traps { get; init; } = true;

    /// <summary>How many rows a sheet of a workbook takes before the next begins; a workbook's own limit is 1,048,576.</summary>
    public int RowsPerSheet { get; init; } = 1_000_000;
}
