using Circle.Web.Journal;

namespace Circle.Web.Accounts;

internal static class PasswordField
{
    /// <summary>A password as it was typed, of bounded length: longer ones would only cost time to hash.</summary>
    public static string Password(this CommandBody body, string name)
    {
        var password = body.Secret(name);
        if (password.Length > SignIn.MaxPassword) body.Faults.Add(name, "too-long", $"最多 {SignIn.MaxPassword} 个字符", $"at most {SignIn.MaxPassword} characters");
        return password;
    }
}
