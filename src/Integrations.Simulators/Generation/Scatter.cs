namespace Integrations.Simulators;

/// <summary>
/// Assigns child records to parents by arithmetic that can be turned round: the parent of a child and the children of a parent are both computed, nothing is stored.
/// Even children go to every tenth parent, so that some parents have many children.
/// </summary>
internal sealed class Scatter
{
    private readonly long _all;
    private readonly long _hot;
    private readonly Affine _allMap;
    private readonly Affine _hotMap;

    /// <param name="parents">Number of parents that may have children, at least 1.</param>
    /// <param name="salt">Shuffles the assignment.</param>
    public Scatter(long parents, ulong salt)
    {
        _all = Math.Max(1, parents);
        _hot = Math.Max(1, _all / 10);
        _allMap = new Affine(_all, salt);
        _hotMap = new Affine(_hot, salt + 1);
    }

    public int ParentOf(int child)
    {
        long half = child / 2;
        return (child & 1) == 0 ? (int)(_hotMap.Forward(half % _hot) * HotStep) : (int)_allMap.Forward(half % _all);
    }

    public void ChildrenOf(int parent, int children, List<int> into)
    {
        if (parent >= _all) return;
        for (var half = _allMap.Back(parent); (2 * half) + 1 < children; half += _all) into.Add((int)((2 * half) + 1));
        if (parent % HotStep != 0 || parent / HotStep >= _hot) return;
        for (var half = _hotMap.Back(parent / HotStep); 2 * half < children; half += _hot) into.Add((int)(2 * half));
    }

    private long HotStep => _all >= 10 ? 10 : 1;

    private sealed class Affine
    {
        private readonly long _modulus;
        private readonly long _factor;
        private readonly long _inverse;
        private readonly long _shift;

        public Affine(long modulus, ulong salt)
        {
            _modulus = modulus;
            var draw = new Draw(salt);
            _shift = draw.Next(modulus);
            _factor = Math.Max(1, draw.Next(modulus));
            while (Gcd(_factor, modulus) != 1) _factor = (_factor % modulus) + 1;
            _inverse = Inverse(_factor, modulus);
        }

        public long Forward(long value) => (long)((((UInt128)(ulong)value * (ulong)_factor) + (ulong)_shift) % (ulong)_modulus);

        public long Back(long value) => (long)((UInt128)(ulong)((value - _shift + _modulus) % _modulus) * (ulong)_inverse % (ulong)_modulus);

        private static long Gcd(long a, long b)
        {
            while (b != 0) (a, b) = (b, a % b);
            return a;
        }

        private static long Inverse(long value, long modulus)
        {
            if (modulus == 1) return 0;
            long t = 0, next = 1, r = modulus, rest = value % modulus;
            while (rest != 0)
            {
                var quotient = r / rest;
                (t, next) = (next, t - (quotient * next));
                (r, rest) = (rest, r - (quotient * rest));
            }

            return t < 0 ? t + modulus : t;
        }
    }
}
