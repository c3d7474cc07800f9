namespace Integrations.Simulators;

/// <summary>A person's name and how to reach them. Phones are eleven digits with a leading 1.</summary>
internal sealed record RezenPerson(string FirstName, string LastName, string? Email, string? Phone)
{
    public string Name => LastName.Length == 0 ? FirstName : $"{FirstName} {LastName}";

    /// <summary>Somebody invented, whose mail tells what they were made for.</summary>
    public static RezenPerson Any(ref Draw draw, string mailTag)
    {
        var first = draw.Pick<string>(Words.FirstNames);
        var last = draw.Pick<string>(Words.LastNames.AsSpan(0, Words.LastNames.Length - 1));
        return new RezenPerson(first, last, $"{FubUsers.MailName(first)}.{FubUsers.MailName(last)}.{mailTag}@example.com", "1" + FubPhone.Any(ref draw));
    }
}
