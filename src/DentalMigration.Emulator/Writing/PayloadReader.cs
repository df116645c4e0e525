using System.Text;
using System.Text.Json;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary>Reads rows from JSON straight into drafts; runs outside the write transaction.</summary>
internal sealed class PayloadReader(
    SchemaSnapshot schema, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string>? contentIds = null)
{
    /// <summary>The whole body as one row.</summary>
    public RowDraft ReadRow(Table table)
    {
        try
        {
            var reader = new Utf8JsonReader(body.Span);
            if (body.IsEmpty || !reader.Read())
            {
                throw Fault.Payload(table.SetName, "Microsoft.OData.ODataException: The request body is empty.");
            }
            RowDraft row = ReadObject(ref reader, table);
            return reader.Read()
                ? throw Fault.Payload(table.SetName, "Microsoft.OData.ODataException: There is more after the end of the JSON value.")
                : row;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Fault.Payload(table.SetName, "System.Text.Json.JsonException: " + error.Message);
        }
    }

    /// <summary>The <c>Targets</c> of a bulk message.</summary>
    public List<RowDraft> ReadTargets(Table table)
    {
        try
        {
            var rows = new List<RowDraft>(128);
            var reader = new Utf8JsonReader(body.Span);
            if (body.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw Fault.Payload(table.SetName, "Microsoft.OData.ODataException: The request body must be an object with Targets.");
            }
            bool found = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool targets = reader.ValueTextEquals("Targets"u8);
                reader.Read();
                if (!targets)
                {
                    throw Fault.Payload(table.SetName, "Microsoft.OData.ODataException: The only parameter is Targets.");
                }
                if (reader.TokenType != JsonTokenType.StartArray)
                {
                    throw Fault.Payload(table.SetName, "Microsoft.OData.ODataException: Targets must be an array.");
                }
                found = true;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    rows.Add(ReadObject(ref reader, table, typeRequired: true));
                }
            }
            return found ? rows : throw Fault.Payload(table.SetName, "Microsoft.OData.ODataException: The parameter Targets is missing.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Fault.Payload(table.SetName, "System.Text.Json.JsonException: " + error.Message);
        }
    }

    private RowDraft ReadObject(ref Utf8JsonReader reader, Table table, bool typeRequired = false)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Fault.Payload(table.SetName, "Microsoft.OData.ODataException: A JSON object is expected.");
        }
        var row = new RowDraft(table);
        bool typed = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            PayloadBinding? binding = table.Payload.Find(name);
            if (binding is not null)
            {
                string navigation = binding.Target is PayloadTarget.Bind or PayloadTarget.Collection or PayloadTarget.Single
                    ? Encoding.UTF8.GetString(name) : "";
                reader.Read();
                Take(ref reader, row, binding, navigation);
            }
            else if (name.Contains((byte)'@'))
            {
                string annotation = Encoding.UTF8.GetString(name);
                reader.Read();
                typed |= Annotation(ref reader, row, annotation);
            }
            else
            {
                throw Fault.UnknownProperty(table.SetName, table.Name, reader.GetString()!);
            }
        }
        return typeRequired && !typed
            ? throw Fault.Payload(table.SetName, "Microsoft.OData.ODataException: Every item of Targets needs its @odata.type.") : row;
    }

    private void Take(ref Utf8JsonReader reader, RowDraft row, PayloadBinding binding, string navigation)
    {
        Table table = row.Table;
        switch (binding.Target)
        {
            case PayloadTarget.ReadOnly:
                reader.Skip();
                break;
            case PayloadTarget.Column when binding.Column!.IsPrimaryId:
                row.Id = ValueReader.Read(ref reader, body, binding.Column, table.SetName) is { Kind: CellKind.Id } id ? id.Id : null;
                break;
            case PayloadTarget.Column:
                row.Set(binding.Column!.Name, ValueReader.Read(ref reader, body, binding.Column, table.SetName), binding.Column);
                break;
            case PayloadTarget.Bind:
                row.Lookups.Add(new(binding, navigation[..navigation.IndexOf('@', StringComparison.Ordinal)],
                    ReadReference(ref reader, table, navigation)));
                break;
            case PayloadTarget.Single when reader.TokenType == JsonTokenType.Null:
                row.Lookups.Add(new(binding, navigation, null));
                break;
            case PayloadTarget.Single:
                row.Children.Add(new(binding.Relationship!, binding.Column, ReadObject(ref reader, schema[binding.Expected!])));
                break;
            case PayloadTarget.Collection:
                ReadChildren(ref reader, row, binding, navigation);
                break;
            default:
                throw Fault.NotWritable(table.SetName, binding.Column!.PropertyName);
        }
    }

    private void ReadChildren(ref Utf8JsonReader reader, RowDraft row, PayloadBinding binding, string navigation)
    {
        if (reader.TokenType != JsonTokenType.StartArray || schema.Find(binding.Expected!) is not { } childTable)
        {
            throw Fault.Payload(row.Table.SetName, $"Microsoft.OData.ODataException: An array is expected for '{navigation}'.");
        }
        row.Collections.Add(navigation);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            row.Children.Add(new(binding.Relationship!, null, ReadObject(ref reader, childTable)));
        }
    }

    private RowAddress? ReadReference(ref Utf8JsonReader reader, Table table, string property)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }
        if (reader.TokenType != JsonTokenType.String)
        {
            throw Fault.Payload(table.SetName, $"Microsoft.OData.ODataException: A string is expected for '{property}'.");
        }
        string text = reader.GetString()!;
        if (text.StartsWith('$'))
        {
            text = contentIds is not null && contentIds.TryGetValue(text[1..], out string? made) ? made
                : throw Fault.UnknownContentId(text);
        }
        return RowAddress.Parse(text)
            ?? throw Fault.Payload(table.SetName,
                $"Microsoft.OData.ODataException: The value '{text}' of '{property}' is not the address of a row.");
    }

    /// <summary>Control information; true when it was a fitting <c>@odata.type</c>.</summary>
    private static bool Annotation(ref Utf8JsonReader reader, RowDraft row, string name)
    {
        string set = row.Table.SetName;
        switch (name)
        {
            case "@odata.type":
                string? type = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                return type?.TrimStart('#') == "Microsoft.Dynamics.CRM." + row.Table.Name
                    ? true : throw Fault.Payload(set,
                        $"Microsoft.OData.ODataException: A resource with type '{type}' was found where '{row.Table.Name}' is expected.");
            case "@odata.id":
                row.Address = reader.GetString();
                return false;
            case var bind when bind.EndsWith("@odata.bind", StringComparison.Ordinal):
                throw Fault.UndeclaredNavigation(set, bind[..^"@odata.bind".Length]);
            default:
                reader.Skip();
                return false;
        }
    }
}
