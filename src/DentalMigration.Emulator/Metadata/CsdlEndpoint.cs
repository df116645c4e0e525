using System.Text;
using System.Xml;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Validation;

namespace DentalMigration.Emulator.Metadata;

/// <summary><c>$metadata</c>: the schema as CSDL.</summary>
internal static class CsdlEndpoint
{
    public static EmulatorResponse Handle(Exchange exchange)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            if (!CsdlWriter.TryWriteCsdl(exchange.Schema.Model, xml, CsdlTarget.OData, out IEnumerable<EdmError> errors))
            {
                throw Fault.Unsupported("$metadata of this schema: " + string.Join("; ", errors.Take(3).Select(e => e.ErrorMessage)));
            }
        }
        return new EmulatorResponse(200) { Body = buffer.ToArray() }.With("Content-Type", "application/xml");
    }
}
