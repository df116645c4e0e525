namespace DentalMigration.Cli.Generation;

/// <summary>What synthetic practice to write.</summary>
public sealed record GenerationOptions
{
    /// <summary>The system whose export is written: <c>dentes</c> or <c>dental-exec</c>.</summary>
    public string System { get; init; } = "dentes";

    /// <summary>How many patients, from 1. Each has about one treatment plan, two procedure lines, four appointments and what belongs to them.</summary>
    public required int Patients { get; init; }

    /// <summary>The same seed and options give the same bytes, on any machine.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Folder to write to; made if it is not there. Files of the same names are replaced.</summary>
    public required string Out { get; init; }

    /// <summary>Where to write the target organisation's users as CSV (<c>fullname,email,isdisabled</c>); null for nowhere.</summary>
    public string? Users { get; init; }

    /// <summary>
    /// How much is planted to go wrong, from 0 (nothing) to 1 (everything). More keeps what less has: from 0.2 unusual spellings, 0.3 doubtful
    /// persons, 0.4 loose relations, 0.5 values that cannot be read, 0.75 rarer damage and files saved in other ways, 1 a document of 6 MB.
    /// </summary>
    public double Mess { get; init; } = 0.5;

    /// <summary>How many rows a sheet of a workbook takes before the next begins; a workbook's own limit is 1,048,576.</summary>
    public int RowsPerSheet { get; init; } = 1_000_000;
}
