using CsCheck;

namespace Circle.Domain.Tests.Search;

internal static class SearchGen
{
    /// <summary>Characters of one reading and several, variants, letters, digits, what does not count.</summary>
    public const string Alphabet = "姚砦寨戊院六合苑任绿财经五路鑫园丰产花东风昌家电维修理发社区街道服务点药店长重乐行ＡBc５7 ·（）";

    public static readonly Gen<string> Name = Gen.Char[Alphabet].Array[1, 14].Select(c => new string(c));

    /// <summary>Of characters that have a reading, each once.</summary>
    public static readonly Gen<string> HanName = Gen.Int.Select(seed =>
    {
        var random = new Random(seed);
        var characters = "姚砦戊院六合苑任绿财经五路鑫园丰产花东风昌家电维修理发药店长重乐行".ToCharArray();
        random.Shuffle(characters);
        return new string(characters, 0, random.Next(2, 12));
    });
}
