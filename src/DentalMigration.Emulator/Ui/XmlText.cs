using System.Xml;
using System.Xml.Linq;

namespace DentalMigration.Emulator.Ui;

/// <summary>Loads XML that a client sent: no DTD, no endless nesting.</summary>
internal static class XmlText
{
    private const int MaxDepth = 100;

    /// <summary>The root element; throws an <see cref="XmlException"/> when the text is no well-formed XML.</summary>
    public static XElement Load(string text)
    {
        using (XmlReader depth = Reader(text))
        {
            while (depth.Read())
            {
                if (depth.Depth > MaxDepth)
                {
                    throw new XmlException("The elements are nested too deeply.");
                }
            }
        }
        using XmlReader reader = Reader(text);
        return XElement.Load(reader, LoadOptions.SetLineInfo);
    }

    private static XmlReader Reader(string text) => XmlReader.Create(new StringReader(text),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = 5_000_000 });
}
