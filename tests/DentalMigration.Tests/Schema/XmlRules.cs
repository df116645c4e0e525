using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DentalMigration.Tests.Schema;

/// <summary>
/// Rules for the structure of an XML text, a line an element: <c>name children | attributes</c>. A child is written with how often it may
/// stand (<c>?</c>, <c>*</c>, <c>+</c>, or nothing for once), an attribute with the kind of its value, and with <c>!</c> where it must be there.
/// A name may say under which parent the line counts: <c>area/titles</c>.
/// </summary>
internal sealed class XmlRules
{
    private static readonly Dictionary<string, Regex> Kinds = new()
    {
        ["text"] = new(""),
        ["bool"] = new("^(true|false|0|1)$"),
        ["number"] = new("^[0-9]+$"),
        ["guid"] = new(@"^\{[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}$"),
        ["plainguid"] = new("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"),
        ["percent"] = new("^(100|[0-9]{1,2})%$"),
        ["id"] = new("^[A-Za-z0-9_]+$"),
        ["lcid"] = new("^[0-9]{4,5}$"),
        ["name"] = new("^[a-z][a-z0-9_]*$"),
    };

    private readonly Dictionary<string, (Dictionary<string, char> Children, Dictionary<string, (string Kind, bool Must)> Attributes)> _rules = [];

    public XmlRules(string rules)
    {
        foreach (string line in rules.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] halves = line.Split('|');
            string[] words = halves[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            _rules.Add(
                words[0],
                (words.Skip(1).ToDictionary(w => w.TrimEnd('?', '*', '+'), w => "?*+".Contains(w[^1]) ? w[^1] : '1'),
                halves.Length < 2 ? [] : halves[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split(':')).ToDictionary(
                    w => w[0], w => (w[1].TrimEnd('!'), w[1].EndsWith('!')))));
        }
    }

    /// <summary>What breaks the rules, each with where.</summary>
    public IEnumerable<string> Broken(XElement element, string path = "")
    {
        string here = $"{path}/{element.Name.LocalName}";
        string name = _rules.ContainsKey($"{element.Parent?.Name.LocalName}/{element.Name.LocalName}")
            ? $"{element.Parent!.Name.LocalName}/{element.Name.LocalName}"
            : element.Name.LocalName;
        if (!_rules.TryGetValue(name, out var rule))
        {
            yield return $"{here}: no such element";
            yield break;
        }

        foreach (XAttribute attribute in element.Attributes())
        {
            if (!rule.Attributes.TryGetValue(attribute.Name.LocalName, out (string Kind, bool Must) kind))
            {
                yield return $"{here}: no attribute {attribute.Name}";
            }
            else if (!Kinds[kind.Kind].IsMatch(attribute.Value))
            {
                yield return $"{here}/@{attribute.Name}: '{attribute.Value}' is no {kind.Kind}";
            }
        }

        foreach (string missing in rule.Attributes.Where(a => a.Value.Must && element.Attribute(a.Key) is null).Select(a => a.Key))
        {
            yield return $"{here}: lacks attribute {missing}";
        }

        foreach ((string child, char often) in rule.Children)
        {
            int count = element.Elements(child).Count();
            if ((often is '1' or '+' && count == 0) || (often is '1' or '?' && count > 1))
            {
                yield return $"{here}: {count} × {child}";
            }
        }

        foreach (XElement child in element.Elements())
        {
            if (!rule.Children.ContainsKey(child.Name.LocalName))
            {
                yield return $"{here}: takes no {child.Name}";
                continue;
            }

            foreach (string broken in Broken(child, here))
            {
                yield return broken;
            }
        }
    }
}
