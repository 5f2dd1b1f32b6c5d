namespace Circle.Web.Phones;

/// <summary>What a phone is called by what its browser calls itself: enough to tell one's own two apart.</summary>
internal static class PhoneName
{
    private static readonly (string Mark, string Name)[] Systems =
        [("HarmonyOS", "HarmonyOS"), ("OpenHarmony", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux")];

    /// <summary>What pretends to be another stands before it.</summary>
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("QQBrowser", "QQ"), ("UCBrowser", "UC"), ("HuaweiBrowser", "Huawei"), ("MiuiBrowser", "Xiaomi"),
        ("SamsungBrowser", "Samsung"), ("Edg", "Edge"), ("FxiOS", "Firefox"), ("Firefox", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    public static string Of(string? agent)
    {
        var parts = new[] { Find(Systems), Find(Browsers) }.OfType<string>().ToArray();
        return parts.Length == 0 ? "?" : string.Join(" · ", parts);

        string? Find((string Mark, string Name)[] known) => known.FirstOrDefault(k => agent?.Contains(k.Mark, StringComparison.Ordinal) == true).Name;
    }
}
