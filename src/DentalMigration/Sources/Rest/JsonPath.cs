using System.Text.Json;

namespace DentalMigration.Sources.Rest;

/// <summary>Where in a JSON text a reader stands, token after token.</summary>
internal sealed class JsonPath
{
    private readonly List<(bool IsArray, int Index, string Name)> _levels = [];

    /// <summary>Takes a token into account before it is looked at.</summary>
    public void Enter(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _levels[^1] = (false, 0, reader.GetString()!);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _levels.RemoveAt(_levels.Count - 1);
                break;
            default:
                if (_levels is [.., (true, int index, _)])
                {
                    _levels[^1] = (true, index + 1, (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
                }

                break;
        }
    }

    /// <summary>Goes into the object or array whose first token this is.</summary>
    public void Open(JsonTokenType token)
    {
        if (token is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            _levels.Add((token == JsonTokenType.StartArray, -1, string.Empty));
        }
    }

    /// <summary>True where the value stands at a pointer.</summary>
    public bool Is(IReadOnlyList<string> pointer)
    {
        if (_levels.Count != pointer.Count)
        {
            return false;
        }

        for (int i = 0; i < pointer.Count; i++)
        {
            if (_levels[i].Name != pointer[i])
            {
                return false;
            }
        }

        return true;
    }
}
