using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using MessagePack;

namespace Circle.Measure.Walls;

/// <summary>
/// As much of SignalR's MessagePack protocol as a screen needs, so that thousands of screens cost little beside the server that
/// is measured. Of a frame only its number and one figure are read; the other cells are passed over unread.
/// </summary>
internal static class Wire
{
    /// <summary>The key in a frame's cells; the frame has a date of the same name, which is no map.</summary>
    private static readonly byte[] Today = [0xa5, .. "today"u8];

    private static readonly byte[] Completed = [0xa9, .. "completed"u8];

    public static ReadOnlySpan<byte> Handshake => "{\"protocol\":\"messagepack\",\"version\":1}\u001e"u8;

    public static byte[] Watch(string? place, int rate)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(6);
        writer.Write(4);
        writer.WriteMapHeader(0);
        writer.Write("1");
        writer.Write("Watch");
        writer.WriteArrayHeader(3);
        writer.Write(place);
        writer.Write(rate);
        writer.WriteNil();
        writer.WriteArrayHeader(0);
        writer.Flush();
        return WithLength(buffer.WrittenSpan);
    }

    public static byte[] Took(long n)
    {
        // Written by hand: one is sent for every frame of every screen.
        byte[] message = [0x15, 0x96, 0x01, 0x80, 0xc0, 0xa4, .. "Took"u8, 0x91, 0xd3, 0, 0, 0, 0, 0, 0, 0, 0, 0x90];
        message[0] = (byte)(message.Length - 1);
        BinaryPrimitives.WriteInt64BigEndian(message.AsSpan(message.Length - 9), n);
        return message;
    }

    /// <summary>A message's type and, of a frame, where it begins; -1 for anything else.</summary>
    public static (int Type, int Item) Open(ReadOnlyMemory<byte> message)
    {
        var reader = new MessagePackReader(message);
        reader.ReadArrayHeader();
        var type = reader.ReadInt32();
        if (type != 2) return (type, -1);
        reader.Skip();
        reader.Skip();
        return (type, (int)reader.Consumed);
    }

    /// <summary>Its number, which stands at its head.</summary>
    public static long NumberOf(ReadOnlyMemory<byte> frame)
    {
        var reader = new MessagePackReader(frame);
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            if (reader.TryReadStringSpan(out var key) && key.SequenceEqual("n"u8)) return reader.ReadInt64();
            reader.Skip();
        }

        throw new InvalidDataException("a frame without a number");
    }

    /// <summary>Today's completions as the wall shows them; null where the frame does not carry the cell.</summary>
    public static long? CompletedToday(ReadOnlyMemory<byte> frame)
    {
        for (var from = 0; frame.Span[from..].IndexOf(Today) is >= 0 and var found;)
        {
            from += found + Today.Length;
            if (from >= frame.Length || (frame.Span[from] & 0xf0) != 0x80) continue;
            var at = frame.Span[from..].IndexOf(Completed);
            if (at < 0) throw new InvalidDataException("the cell of today has no completions");
            var reader = new MessagePackReader(frame[(from + at + Completed.Length)..]);
            return reader.ReadInt64();
        }

        return null;
    }

    /// <summary>Why the server ended the stream; empty when it did not say.</summary>
    public static string EndOf(ReadOnlyMemory<byte> message) => Encoding.UTF8.GetString(message.Span).Replace('\0', ' ');

    private static byte[] WithLength(ReadOnlySpan<byte> message)
    {
        if (message.Length > 127) throw new InvalidOperationException("longer messages take a longer prefix");
        return [(byte)message.Length, .. message];
    }
}
