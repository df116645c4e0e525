using System.Security.Cryptography;
using DentalMigration.Emulator.Errors;

namespace DentalMigration.Emulator.Files;

/// <summary>The transfers under way. They live in memory: what was not committed is lost with the process, as is any unfinished upload.
/// Thread-safe.</summary>
internal sealed class Transfers
{
    private const int MaxKept = 200;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Transfer> _byToken = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public Transfer Begin(FilePlace place, string fileName, Guid user)
    {
        var transfer = new Transfer(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), place, fileName, user);
        lock (_lock)
        {
            while (_order.Count >= MaxKept)
            {
                _byToken.Remove(_order.Dequeue());
            }
            _byToken.Add(transfer.Token, transfer);
            _order.Enqueue(transfer.Token);
        }
        return transfer;
    }

    /// <summary>The transfer of a token; it belongs to who began it.</summary>
    public Transfer Find(string? token, Guid user)
    {
        lock (_lock)
        {
            return token is not null && _byToken.TryGetValue(token, out Transfer? transfer) && transfer.User == user ? transfer
                : throw Fault.TransferUnknown();
        }
    }

    public void End(string token)
    {
        lock (_lock)
        {
            _byToken.Remove(token);
        }
    }
}
