using CsvHelper;
using DentalMigration.Emulator;

namespace DentalMigration.Hosting;

/// <summary>Reads the users to put into a new embedded organisation: a CSV with the columns <c>fullname,email,isdisabled</c> and, if wanted, <c>role</c>.</summary>
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

        try
        {
            using CsvReader reader = CsvReader.Create(File.OpenText(path), new CsvReaderOptions());
            reader.ReadHeader();
            int name = reader.GetFieldIndex("fullname");
            int email = reader.GetFieldIndex("email");
            bool hasRole = reader.TryGetFieldIndex("role", out int role);
            bool hasDisabled = reader.TryGetFieldIndex("isdisabled", out int disabled);
            var users = new List<EmbeddedUser>();
            while (reader.Read())
            {
                bool isDisabled = hasDisabled && string.Equals(reader.GetString(disabled), "true", StringComparison.OrdinalIgnoreCase);
                var user = new EmbeddedUser(reader.GetString(name), reader.GetString(email), isDisabled);
                users.Add(hasRole && reader.GetString(role) is { Length: > 0 } named ? user with { Role = named } : user);
            }

            return users;
        }
        catch (Exception e) when (e is CsvFormatException or ArgumentException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new MigrationException("UsersUnreadable", $"'{Path.GetFileName(path)}' is no list of users. It needs the columns fullname,email,isdisabled.", e);
        }
    }
}
