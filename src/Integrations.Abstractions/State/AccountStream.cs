using System.Runtime.InteropServices;

namespace Integrations.Abstractions;

/// <summary>One stream of one account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Stream">The stream.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AccountStream(AccountRef Account, StreamName Stream);
