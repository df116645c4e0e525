namespace DentalMigration.Emulator;

/// <summary>One HTTP request as bytes.</summary>
/// <param name="Method">The verb, in any case.</param>
/// <param name="Url">Absolute URL, still escaped.</param>
/// <param name="Headers">All headers, content headers included; a name may repeat.</param>
/// <param name="Body">Read to its end once; <see cref="Stream.Null"/> when there is none.</param>
public sealed record EmulatorRequest(string Method, Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers, Stream Body);
