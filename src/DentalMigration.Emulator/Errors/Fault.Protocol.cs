namespace DentalMigration.Emulator.Errors;

/// <summary>Refusals about the request itself: payload, URL, query, batch, limits.</summary>
internal static partial class Fault
{
    private static string PayloadText(string set, string inner) =>
        $"Error identified in Payload provided by the user for Entity :'{set}', For more information on this error please follow this help link " +
        $"https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : {inner}";

    public static DataverseFault Payload(string set, string inner) => new(400, "0x80048d19", PayloadText(set, inner));

    public static DataverseFault UnknownProperty(string set, string type, string property) => Payload(set,
        $"Microsoft.OData.ODataException: The property '{property}' does not exist on type 'Microsoft.Dynamics.CRM.{type}'. " +
        "Make sure to only use property names that are defined by the type.");

    public static DataverseFault UndeclaredNavigation(string set, string property) => Payload(set,
        $"Microsoft.OData.ODataException: An undeclared property '{property}' which only has property annotations in the payload but no property " +
        "value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.");

    public static DataverseFault WrongLiteral(string set, string value, string type) => Payload(set,
        $"Microsoft.OData.ODataException: Cannot convert the literal '{value}' to the expected type '{type}'.");

    public static DataverseFault NotWritable(string set, string property) => Payload(set,
        $"Microsoft.OData.ODataException: The property '{property}' cannot be set; use '@odata.bind' with its navigation property.");

    public static DataverseFault Query(string message) => new(400, "0x80060888", message);

    public static DataverseFault QuerySyntax() => new(400, "0x0", "Bad Request - Error in query syntax.");

    public static DataverseFault NoSuchResource(string segment) =>
        new(404, "0x8006088a", $"Resource not found for the segment '{segment}'.");

    public static DataverseFault NoSuchPath() => new(404, "0x0", "No HTTP resource was found that matches the request URI.");

    public static DataverseFault MethodNotAllowed(string method) =>
        new(405, "0x80060888", $"The requested resource does not support http method '{method}'.");

    public static DataverseFault KeyNotDefined(string table) => new(400, "0x80060890",
        $"The specified key attributes are not a defined key for the {table} entity");

    public static DataverseFault Unsupported(string what) =>
        new(501, "0x80040800", $"The embedded Dataverse does not implement this: {what}.");

    public static DataverseFault TooManyBatchRequests() => new(400, "0x80060888",
        "The number of requests in the batch exceeds the maximum of 1000.");

    public static DataverseFault BatchMalformed(string what) => new(400, "0x80060888", $"Error in the batch request: {what}");

    public static DataverseFault UnknownContentId(string reference) => new(400, "0x80060888",
        $"Content-ID Reference: '{reference}' does not exist in the batch context.");

    public static DataverseFault UrlTooLong() => new(400, "0x8004418a", "The length of the URL exceeds the allowed maximum.");

    public static DataverseFault BodyTooLong() => new(413, "0x8004418a", "The request is too long.");

    public static DataverseFault Unavailable() =>
        new(503, "0x80072af9", "The service is temporarily unavailable. Try again.") { RetryAfter = 1 };

    public static DataverseFault Throttled(string code, string message, int retryAfter) =>
        new(429, code, message) { RetryAfter = retryAfter };

    public static DataverseFault Unexpected() => new(500, "0x80040216", "An unexpected error occurred.");
}
