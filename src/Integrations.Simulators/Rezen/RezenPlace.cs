using System.Runtime.InteropServices;

namespace Integrations.Simulators;

/// <summary>What an id stands for: a kind, the account it was made for, and the place there.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RezenPlace(RezenKind Kind, int Account, int Ordinal);
