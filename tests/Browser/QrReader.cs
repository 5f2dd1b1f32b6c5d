using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>Reads a code from its drawing as a camera would that sees every module (ISO/IEC 18004): no error is corrected, so none may be there.</summary>
internal static class QrReader
{
    private const int Quiet = 4;
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    /// <summary>Data codewords at level M by version: blocks of the same length, and that length.</summary>
    private static readonly Dictionary<int, (int Blocks, int Length)> Medium = new() { [2] = (1, 28), [3] = (1, 44), [4] = (2, 32), [5] = (2, 43), [6] = (4, 27) };

    private const string Drawn =
        """
        svg => {
          const path = svg.querySelector('path');
          const size = svg.viewBox.baseVal.width;
          const rows = [];
          for (let y = 0; y < size; y++) {
            let row = '';
            for (let x = 0; x < size; x++) row += path.isPointInFill(new DOMPoint(x + 0.5, y + 0.5)) ? '1' : '0';
            rows.push(row);
          }
          return rows;
        }
        """;

    public static async Task<string> ReadAsync(ILocator svg)
    {
        var rows = await svg.EvaluateAsync<string[]>(Drawn);
        Assert.All(rows[..Quiet].Concat(rows[^Quiet..]), r => Assert.DoesNotContain('1', r));
        Assert.All(rows, r => Assert.DoesNotContain('1', r[..Quiet] + r[^Quiet..]));
        return Read([.. rows[Quiet..^Quiet].Select(r => r[Quiet..^Quiet].Select(c => c == '1').ToArray())]);
    }

    private static string Read(bool[][] dark)
    {
        var size = dark.Length;
        var (blocks, length) = Medium[(size - 17) / 4];
        var mask = Bits([dark[8][2], dark[8][3], dark[8][4]]) ^ 0b101;
        Assert.Equal(0b10, Bits([dark[8][0], dark[8][1]]));
        var bits = new List<bool>();
        foreach (var (x, y) in Path(size))
        {
            if (!IsFunction(x, y, size)) bits.Add(dark[y][x] ^ IsMasked(mask, x, y));
        }

        byte[] words = [.. bits.Chunk(8).Take(blocks * length).Select(w => (byte)Bits(w))];
        byte[] data = [.. Enumerable.Range(0, blocks).SelectMany(b => Enumerable.Range(0, length).Select(i => words[(i * blocks) + b]))];
        return TextOf(new Queue<bool>(data.SelectMany(d => Enumerable.Range(0, 8).Select(i => (d & (128 >> i)) != 0))));
    }

    /// <summary>Segments, each in the mode that is shortest for it.</summary>
    private static string TextOf(Queue<bool> bits)
    {
        var text = new StringBuilder();
        while (bits.Count >= 4)
        {
            switch (Take(4))
            {
                case 0b0000:
                    return text.ToString();
                case 0b0001:
                    for (var left = Take(10); left > 0; left -= 3)
                        text.Append(Take(left >= 3 ? 10 : left == 2 ? 7 : 4).ToString(left >= 3 ? "D3" : left == 2 ? "D2" : "D1", CultureInfo.InvariantCulture));
                    break;
                case 0b0010:
                    for (var left = Take(9); left > 0; left -= 2)
                    {
                        var pair = Take(left >= 2 ? 11 : 6);
                        if (left >= 2) text.Append(Alphanumeric[pair / 45]);
                        text.Append(Alphanumeric[pair % 45]);
                    }

                    break;
                case 0b0100:
                    text.Append(Encoding.ASCII.GetString([.. Enumerable.Range(0, Take(8)).Select(_ => (byte)Take(8))]));
                    break;
                default:
                    throw new NotSupportedException("a mode that no link needs");
            }
        }

        return text.ToString();

        int Take(int count) => Bits(Enumerable.Range(0, count).Select(_ => bits.Dequeue()).ToArray());
    }

    /// <summary>Two columns at a time from the right, up and down in turn, past the column of the timing pattern.</summary>
    private static IEnumerable<(int X, int Y)> Path(int size)
    {
        var isUp = true;
        for (var right = size - 1; right > 0; right -= 2)
        {
            if (right == 6) right--;
            for (var i = 0; i < size; i++)
            {
                var y = isUp ? size - 1 - i : i;
                yield return (right, y);
                yield return (right - 1, y);
            }

            isUp = !isUp;
        }
    }

    private static bool IsFunction(int x, int y, int size)
        => x == 6 || y == 6 || (x < 9 && y < 9) || (x >= size - 8 && y < 9) || (x < 9 && y >= size - 8) || (Math.Abs(x - (size - 7)) <= 2 && Math.Abs(y - (size - 7)) <= 2);

    private static bool IsMasked(int mask, int x, int y) => mask switch
    {
        0 => (x + y) % 2 == 0,
        1 => y % 2 == 0,
        2 => x % 3 == 0,
        3 => (x + y) % 3 == 0,
        4 => ((y / 2) + (x / 3)) % 2 == 0,
        5 => (x * y % 2) + (x * y % 3) == 0,
        6 => ((x * y % 2) + (x * y % 3)) % 2 == 0,
        _ => (((x + y) % 2) + (x * y % 3)) % 2 == 0,
    };

    private static int Bits(IEnumerable<bool> bits) => bits.Aggregate(0, (sum, bit) => (sum << 1) | (bit ? 1 : 0));
}
