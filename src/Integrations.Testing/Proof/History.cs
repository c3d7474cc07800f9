namespace Integrations.Testing;

/// <summary>One history: what the vendor is like, and what happens at it and to the reader, byte by byte.</summary>
internal sealed record History(byte[] Shape, byte[] Events)
{
    internal const int ShapeLength = 12;

    public override string ToString() => $"new History([{string.Join(", ", Shape)}], [{string.Join(", ", Events)}])";
}
