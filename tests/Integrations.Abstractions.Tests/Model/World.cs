using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Integrations.Abstractions.Tests;

/// <summary>One state of everything: vendor, database, two workers, and what may still happen.</summary>
internal sealed class World
{
    public int Now;
    public int TokenEpoch;
    public Row[] Rows = [];
    public Budget Left = new();
    public Stored[] Mirror = [];
    public int Seen;
    public int Cursor = -1;
    public Phase Phase;
    public int Owner = -1;
    public int Fence;
    public bool IsExpired;

    /// <summary>True when the last step was a change at the vendor.</summary>
    public bool HasVendorChanged;

    public Worker[] Workers = [Worker.Idle, Worker.Idle];

    public World Clone()
    {
        var copy = (World)MemberwiseClone();
        copy.Rows = [.. Rows];
        copy.Workers = [.. Workers];
        return copy;
    }

    public bool Holds(int worker) => Owner == worker && Workers[worker].Fence == Fence;

    /// <summary>Equal for states that behave alike: which of the two workers is which, and how high the fencing number is, makes no difference.</summary>
    public UInt128 Identity()
    {
        Span<byte> buffer = stackalloc byte[1024];
        var writer = new Packer(buffer);
        Pack(ref writer);
        writer.Add(Left.Edits, Left.Creates, Left.Deletes, Left.Seconds, Left.Kills, Left.Expiries, Left.LostAnswers, Left.TokenExpiries, Left.Runs, (byte)(HasVendorChanged ? 1 : 0));
        Span<byte> first = stackalloc byte[256];
        Span<byte> second = stackalloc byte[256];
        first = Pack(0, first);
        second = Pack(1, second);
        bool isOrdered = first.SequenceCompareTo(second) <= 0;
        writer.Add(isOrdered ? first : second);
        writer.Add(isOrdered ? second : first);
        return Hash(writer.Written);
    }

    /// <summary>Identity of what outlives both workers.</summary>
    public UInt128 Remains()
    {
        Span<byte> buffer = stackalloc byte[512];
        var writer = new Packer(buffer);
        Pack(ref writer);
        return Hash(writer.Written);
    }

    private void Pack(ref Packer writer)
    {
        writer.Add((byte)Now, (byte)TokenEpoch, (byte)Rows.Length);
        writer.Add(MemoryMarshal.AsBytes(Rows.AsSpan()));
        writer.Add((byte)Mirror.Length, (byte)Seen, (byte)Phase, (byte)((Owner >= 0 ? 1 : 0) + (IsExpired ? 2 : 0)));
        writer.Add(MemoryMarshal.AsBytes(Mirror.AsSpan()));
        writer.Add(Cursor);
    }

    private Span<byte> Pack(int index, Span<byte> buffer)
    {
        var writer = new Packer(buffer);
        Worker worker = Workers[index];
        writer.Add((byte)worker.Doing, (byte)(Holds(index) ? 1 : 0), (byte)(worker.HasReadAll ? 1 : 0), (byte)(worker.HasMovedCursor ? 1 : 0), (byte)worker.Seen, (byte)worker.Pages.Length);
        writer.Add(worker.Ahead);
        foreach (Page page in worker.Pages)
        {
            writer.Add((byte)page.Rows.Length, (byte)page.Gone, (byte)(page.IsLast ? 1 : 0));
            writer.Add(MemoryMarshal.AsBytes(page.Rows.AsSpan()));
            writer.Add(page.Cursor);
        }

        return writer.Written;
    }

    private static UInt128 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    private ref struct Packer(Span<byte> buffer)
    {
        private readonly Span<byte> _buffer = buffer;
        private int _length;

        public readonly Span<byte> Written => _buffer[.._length];

        public void Add(params ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_buffer[_length..]);
            _length += bytes.Length;
        }

        public void Add(int number) => Add((byte)number, (byte)(number >> 8), (byte)(number >> 16));
    }
}

/// <summary>A record at the vendor. What is late is a change that was made and is not shown yet.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal record struct Row(byte Id, sbyte Created, sbyte Stamp, byte Version, bool IsDeleted, sbyte LateStamp, byte LateVersion, sbyte ShownAt)
{
    public readonly bool IsShown => Version > 0 && !IsDeleted;
}

/// <summary>A row of the mirror.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct Stored(byte Id, byte Version, sbyte Stamp, bool IsDeleted);

/// <summary>A page that a worker holds.</summary>
/// <param name="Rows">What the vendor showed when it answered.</param>
/// <param name="Gone">Ids, as bits, that the vendor was asked for and did not know.</param>
/// <param name="Cursor">The cursor once the page is stored.</param>
/// <param name="IsLast">True when the read is complete with it.</param>
internal sealed record Page(Stored[] Rows, int Gone, int Cursor, bool IsLast);

internal enum Phase
{
    None,
    Read,
    Settle,
}

internal enum Doing
{
    Nothing,
    Begin,
    Read,
    Settle,
    Complete,
    Fail,
}

/// <summary>What a worker knows. All of it is gone when it is killed.</summary>
internal sealed record Worker(Doing Doing, int Fence, int Ahead, Page[] Pages, bool HasReadAll, bool HasMovedCursor, int Seen)
{
    public static readonly Worker Idle = new(Doing.Nothing, -1, -1, [], false, false, 0);
}
