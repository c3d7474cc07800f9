namespace Integrations.Testing;

/// <summary>How a program ended and what it said.</summary>
internal readonly record struct CommandResult(int ExitCode, string Output)
{
    /// <summary>The last words of the output, for an error sentence.</summary>
    public string Tail => Output.Length <= 800 ? Output.Trim() : Output[^800..].Trim();
}
