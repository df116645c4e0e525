using DentalMigration.Emulator.Errors;

namespace DentalMigration.Emulator.Files;

/// <summary>An upload (or a download by blocks) under way: chunks in order, or blocks by their ids.</summary>
internal sealed class Transfer(string token, FilePlace place, string fileName, Guid user)
{
    private readonly Lock _lock = new();
    private readonly List<byte[]> _chunks = [];
    private readonly Dictionary<string, byte[]> _blocks = new(StringComparer.Ordinal);

    public string Token => token;
    public FilePlace Place => place;
    public string FileName => fileName;
    public Guid User => user;

    /// <summary>Bytes received.</summary>
    public long Received { get; private set; }

    /// <summary>Takes the next chunk; true when it was the last.</summary>
    public bool Append(ContentRange range, ReadOnlyMemory<byte> body)
    {
        lock (_lock)
        {
            if (range.First != Received || range.Last - range.First + 1 != body.Length)
            {
                throw Fault.BadContentRange();
            }
            CheckSize(range.Size);
            _chunks.Add(body.ToArray());
            Received += body.Length;
            return Received == range.Size;
        }
    }

    public void Put(string blockId, byte[] data)
    {
        lock (_lock)
        {
            if (data.Length > FileRules.ChunkSize)
            {
                throw Fault.BlockInvalid("a block has at most 4 MB.");
            }
            if (_blocks.Keys.FirstOrDefault() is { } other && other.Length != blockId.Length)
            {
                throw Fault.BlockInvalid("all block ids of a file have the same length.");
            }
            Received += data.Length - (_blocks.TryGetValue(blockId, out byte[]? old) ? old.Length : 0);
            CheckSize(Received);
            _blocks[blockId] = data;
        }
    }

    /// <summary>The file, from its chunks.</summary>
    public byte[] Joined()
    {
        lock (_lock)
        {
            return Join(_chunks);
        }
    }

    /// <summary>The file, from its blocks in this order.</summary>
    public byte[] Joined(IEnumerable<string> blockIds)
    {
        lock (_lock)
        {
            return Join(blockIds.Select(id =>
                _blocks.TryGetValue(id, out byte[]? block) ? block
                : throw Fault.BlockInvalid("a block of the list was not uploaded.")).ToList());
        }
    }

    private void CheckSize(long size)
    {
        if (size > (place.Limit ?? FileRules.SingleRequestLimit))
        {
            throw Fault.AttachmentTooBig();
        }
    }

    private static byte[] Join(List<byte[]> parts)
    {
        byte[] whole = new byte[parts.Sum(p => (long)p.Length)];
        int position = 0;
        foreach (byte[] part in parts)
        {
            part.CopyTo(whole, position);
            position += part.Length;
        }
        return whole;
    }
}
