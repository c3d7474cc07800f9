namespace Integrations.Engine;

/// <summary>What a slice did.</summary>
/// <param name="Claims">Steps, items and chores that it worked on.</param>
/// <param name="IsDrained">True when nothing was due any more; false when the time was up first.</param>
public sealed record SliceResult(int Claims, bool IsDrained);
