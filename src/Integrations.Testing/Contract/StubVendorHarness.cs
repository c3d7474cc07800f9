namespace Integrations.Testing;

/// <summary>
/// Harness on a <see cref="StubVendorServer"/>: a vendor says how it pages and how it answers by id (<see cref="Answer"/>), which credential it accepts
/// (<see cref="IsAuthorized"/>), and wires its source to <see cref="BaseAddress"/>.
/// </summary>
public abstract class StubVendorHarness : SyncSourceHarness
{
    private readonly StubVendorServer _server;
    private volatile IReadOnlyList<string> _records = [];
    private volatile bool _repeatCursor;

    /// <summary>Starts the server.</summary>
    protected StubVendorHarness() => _server = new StubVendorServer(AnswerOrRefuse);

    /// <inheritdoc/>
    public override IReadOnlyList<VendorExchange> Exchanges => _server.Exchanges;

    /// <inheritdoc/>
    public override bool IsBusy => _server.IsBusy;

    /// <summary>Where the stub listens, ending in a slash.</summary>
    protected Uri BaseAddress => _server.BaseAddress;

    /// <summary>What the account holds.</summary>
    protected IReadOnlyList<string> Records => _records;

    /// <summary>True when every page must say that there is more and name the same place to go on.</summary>
    protected bool IsCursorRepeated => _repeatCursor;

    /// <inheritdoc/>
    public override void SetRecords(IReadOnlyList<string> records) => _records = records;

    /// <inheritdoc/>
    public override void Fail(VendorFault fault, int requests) => _server.Fail(fault, requests);

    /// <inheritdoc/>
    public override void RepeatCursor() => _repeatCursor = true;

    /// <inheritdoc/>
    public override Task WaitUntilHeldAsync(CancellationToken cancellationToken = default) => _server.WaitUntilHeldAsync(cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _server.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>True when the request carries the credential that is valid now.</summary>
    protected abstract bool IsAuthorized(StubRequest request);

    /// <summary>The vendor's answer to a page, by-id or count request over <see cref="Records"/>. A path that the vendor does not have must throw; the source then fails.</summary>
    protected abstract StubAnswer Answer(StubRequest request);

    private StubAnswer AnswerOrRefuse(StubRequest request) => IsAuthorized(request) ? Answer(request) : new StubAnswer(401, "{}");
}
