using System.Runtime.InteropServices;

namespace Integrations.Abstractions;

/// <summary>
/// A page of a vendor that counts pages and takes the size of a page with each request. Such a page begins at a multiple of its size, so the size is what moves it to where a strategy
/// wants it: pages then overlap by a few rows and can be joined, and the place in the list stays the same when the largest size changes in the middle of a read.
/// </summary>
/// <param name="Number">Number of the page. The first one is 0.</param>
/// <param name="Size">Rows of a page.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PageNumber(int Number, int Size)
{
    /// <summary>The smallest largest size with which pages that share rows always get on.</summary>
    public const int SmallestSize = 20;

    /// <summary>Rows before the page.</summary>
    public int Offset => Number * Size;

    /// <summary>The page that holds the row at <paramref name="offset"/> and reaches furthest behind it.</summary>
    /// <param name="offset">Rows to skip.</param>
    /// <param name="largest">Largest size of a page, at least <see cref="SmallestSize"/>.</param>
    public static PageNumber At(int offset, int largest)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, SmallestSize);
        var best = new PageNumber(offset / largest, largest);
        for (int size = largest - 1; size > largest / 2 && best.Offset < offset; size--)
        {
            var page = new PageNumber(offset / size, size);
            if (page.Offset + size > best.Offset + best.Size)
            {
                best = page;
            }
        }

        return best;
    }
}
