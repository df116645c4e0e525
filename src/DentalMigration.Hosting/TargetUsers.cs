using DentalMigration.Emulator;

namespace DentalMigration.Hosting;

/// <summary>Reads the users to put into a new embedded organisation: a CSV with the columns <c>fullname,email,isdisabled</c>.</summary>
public static class TargetUsers
{
    /// <summary>The users of a file.</summary>
    /// <exception cref="MigrationException"><c>UsersUnreadable</c>.</exception>
    public static IReadOnlyList<EmbeddedUser> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new MigrationException("UsersUnreadable", $"There is no file of users '{path}'.");
        }

        using var reader = new CsvHelper.CsvReader(new StreamReader(path), System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            return [.. reader.GetRecords<Row>().Select(r => new EmbeddedUser(r.FullName, r.Email, r.IsDisabled))];
        }
        catch (CsvHelper.CsvHelperException e)
        {
            throw new MigrationException("UsersUnreadable", $"'{Path.GetFileName(path)}' is no list of users. It needs the columns fullname,email,isdisabled.", e);
        }
    }

    private sealed record Row
    {
        [CsvHelper.Configuration.Attributes.Name("fullname")]
        public required string FullName { get; init; }

        [CsvHelper.Configuration.Attributes.Name("email")]
        public required string Email { get; init; }

        [CsvHelper.Configuration.Attributes.Name("isdisabled"), CsvHelper.Configuration.Attributes.Optional]
        public bool IsDisabled { get; init; }
    }
}
