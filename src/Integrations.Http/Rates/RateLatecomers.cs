using System.Runtime.InteropServices;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>Late permits of one scope on their way to the store: while one message is under way, those that follow gather for the next.</summary>
internal sealed class RateLatecomers(RateScope scope, RateBudget budget)
{
    private readonly Lock _lock = new();
    private List<TimeSpan> _given = [];
    private TimeSpan _countFrom;
    private bool _sending;

    /// <summary>Takes in a permit.</summary>
    /// <param name="given">When it came from the store.</param>
    /// <param name="countFrom">How long ago it shall count as granted.</param>
    public void Add(TimeSpan given, TimeSpan countFrom)
    {
        lock (_lock)
        {
            _given.Add(given);
            _countFrom = countFrom;
            if (_sending)
            {
                return;
            }

            _sending = true;
        }

        _ = SendAsync();
    }

    private async Task SendAsync()
    {
        while (Next() is { } late)
        {
            try
            {
                await budget.Store.DelayAsync(late).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The store is away: no permit is granted either, and whoever asks for one hears it.
            }
        }
    }

    private RateLateness? Next()
    {
        lock (_lock)
        {
            if (_given.Count == 0)
            {
                _sending = false;
                return null;
            }

            List<TimeSpan> given = _given;
            _given = [];
            TimeSpan now = budget.Now();
            foreach (ref TimeSpan each in CollectionsMarshal.AsSpan(given))
            {
                each = now - each;
            }

            return new RateLateness { Scope = scope, Granted = given, CountFrom = _countFrom };
        }
    }
}
