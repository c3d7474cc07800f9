namespace Integrations.Testing;

/// <summary>What all series of a run have done and found.</summary>
internal sealed class CrashTally(Action<string>? log)
{
    private readonly SortedDictionary<CrashPoint, int> _kills = [];
    private readonly List<CrashFinding> _findings = [];

    public IReadOnlyDictionary<CrashPoint, int> Kills => _kills;

    public IReadOnlyList<CrashFinding> Findings => _findings;

    public int Missed { get; private set; }

    public int SignIns { get; private set; }

    public void SignedIn(int accounts)
    {
        SignIns += accounts;
        if (accounts > 0)
        {
            Say("an account was signed in again");
        }
    }

    public void Struck(CrashPoint point) => _kills[point] = _kills.GetValueOrDefault(point) + 1;

    public void Miss(CrashPoint point)
    {
        Missed++;
        Say($"{point} was not reached");
    }

    public void Find(IEnumerable<CrashFinding> findings)
    {
        foreach (CrashFinding finding in findings)
        {
            _findings.Add(finding);
            Say($"{finding.Kind}: {finding.Text}");
        }
    }

    public void Say(string line) => log?.Invoke(line);
}
