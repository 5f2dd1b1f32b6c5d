namespace Circle.Seeds.Tests;

/// <summary>A district of two streets and two lines, sound as it stands; a test breaks one thing in it.</summary>
internal sealed class SmallDistrict : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("circle-seeds-").FullName;
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal)
    {
        ["d/plan.json"] = """
            {
              "number": "测政〔2013〕1号",
              "title": "测试方案",
              "issuedOn": "2013-09-25",
              "doubts": []
            }
            """,
        ["d/places.csv"] = """
            id,kind,name,parent,aliases,doubts,source
            d,district,测试区,,,,一
            east,street,东街道,d,东街；东街道办事处,,一
            west,street,西街道,d,,,一
            east-a,community,甲社区,east,,,附件1
            east-b,community,乙社区,east,,待确认,附件1
            """,
        ["d/lines/1-room.json"] = Line("room", 1),
        ["d/lines/2-park.json"] = Line("park", 2),
        ["d/facilities.csv"] = """
            id,line,place,name,origin,since,quantities,source
            room-a,room,east-a,甲社区活动室,planned,,,附件1
            room-b,room,east-b,乙社区活动室,existing,2013-09-01,unit=2000,附件1
            """,
        ["d/baselines.csv"] = """
            line,as-of,source,confirmed-by
            room,2013-09-01,摸底,user:zhang
            """,
        ["d/calendar.csv"] = """
            date,kind,name,source
            2013-10-01,holiday,国庆节,通知
            2013-10-12,workday,国庆节,通知
            """,
        ["r/rehearsal.json"] = """
            {
              "note": "虚构"
            }
            """,
        ["r/places.csv"] = """
            id,kind,name,parent,source
            west-x,community,丙社区,west,虚构
            """,
    };

    public string Plan => Path.Combine(root, "d");

    public string Rehearsal => Path.Combine(root, "r");

    public SmallDistrict Edit(string file, string from, string to)
    {
        if (!files[file].Contains(from, StringComparison.Ordinal))
            throw new ArgumentException($"{file} has no {from}");
        return Put(file, files[file].Replace(from, to, StringComparison.Ordinal));
    }

    public SmallDistrict Put(string file, string text)
    {
        files[file] = text;
        return this;
    }

    public SmallDistrict Drop(string file)
    {
        files.Remove(file);
        return this;
    }

    public SmallDistrict Write()
    {
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        return this;
    }

    public SeedResult Load()
    {
        Write();
        return SeedLoader.Load(Plan, Rehearsal);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static string Line(string id, int order) => $$"""
        {
          "id": "{{id}}",
          "order": {{order}},
          "ring": "culture",
          "name": "活动室",
          "shortName": "活动室",
          "englishName": "Room",
          "unit": "个",
          "countsExisting": true,
          "excluded": ["west"],
          "measures": [
            { "id": "unit", "name": "活动室", "unit": "个", "perFacility": 1000 }
          ],
          "standards": [
            { "text": "面积不小于 100 平方米", "bound": 100000, "unit": "平方米", "required": true, "source": "三" }
          ],
          "steps": [
            { "id": "one", "due": "2013-10-31", "stage": "completed", "label": "第一批", "quotas": [{ "kind": "each", "number": 1, "answers": "street" }], "source": "三" },
            { "id": "two", "due": "2013-11-30", "stage": "completed", "label": "第二批", "quotas": [{ "kind": "each", "number": 2, "answers": "street" }, { "kind": "number", "number": 3, "answers": "district" }], "source": "三" },
            { "id": "three", "due": "2013-11-30", "stage": "accepted", "label": "验收", "quotas": [{ "kind": "roster", "answers": "community" }], "source": "三" }
          ],
          "roster": [
            { "place": "east-a", "number": 1 },
            { "place": "east-b", "number": 1 }
          ],
          "lead": { "name": "区某局" },
          "supporting": ["街道"],
          "rhythm": "weekly",
          "passMark": 90,
          "subsidies": [
            { "id": "s", "amountFen": 100, "per": "每个", "condition": "建成", "payers": "区财政", "source": "三" }
          ],
          "doubts": [
            { "id": "q", "text": "没有写", "source": "三" }
          ],
          "source": "三"
        }
        """;
}
