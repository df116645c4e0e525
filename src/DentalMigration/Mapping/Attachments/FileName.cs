namespace DentalMigration.Mapping.Attachments;

/// <summary>The name a file has in Dataverse: one that people recognise, opens with the right program, and is taken.</summary>
internal static class FileName
{
    /// <summary>Longest <c>annotation.filename</c>, and the longest name of a file column.</summary>
    public const int MaxLength = 255;

    /// <summary>The name within a reference: behind the last slash of either kind, before a URL's query.</summary>
    public static string Of(string reference)
    {
        string path = Uri.TryCreate(reference, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
            ? Uri.UnescapeDataString(url.AbsolutePath)
            : reference;
        string name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        return name.Length > 0 ? name : "file";
    }

    /// <summary>The name to give the file.</summary>
    /// <param name="shown">The name the record gives, or null.</param>
    /// <param name="own">The name the file itself has.</param>
    /// <returns>The name; true where it had to be cut.</returns>
    public static (string Name, bool IsCut) Make(string? shown, string own)
    {
        string extension = Path.GetExtension(own);
        string name = shown ?? own;
        if (!name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) && !MimeTypes.Knows(name))
        {
            name += extension;
        }

        name = string.Create(name.Length, name, static (to, from) =>
        {
            for (int i = 0; i < to.Length; i++)
            {
                to[i] = char.IsControl(from[i]) || from[i] is '/' or '\\' ? '_' : from[i];
            }
        });
        return name.Length <= MaxLength ? (name, false) : (Cut(name), true);
    }

    private static string Cut(string name)
    {
        string extension = Path.GetExtension(name);
        int length = MaxLength - (extension.Length < 20 ? extension.Length : 0);
        string stem = name[..(char.IsHighSurrogate(name[length - 1]) ? length - 1 : length)];
        return extension.Length < 20 ? stem + extension : stem;
    }
}
