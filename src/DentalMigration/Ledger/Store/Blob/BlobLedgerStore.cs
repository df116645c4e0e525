using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Azure.Core;

namespace DentalMigration.Ledger.Store.Blob;

/// <summary>
/// Keeps a ledger in an Azure Blob container: the block blob <c>NAME</c>, leased by the run, is the newest snapshot, with what it is in its metadata;
/// append blobs <c>NAME.GENERATION.preimages</c> are the journals. A snapshot sends only the blocks that changed since the one before, and takes its place
/// in one request.
/// </summary>
public sealed class BlobLedgerStore : ILedgerStore
{
    private const int BlockSize = 4 << 20;
    private const string Journals = ".preimages";

    private readonly BlobContainer _container;
    private readonly string _blob;
    private readonly TimeProvider _clock;
    private BlobLease? _lease;
    private string _journal = "";
    private long _journalLength;

    /// <param name="address">The container.</param>
    /// <param name="ledger">The ledger's file name.</param>
    /// <param name="credential">Who signs in; null with a shared access signature.</param>
    /// <param name="clock">The clock.</param>
    public BlobLedgerStore(BlobAddress address, string ledger, TokenCredential? credential, TimeProvider clock)
    {
        _container = new BlobContainer(address, credential, clock);
        _blob = ledger;
        _clock = clock;
    }

    /// <inheritdoc/>
    public string Name => _container.Name;

    /// <inheritdoc/>
    public void Acquire(Action<string>? tell)
    {
        // A lease needs a blob: an empty one, where there is none.
        var create = new Dictionary<string, string> { ["x-ms-blob-type"] = "BlockBlob", ["If-None-Match"] = "*" };
        using HttpResponseMessage made = _container.Send(HttpMethod.Put, _blob, headers: create);
        if (!made.IsSuccessStatusCode && made.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed))
        {
            throw StoreFailure.Unreachable(Name, null, BlobContainer.Code(made));
        }

        _lease = BlobLease.Take(_container, _blob, tell, _clock);
    }

    /// <inheritdoc/>
    public void DemandHeld() => (_lease ?? throw StoreFailure.Lost(Name)).Demand();

    /// <inheritdoc/>
    public LedgerSnapshot? Find()
    {
        using HttpResponseMessage head = _container.Demand(HttpMethod.Head, _blob);
        if (Meta("generation") is not { } generation)
        {
            return null;
        }

        try
        {
            return new LedgerSnapshot(
                long.Parse(generation, CultureInfo.InvariantCulture),
                Meta("ledger")!,
                Meta("session")!,
                long.Parse(Meta("commits")!, CultureInfo.InvariantCulture),
                long.Parse(Meta("size")!, CultureInfo.InvariantCulture),
                Meta("sha256")!,
                DateTimeOffset.Parse(Meta("at")!, CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is FormatException or ArgumentNullException)
        {
            throw StoreFailure.Damaged(Name);
        }

        string? Meta(string name) => head.Headers.TryGetValues("x-ms-meta-" + name, out IEnumerable<string>? values) ? values.First() : null;
    }

    /// <inheritdoc/>
    public void Download(Stream target) => Download(_blob, target);

    /// <inheritdoc/>
    public IEnumerable<byte[]> ReadJournals(long generation)
    {
        foreach (string name in Generations().Where(j => j.Generation >= generation).OrderBy(j => j.Generation).Select(j => j.Name))
        {
            byte[] whole = new byte[Length(name)];
            Download(name, new MemoryStream(whole));
            yield return whole;
        }
    }

    /// <inheritdoc/>
    public long BeginJournal()
    {
        long generation = Math.Max(Find()?.Generation ?? 0, Generations().Select(j => j.Generation).DefaultIfEmpty().Max()) + 1;
        (_journal, _journalLength) = (string.Create(CultureInfo.InvariantCulture, $"{_blob}.{generation:D8}{Journals}"), 0);
        var create = new Dictionary<string, string> { ["x-ms-blob-type"] = "AppendBlob", ["If-None-Match"] = "*" };
        using HttpResponseMessage made = _container.Send(HttpMethod.Put, _journal, headers: create);
        if (!made.IsSuccessStatusCode && !(made.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed && Length(_journal) == 0))
        {
            throw StoreFailure.Lost(Name); // else an answer was lost, and it is ours
        }

        return generation;
    }

    /// <inheritdoc/>
    public void Append(ReadOnlyMemory<byte> piece)
    {
        var headers = new Dictionary<string, string> { ["x-ms-blob-condition-appendpos"] = _journalLength.ToString(CultureInfo.InvariantCulture) };
        using HttpResponseMessage response = _container.Send(HttpMethod.Put, _journal, "comp=appendblock", headers, piece);
        _journalLength += piece.Length;
        if (!response.IsSuccessStatusCode && !(response.StatusCode == HttpStatusCode.PreconditionFailed && Length(_journal) == _journalLength))
        {
            throw StoreFailure.Unreachable(Name, null, BlobContainer.Code(response)); // else an answer was lost, and the piece is there
        }
    }

    /// <inheritdoc/>
    public void Upload(LedgerSnapshot snapshot, Func<long, Memory<byte>, int> read)
    {
        HashSet<string> there = [.. Blocks()];
        var list = new XElement("BlockList");
        byte[] buffer = new byte[BlockSize];
        long at = 0;
        for (int length; (length = Fill(read, at, buffer)) > 0; at += length)
        {
            string id = BlockId(at, buffer.AsSpan(0, length));
            list.Add(new XElement("Latest", id));
            if (!there.Contains(id))
            {
                _container.Demand(HttpMethod.Put, _blob, $"comp=block&blockid={Uri.EscapeDataString(id)}", Leased(), buffer.AsMemory(0, length)).Dispose();
            }
        }

        Dictionary<string, string> headers = Leased();
        headers["x-ms-meta-generation"] = snapshot.Generation.ToString(CultureInfo.InvariantCulture);
        headers["x-ms-meta-ledger"] = snapshot.LedgerId;
        headers["x-ms-meta-session"] = snapshot.Session;
        headers["x-ms-meta-commits"] = snapshot.Commits.ToString(CultureInfo.InvariantCulture);
        headers["x-ms-meta-size"] = snapshot.Length.ToString(CultureInfo.InvariantCulture);
        headers["x-ms-meta-sha256"] = snapshot.Sha256;
        headers["x-ms-meta-at"] = snapshot.At.ToString("O", CultureInfo.InvariantCulture);
        DemandHeld();
        _container.Demand(HttpMethod.Put, _blob, "comp=blocklist", headers, Encoding.UTF8.GetBytes(list.ToString(SaveOptions.DisableFormatting))).Dispose();
        foreach ((_, string name) in Generations().Where(j => j.Generation < snapshot.Generation))
        {
            _container.Send(HttpMethod.Delete, name).Dispose();
        }
    }

    /// <inheritdoc/>
    public void Purge()
    {
        foreach ((_, string name) in Generations())
        {
            _container.Send(HttpMethod.Delete, name).Dispose();
        }

        using HttpResponseMessage gone = _container.Send(HttpMethod.Delete, _blob, headers: Leased());
        if (!gone.IsSuccessStatusCode && gone.StatusCode != HttpStatusCode.NotFound)
        {
            throw StoreFailure.Unreachable(Name, null, BlobContainer.Code(gone));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lease?.Dispose();
        _lease = null;
        _container.Dispose();
    }

    private static int Fill(Func<long, Memory<byte>, int> read, long at, byte[] buffer)
    {
        int length = 0;
        for (int n; length < buffer.Length && (n = read(at + length, buffer.AsMemory(length))) > 0; length += n)
        {
        }

        return length;
    }

    /// <summary>Piece by piece, each repeated where its answer breaks off.</summary>
    private void Download(string name, Stream target)
    {
        long size = Length(name);
        for (long at = 0; at < size; at += BlockSize)
        {
            var range = new Dictionary<string, string> { ["x-ms-range"] = string.Create(CultureInfo.InvariantCulture, $"bytes={at}-{Math.Min(at + BlockSize, size) - 1}") };
            using HttpResponseMessage response = _container.Demand(HttpMethod.Get, name, headers: range);
            using Stream body = response.Content.ReadAsStream();
            body.CopyTo(target);
        }
    }

    /// <summary>Place and content: a block that did not change has the id it had. All ids are of one length, as the service wants.</summary>
    private static string BlockId(long at, ReadOnlySpan<byte> content)
    {
        Span<byte> id = stackalloc byte[8 + SHA256.HashSizeInBytes];
        BitConverter.TryWriteBytes(id, at);
        SHA256.HashData(content, id[8..]);
        return Convert.ToBase64String(id);
    }

    private Dictionary<string, string> Leased() => new() { ["x-ms-lease-id"] = (_lease ?? throw StoreFailure.Lost(Name)).Id };

    private IEnumerable<string> Blocks()
    {
        using HttpResponseMessage response = _container.Demand(HttpMethod.Get, _blob, "comp=blocklist&blocklisttype=all");
        return [.. BlobContainer.Xml(response).Descendants("Block").Select(b => b.Element("Name")!.Value)];
    }

    private long Length(string name)
    {
        using HttpResponseMessage head = _container.Demand(HttpMethod.Head, name);
        return head.Content.Headers.ContentLength ?? -1;
    }

    private List<(long Generation, string Name)> Generations() =>
        [.. from name in _container.List(_blob + ".")
            where name.EndsWith(Journals, StringComparison.Ordinal)
            let middle = name[(_blob.Length + 1)..^Journals.Length]
            where long.TryParse(middle, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            select (long.Parse(middle, CultureInfo.InvariantCulture), name)];
}
