using System.Text.Json.Nodes;
using DentalMigration.Emulator.Errors;

namespace DentalMigration.Emulator.Metadata;

/// <summary>The <c>$filter</c> of metadata: <c>eq</c>, <c>ne</c>, <c>and</c>, <c>or</c>, <c>not</c> and parentheses over properties; few
/// rows, so evaluated here.</summary>
internal sealed class MetaFilter
{
    private readonly List<string> _tokens;
    private int _position;

    private MetaFilter(string text) => _tokens = Tokens(text);

    /// <summary>A predicate over properties.</summary>
    public static Func<JsonObject, bool> Parse(string text)
    {
        var parser = new MetaFilter(text);
        Func<JsonObject, bool> predicate = parser.Or(0);
        return parser._position == parser._tokens.Count ? predicate : throw Fault.Query($"Syntax error in '{text}'.");
    }

    private Func<JsonObject, bool> Or(int depth)
    {
        Func<JsonObject, bool> left = And(depth);
        while (Take("or"))
        {
            Func<JsonObject, bool> a = left;
            Func<JsonObject, bool> b = And(depth);
            left = json => a(json) || b(json);
        }
        return left;
    }

    private Func<JsonObject, bool> And(int depth)
    {
        Func<JsonObject, bool> left = Unary(depth);
        while (Take("and"))
        {
            Func<JsonObject, bool> a = left;
            Func<JsonObject, bool> b = Unary(depth);
            left = json => a(json) && b(json);
        }
        return left;
    }

    private Func<JsonObject, bool> Unary(int depth)
    {
        if (depth > 100)
        {
            throw Fault.Query("The filter is nested too deeply.");
        }
        if (Take("not"))
        {
            Func<JsonObject, bool> inner = Unary(depth + 1);
            return json => !inner(json);
        }
        if (Take("("))
        {
            Func<JsonObject, bool> inner = Or(depth + 1);
            return Take(")") ? inner : throw Fault.Query("A closing parenthesis is missing in the filter.");
        }
        string property = Next();
        string symbol = Next();
        string literal = Next();
        if (symbol is not ("eq" or "ne"))
        {
            throw Fault.Query($"The operator '{symbol}' is not supported on metadata.");
        }
        string? wanted = Literal(literal);
        return json => string.Equals(Value(json, property), wanted, StringComparison.OrdinalIgnoreCase) == (symbol == "eq");
    }

    private static string? Value(JsonObject json, string path)
    {
        JsonNode? node = json;
        foreach (string name in path.Split('/'))
        {
            node = node is JsonObject inner && inner.ContainsKey(name) ? inner[name]
                : node is null ? null : throw Fault.Query($"Could not find a property named '{name}'.");
        }
        return node?.ToString();
    }

    private static string? Literal(string token)
    {
        if (token == "null")
        {
            return null;
        }
        int quote = token.IndexOf('\'', StringComparison.Ordinal);
        return quote >= 0 && token.Length > quote + 1
            && token[^1] == '\'' ? token[(quote + 1)..^1].Replace("''", "'", StringComparison.Ordinal) : token;
    }

    private bool Take(string token)
    {
        if (_position < _tokens.Count && _tokens[_position] == token)
        {
            _position++;
            return true;
        }
        return false;
    }

    private string Next() => _position < _tokens.Count ? _tokens[_position++] : throw Fault.Query("The filter ends too early.");

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        int i = 0;
        while (i < text.Length)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
            }
            else if (text[i] is '(' or ')')
            {
                tokens.Add(text[i++].ToString());
            }
            else
            {
                int start = i;
                bool quoted = false;
                while (i < text.Length && (quoted || (!char.IsWhiteSpace(text[i]) && text[i] is not ('(' or ')'))))
                {
                    quoted ^= text[i] == '\'';
                    i++;
                }
                tokens.Add(text[start..i]);
            }
        }
        return tokens;
    }
}
