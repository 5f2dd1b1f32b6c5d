using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;

namespace Circle.Web.Accounts;

/// <summary>常见口令: what guessers try first, one's own name, and runs of keys (NIST SP 800-63B 3.1.1.2, ASVS 5.0 6.2.4).</summary>
internal sealed class CommonPasswords : IPasswordValidator<Person>
{
    private const string Keys = "01234567890 09876543210 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm 1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol. !@#$%^&*()_+";

    /// <summary>With digits and marks taken off both ends and look-alikes undone: 12345678 is caught by <see cref="Keys"/>.</summary>
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "password", "passw", "pass", "passwort", "admin", "administrator", "root", "welcome", "letmein", "iloveyou", "sunshine", "princess", "football",
        "baseball", "superman", "batman", "dragon", "monkey", "master", "shadow", "michael", "jennifer", "computer", "internet", "service", "secret", "trustno",
        "whatever", "starwars", "mustang", "changeme", "default", "guest", "test", "testing", "user", "login", "hello", "qwerty", "qwertyuiop", "asdfgh",
        "asdfghjkl", "zxcvbnm", "qazwsx", "qazwsxedc", "abc", "abcd", "abcdef", "a", "aa", "aaa", "woaini", "wodemima", "mima", "zhangsan", "lisi", "zhongguo",
        "china", "beijing", "zhengzhou", "henan", "jinshui", "jinshuiqu", "shequ", "jiedao", "fuwu", "bianmin", "yikezhong", "circle", "monitor", "wojia",
        "nihao", "caonima", "wangyi", "taobao", "baidu", "tencent", "weixin", "huawei", "xiaomi", "summer", "winter", "spring", "autumn");

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password)
        => Task.FromResult(password is null || IsCommon(password, user.UserName) ? IdentityResult.Failed(new IdentityError { Code = "PasswordIsCommon" }) : IdentityResult.Success);

    public static bool IsCommon(string password, string? name)
    {
        var lower = password.ToLowerInvariant();
        if (name is { Length: > 2 } && lower.Contains(name.ToLowerInvariant(), StringComparison.Ordinal)) return true;
        var core = Undone(lower.Trim([.. "0123456789!@#$%^&*()_+-=.,?~ "]));
        return core.Length == 0 ? IsOfRuns(lower) : Words.Contains(core) || IsOfRuns(lower);
    }

    /// <summary>Made of a few runs of neighbouring or equal keys.</summary>
    private static bool IsOfRuns(string password)
    {
        var runs = 1;
        for (var i = 1; i < password.Length; i++)
        {
            var pair = password.Substring(i - 1, 2);
            if (pair[0] != pair[1] && !Keys.Contains(pair, StringComparison.Ordinal) && !Keys.Contains($"{pair[1]}{pair[0]}", StringComparison.Ordinal)) runs++;
        }

        return runs * 3 <= password.Length;
    }

    private static string Undone(string word) => string.Concat(word.Select(c => c switch { '0' => 'o', '1' => 'l', '3' => 'e', '4' => 'a', '5' => 's', '@' => 'a', '$' => 's', _ => c }));
}
