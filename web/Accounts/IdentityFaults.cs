using Circle.Domain.Journal;
using Microsoft.AspNetCore.Identity;

namespace Circle.Web.Accounts;

/// <summary>What Identity finds wrong, said as everything else is.</summary>
internal static class IdentityFaults
{
    /// <param name="password">The field that it was typed into.</param>
    public static void Add(this FaultList faults, IdentityResult result, string password = "password")
    {
        foreach (var error in result.Errors)
        {
            var (field, zh, en) = error.Code switch
            {
                "DuplicateUserName" => ("name", "这个用户名已有人用", "the name is taken"),
                "InvalidUserName" => ("name", "用户名只能用英文字母、数字和 - . _ @ +", "a name has letters, digits and - . _ @ + alone"),
                "PasswordTooShort" => (password, $"口令至少 {SignIn.MinPassword} 个字符", $"a password has at least {SignIn.MinPassword} characters"),
                "PasswordRequiresUniqueChars" => (password, "口令至少要有 4 个不同的字符", "a password has at least 4 different characters"),
                "PasswordIsCommon" => (password, "口令太常见、含有用户名，或是连续按键，请换一个", "the password is common, contains the name or is a run of keys: choose another"),
                "InvalidToken" => ("token", "链接已用过或已过期，请联系管理员重新发送", "the link was used or is over: ask the administrator for another"),
                _ => ("", error.Description, error.Description),
            };
            if (!faults.Has(field) || field.Length == 0) faults.Add(field, Kebab(error.Code), zh, en);
        }
    }

    private static string Kebab(string code) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(code);
}
