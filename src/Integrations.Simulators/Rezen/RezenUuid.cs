using System.Buffers.Binary;

namespace Integrations.Simulators;

/// <summary>
/// Uuids that look random and are computed: the second half holds the place in a form that can be turned round, the first half is drawn from the place and proves it. So nothing is stored to find a
/// record by its id.
/// </summary>
internal static class RezenUuid
{
    private const ulong Mask = (1UL << 62) - 1;
    private const ulong Factor = 0x1B87_3593_CC9E_2D51UL;
    private static readonly ulong s_inverse = Inverse(Factor);

    public static Guid Of(ulong seed, RezenPlace place)
    {
        var packed = ((ulong)place.Kind << 56) | ((ulong)(uint)place.Account << 32) | (uint)place.Ordinal;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (Draw.For(seed, 901, (long)packed).Next() & 0xFFFF_FFFF_FFFF_0FFFUL) | 0x4000UL);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (((packed * Factor) + seed) & Mask) | (1UL << 63));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>What an id stands for. Null when it is none of this seed.</summary>
    public static RezenPlace? Find(ulong seed, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var packed = ((BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) - seed) * s_inverse) & Mask;
        var place = new RezenPlace((RezenKind)(packed >> 56), (int)((packed >> 32) & 0xFF_FFFF), (int)(uint)packed);
        return Of(seed, place) == id ? place : null;
    }

    /// <summary>Each step doubles the bits that are right.</summary>
    private static ulong Inverse(ulong factor)
    {
        var inverse = factor;
        for (var step = 0; step < 6; step++) inverse *= 2 - (factor * inverse);
        return inverse;
    }
}
