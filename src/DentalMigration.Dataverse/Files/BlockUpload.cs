using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>What an upload in blocks says at its begin and at its end.</summary>
/// <param name="BeginName">The message that begins it.</param>
/// <param name="Begin">Writes that message's members.</param>
/// <param name="CommitName">The message that puts the blocks together.</param>
/// <param name="Commit">Writes that message's members but the blocks and the session.</param>
internal sealed record BlockUpload(string BeginName, Action<Utf8JsonWriter> Begin, string CommitName, Action<Utf8JsonWriter> Commit);
