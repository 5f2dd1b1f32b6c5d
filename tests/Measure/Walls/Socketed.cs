using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Circle.Measure.Walls;

/// <summary>A WebSocket of the barest kind: binary messages over loopback.</summary>
internal sealed class Socketed : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Func<int, CancellationToken, ValueTask>? afterReading;
    private byte[] buffer = new byte[8_192];
    private byte[] message = [];
    private int start;
    private int end;

    /// <param name="window">Bytes that the kernel may take in unread; 0: its own way.</param>
    /// <param name="afterReading">Holds a slow reader up after so many bytes.</param>
    public Socketed(int window = 0, Func<int, CancellationToken, ValueTask>? afterReading = null)
    {
        this.afterReading = afterReading;
        if (window > 0) socket.ReceiveBufferSize = window;
    }

    /// <summary>Bytes taken in so far.</summary>
    public long Taken { get; private set; }

    public async Task ConnectAsync(Uri server, string path, CancellationToken cancel)
    {
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancel);
        var hello = $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Convert.ToBase64String(Guid.NewGuid().ToByteArray())}\r\n\r\n";
        await SendRawAsync(Encoding.ASCII.GetBytes(hello), cancel);
        int head;
        while ((head = buffer.AsSpan(start, end - start).IndexOf("\r\n\r\n"u8)) < 0) await FillAsync(cancel);
        var answer = Encoding.ASCII.GetString(buffer, start, head);
        if (!answer.StartsWith("HTTP/1.1 101", StringComparison.Ordinal)) throw new InvalidDataException($"{path}: {answer.Split('\r')[0]}");
        start += head + 4;
    }

    /// <summary>One message. Masked with zero, as the protocol allows, so that it stays as it is.</summary>
    public ValueTask SendAsync(ReadOnlySpan<byte> payload, CancellationToken cancel)
    {
        if (payload.Length > 125) throw new InvalidOperationException("a screen says nothing long");
        byte[] framed = [0x82, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload];
        return SendRawAsync(framed, cancel);
    }

    /// <summary>The next message, good until the next call; null when the server has closed.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancel)
    {
        for (var length = 0; ;)
        {
            if (!await HaveAsync(2, cancel)) return null;
            var (isLast, code) = ((buffer[start] & 0x80) != 0, buffer[start] & 0x0f);
            var size = buffer[start + 1] & 0x7f;
            var head = size switch { 126 => 4, 127 => 10, _ => 2 };
            if (!await HaveAsync(head, cancel)) return null;
            if (size == 126) size = BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(start + 2));
            else if (size == 127) size = checked((int)BinaryPrimitives.ReadUInt64BigEndian(buffer.AsSpan(start + 2)));
            if (!await HaveAsync(head + size, cancel)) return null;
            var payload = buffer.AsMemory(start + head, size);
            start += head + size;
            if (code == 8) return null;
            if (code > 8) continue;
            if (isLast && length == 0) return payload;
            if (message.Length < length + size) Array.Resize(ref message, Math.Max(length + size, message.Length * 2));
            payload.CopyTo(message.AsMemory(length));
            length += size;
            if (isLast) return message.AsMemory(0, length);
        }
    }

    /// <summary>Whether the other end has broken off, without reading anything.</summary>
    public bool IsBroken()
    {
        try
        {
            return socket.Poll(0, SelectMode.SelectError) || (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! != 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask SendRawAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (bytes.Length > 0) bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, cancel)..];
    }

    private async ValueTask<bool> HaveAsync(int bytes, CancellationToken cancel)
    {
        while (end - start < bytes)
        {
            if (start + bytes > buffer.Length || start > buffer.Length / 2) MakeRoom(bytes);
            if (!await FillAsync(cancel)) return false;
        }

        return true;
    }

    private void MakeRoom(int bytes)
    {
        var from = buffer;
        if (bytes > buffer.Length) buffer = new byte[Math.Max(bytes, buffer.Length * 2)];
        Buffer.BlockCopy(from, start, buffer, 0, end - start);
        (start, end) = (0, end - start);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (end == buffer.Length) MakeRoom(end - start + 1);
        var most = afterReading is null ? buffer.Length - end : Math.Min(256, buffer.Length - end);
        var got = await socket.ReceiveAsync(buffer.AsMemory(end, most), SocketFlags.None, cancel);
        end += got;
        Taken += got;
        if (afterReading is not null && got > 0) await afterReading(got, cancel);
        return got > 0;
    }
}
