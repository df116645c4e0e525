namespace DentalMigration.Sources.Files;

/// <summary>
/// Stands between a file and the CSV parser and takes out quotation marks that open a field but that nothing closes, so that one such
/// mark does not swallow the rest of the file. A mark counts as unclosed when no closing one comes within 500 lines or a million
/// characters, or when the next mark, on a later line, is followed by neither delimiter nor line end (it opened a field of its own).
/// </summary>
internal sealed class QuoteGuard(TextReader inner, char delimiter) : TextReader
{
    private const int MostLines = 500;
    private const int MostCharacters = 1_000_000;

    private readonly Queue<int> _unclosed = new();
    private char[] _buffer = new char[64 * 1024];
    private int _start;
    private int _safe;
    private int _end;
    private int _line = 1;
    private char _previous = '\n';
    private bool _finished;

    /// <summary>True where a mark was taken out that <see cref="TookOut"/> has not told of yet.</summary>
    public bool HasTakenOut => _unclosed.Count > 0;

    /// <summary>Takes note of unclosed marks up to a line.</summary>
    /// <param name="line">The last line of the record just parsed.</param>
    /// <returns>True where such a mark stood on that line or before, since the last call.</returns>
    public bool TookOut(int line)
    {
        bool any = false;
        while (_unclosed.TryPeek(out int unclosed) && unclosed <= line)
        {
            _unclosed.Dequeue();
            any = true;
        }

        return any;
    }

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override int Read(Span<char> buffer)
    {
        while (_start == _safe && !(_finished && _start == _end))
        {
            if (_start == _end)
            {
                _start = _safe = _end = 0;
                Fill();
            }

            Secure();
        }

        int count = Math.Min(buffer.Length, _safe - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Moves the safe mark on: to the end of what is buffered, or past the field that opens there.</summary>
    private void Secure()
    {
        while (_safe < _end)
        {
            int open = _buffer.AsSpan(_safe, _end - _safe).IndexOf('"');
            if (open < 0)
            {
                Pass(_end);
                return;
            }

            Pass(_safe + open);
            if (_previous != delimiter && _previous is not ('\n' or '\r'))
            {
                Pass(_safe + 1);
                continue;
            }

            if (FindClose() is int close)
            {
                Pass(close + 1);
            }
            else
            {
                _buffer[_safe] = ' ';
                _unclosed.Enqueue(_line);
                Pass(_safe + 1);
            }

            // Hand over what is safe before looking at the next field, so that the buffer stays small.
            if (_safe - _start > _buffer.Length / 2)
            {
                return;
            }
        }
    }

    /// <summary>Where the mark is that closes the field opening at the safe mark, or null.</summary>
    private int? FindClose()
    {
        int at = 1;
        int lines = 0;
        while (true)
        {
            int found = at < _end - _safe ? _buffer.AsSpan(_safe + at, _end - _safe - at).IndexOf('"') : -1;
            int upTo = found < 0 ? _end - _safe : at + found;
            lines += _buffer.AsSpan(_safe + at, upTo - at).Count('\n');
            at = upTo;
            if (lines > MostLines || at > MostCharacters)
            {
                return null;
            }

            if ((found < 0 || _safe + at + 1 == _end) && !_finished)
            {
                Fill();
                continue;
            }

            if (found < 0)
            {
                return null;
            }

            char next = _safe + at + 1 < _end ? _buffer[_safe + at + 1] : '\n';
            if (next == '"')
            {
                at += 2;
            }
            else if (next == delimiter || next is '\r' or '\n')
            {
                return _safe + at;
            }
            else if (lines > 0)
            {
                return null;
            }
            else
            {
                at++;
            }
        }
    }

    private void Pass(int to)
    {
        if (to > _safe)
        {
            _line += _buffer.AsSpan(_safe, to - _safe).Count('\n');
            _previous = _buffer[to - 1];
            _safe = to;
        }
    }

    private void Fill()
    {
        if (_end == _buffer.Length)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                _safe -= _start;
                _end -= _start;
                _start = 0;
            }
            else
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
        }

        int read = inner.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _finished = read == 0;
    }
}
