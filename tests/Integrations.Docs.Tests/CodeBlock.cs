namespace Integrations.Docs.Tests;

/// <summary>A fenced block.</summary>
/// <param name="File">Page that holds it.</param>
/// <param name="Line">Line of its first line of code, from 1.</param>
/// <param name="Language">First word behind the fence.</param>
/// <param name="Arguments">The other words: names of the files in <c>Given</c> that declare what the block takes for granted.</param>
/// <param name="Text">The code.</param>
internal sealed record CodeBlock(string File, int Line, string Language, string Arguments, string Text)
{
    /// <summary>Shape <c>docs/operations.md:12</c>.</summary>
    public string Place => $"{File}:{Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
