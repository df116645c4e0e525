using System.Text.Json;
using System.Text.Json.Serialization;

namespace DentalMigration.Sources.Profiles;

/// <summary>Which field a column is, and how it is written where its values cannot tell. In JSON the field's name alone will do.</summary>
/// <param name="Field">Canonical name of the field.</param>
/// <param name="DateOrder">The order of its dates, whatever its values prove.</param>
/// <param name="DecimalSign">The sign before its fractions, whatever its values prove.</param>
/// <param name="LatestYear">The latest year two digits can mean: 2026 reads <c>27</c> as 1927.</param>
[JsonConverter(typeof(Converter))]
public sealed record ProfileColumn(string Field, DateOrder? DateOrder = null, char? DecimalSign = null, int? LatestYear = null)
{
    private sealed record Body(string Field, DateOrder? DateOrder = null, char? DecimalSign = null, int? LatestYear = null);

    private sealed class Converter : JsonConverter<ProfileColumn>
    {
        public override ProfileColumn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                return new ProfileColumn(reader.GetString()!);
            }

            Body body = JsonSerializer.Deserialize<Body>(ref reader, options) ?? throw new JsonException();
            return new ProfileColumn(body.Field, body.DateOrder, body.DecimalSign, body.LatestYear);
        }

        public override void Write(Utf8JsonWriter writer, ProfileColumn value, JsonSerializerOptions options)
        {
            if (value == new ProfileColumn(value.Field))
            {
                writer.WriteStringValue(value.Field);
            }
            else
            {
                JsonSerializer.Serialize(writer, new Body(value.Field, value.DateOrder, value.DecimalSign, value.LatestYear), options);
            }
        }
    }
}
