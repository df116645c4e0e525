using System.Text;

namespace DentalMigration.Sources.Profiles;

/// <summary>Text encodings by name, Windows and DOS code pages among them.</summary>
internal static class ProfileEncoding
{
    /// <summary>The encoding, or null where there is none of that name.</summary>
    public static Encoding? Find(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
