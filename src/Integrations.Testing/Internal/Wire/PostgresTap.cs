using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;

namespace Integrations.Testing;

/// <summary>
/// Reads along in PostgreSQL's protocol, version 3: just enough to see which statement is executed and when its answer is complete. Expects a connection without encryption.
/// </summary>
internal sealed class PostgresTap(Func<WireEvent, bool> observe) : WireTap(observe)
{
    private const int LengthBytes = 4;
    private const int StartupHead = 8;

    private readonly Dictionary<string, string> _prepared = new(StringComparer.Ordinal);

    // The server ends each simple query and each Sync with one ReadyForQuery, in order.
    private readonly ConcurrentQueue<string> _unanswered = new();
    private string _bound = "";
    private bool _isStarted;

    public override int FromClient(ReadOnlySpan<byte> arrived)
    {
        int passed = 0;
        while (Next(arrived[passed..], _isStarted) is int length and > 0)
        {
            ReadOnlySpan<byte> message = arrived.Slice(passed, length);
            if (!_isStarted)
            {
                _isStarted = true;
            }
            else if (!Read((char)message[0], message[(1 + LengthBytes)..]))
            {
                return -1;
            }

            passed += length;
        }

        return passed;
    }

    public override int FromServer(ReadOnlySpan<byte> arrived)
    {
        int passed = 0;
        while (Next(arrived[passed..], hasType: true) is int length and > 0)
        {
            if (arrived[passed] == 'Z' && _unanswered.TryDequeue(out string? statement) && !Observe(WireKind.Statement, WireMoment.Answering, statement))
            {
                return -1;
            }

            passed += length;
        }

        return passed;
    }

    private bool Read(char type, ReadOnlySpan<byte> body)
    {
        switch (type)
        {
            case 'Q':
                string query = Text(ref body);
                _unanswered.Enqueue(query);
                return Observe(WireKind.Statement, WireMoment.Sending, query);
            case 'P':
                _prepared[Text(ref body)] = Text(ref body);
                return true;
            case 'B':
                Text(ref body);
                _bound = _prepared.GetValueOrDefault(Text(ref body), "");
                return Observe(WireKind.Statement, WireMoment.Sending, _bound);
            case 'S':
                _unanswered.Enqueue(_bound);
                return true;
            case 'd':
                return Observe(WireKind.Copy, WireMoment.Sending, "");
            default:
                return true;
        }
    }

    /// <summary>Length of the first message, or 0 when it is not complete. The first message of a client has no type.</summary>
    private static int Next(ReadOnlySpan<byte> arrived, bool hasType)
    {
        int head = hasType ? 1 : 0;
        if (arrived.Length < (hasType ? head + LengthBytes : StartupHead))
        {
            return 0;
        }

        int length = head + BinaryPrimitives.ReadInt32BigEndian(arrived[head..]);
        return arrived.Length < length ? 0 : length;
    }

    private static string Text(ref ReadOnlySpan<byte> body)
    {
        int end = body.IndexOf((byte)0);
        string text = Encoding.UTF8.GetString(body[..end]);
        body = body[(end + 1)..];
        return text;
    }
}
