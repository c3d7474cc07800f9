using System.Runtime.InteropServices;

namespace Integrations.Simulators;

/// <summary>The part of a list that one answer holds.</summary>
/// <param name="Total">Records of the whole list.</param>
/// <param name="Places">Places in this part, in the order of the list.</param>
/// <param name="HasMore">True when the list goes on behind it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FubSlice(int Total, IReadOnlyList<int> Places, bool HasMore);
