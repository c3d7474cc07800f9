namespace Integrations.Simulators;

/// <summary>A user of the account.</summary>
internal sealed class FubUser : FubRecord
{
    public string FirstName { get; set; } = "";

    public string LastName { get; set; } = "";

    public string Name => $"{FirstName} {LastName}";

    public string Email { get; set; } = "";

    public string Phone { get; set; } = "";

    public string Role { get; set; } = "Agent";

    public string Status { get; set; } = "Active";

    public bool IsOwner { get; init; }

    public bool IsAdmin { get; init; }

    public string Timezone { get; set; } = "America/New_York";
}
