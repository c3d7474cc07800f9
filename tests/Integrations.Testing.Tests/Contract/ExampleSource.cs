using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Integrations.Abstractions;

namespace Integrations.Testing.Tests;

/// <summary>The smallest source that passes the suite, with a switch for each fault that the suite must find.</summary>
internal sealed class ExampleSource(HttpClient http, Func<string> credential, TimeProvider time, Bug bug) : ISyncSource, IRowMapper
{
    public const int PageSize = 3;
    private const int Version = 1;
    private static readonly HashSet<string> s_known = new(["id", "name", "kind", "updated"], StringComparer.Ordinal);
    private string? _shared;
    private string? _cachedSecret;

    public SyncStreamDescriptor Descriptor { get; } = new()
    {
        Name = new StreamName("example", "things"),
        Table = EntityTable<ExampleRow>.Define("example_things", "example_account_id").Key("thing_id", static r => r.Id).Text("name", static r => r.Name).Build(),
        Strategy = "full-sweep",
        CountCost = CountCost.Cheap,
    };

    public IRowMapper Mapper => this;

    public async IAsyncEnumerable<SyncPage> ReadPages(SyncRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var place = Open(request.Cursor);
        if (bug == Bug.BeginsAnew && place.Length > 0 && request.Mode == SyncMode.Full)
        {
            place = string.Empty;
        }

        if (bug == Bug.DeltaSeesNothing && request.Mode == SyncMode.Delta)
        {
            yield return new SyncPage([], Cursor(place), IsLast: true);
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            if (bug == Bug.SharesStateBetweenReads)
            {
                place = _shared ?? place;
            }

            var (records, next, total) = ReadPage(await SendAsync($"things?limit={PageSize}&after={place}", request.Account, request.Tally, bug == Bug.WrapsCancellation, cancellationToken));
            if (bug == Bug.LosesThePageAfterTheCursor && request.Cursor is not null && seen.Count == 0)
            {
                records = [];
            }

            if (next is not null && !seen.Add(next) && bug != Bug.LoopsOnRepeatedCursor)
            {
                throw new IntegrationProtocolException("The vendor names the same place twice.", Context(request.Account));
            }

            var isLast = bug switch
            {
                Bug.NeverSaysLast => false,
                Bug.SaysLastTooEarly => true,
                _ => next is null,
            };
            place = next ?? string.Empty;
            _shared = place;
            yield return new SyncPage(records, Cursor(place), isLast) { ReportedTotal = total };
            if (next is null)
            {
                _shared = null;
                yield break;
            }
        }
    }

    public async Task<IReadOnlyList<SyncRecord>> ReadByIdsAsync(AccountInfo account, IReadOnlyList<VendorId> ids, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        List<SyncRecord> records = [];
        foreach (var id in ids.Distinct())
        {
            try
            {
                records.Add(Record((await SendAsync($"things/{id}", account, tally, false, cancellationToken)).RootElement)!);
            }
            catch (IntegrationNotFoundException)
            {
                if (bug != Bug.ForgetsAbsentIds)
                {
                    records.Add(new SyncRecord { Id = id, Operation = SyncOperation.Delete });
                }
            }
            catch (IntegrationException) when (bug == Bug.TakesErrorsForDeletes)
            {
                records.Add(new SyncRecord { Id = id, Operation = SyncOperation.Delete });
            }
        }

        return records;
    }

    public async Task<VendorCount?> CountAsync(AccountInfo account, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        using var document = await SendAsync("things?limit=1&after=", account, tally, false, cancellationToken);
        return new VendorCount(document.RootElement.GetProperty("total").GetInt64() + (bug == Bug.CountsWrongly ? 1 : 0), new Dictionary<string, string>(StringComparer.Ordinal));
    }

    public async IAsyncEnumerable<KeyPage> ReadKeys(
        AccountInfo account, SyncCursor? cursor = null, RequestTally? tally = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var page in ReadPages(new SyncRequest { Account = account, Mode = SyncMode.Full, Cursor = cursor, Tally = tally }, cancellationToken))
        {
            yield return new KeyPage([.. page.Records.Where(static r => r.Id is not null).Select(static r => new SourceKey(r.Id!.Value, r.VendorUpdatedAt))], page.Next, page.IsLast);
        }
    }

    public MappedRecord Map(SyncRecord record, AccountInfo account)
    {
        if (record.Problem is not null || record.Operation == SyncOperation.Delete)
        {
            return new MappedRecord { Id = record.Id, Operation = record.Operation, Problem = record.Problem, Raw = record.Raw };
        }

        var model = (JsonElement)record.Model!;
        var name = bug == Bug.MapperThrows ? model.GetProperty("name").GetString() : Text(model, "name");
        List<DriftNote> drift = [.. model.EnumerateObject().Where(static p => !s_known.Contains(p.Name)).Select(static p => new DriftNote(DriftKind.UnknownField, $"$.{p.Name}"))];
        if (Text(model, "kind") is not ("small" or "large"))
        {
            drift.Add(new DriftNote(DriftKind.UnknownValue, "$.kind"));
        }

        return new MappedRecord
        {
            Id = record.Id,
            Row = new ExampleRow(long.Parse(record.Id!.Value.Value, CultureInfo.InvariantCulture), name),
            Raw = record.Raw,
            ContentHash = SHA256.HashData(record.Raw.Span),
            Drift = bug == Bug.ForgetsUnknownFields ? [] : drift,
        };
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private string Open(SyncCursor? cursor)
    {
        if (cursor is null || bug == Bug.IgnoresForeignCursors)
        {
            return string.Empty;
        }

        var payload = cursor.Open(Descriptor.Name, Version);
        return payload.All(char.IsAsciiDigit) ? payload : throw new IntegrationCursorException("The cursor is damaged.");
    }

    private SyncCursor Cursor(string place) => SyncCursor.Create(Descriptor.Name, Version, place);

    private (List<SyncRecord> Records, string? Next, long Total) ReadPage(JsonDocument document)
    {
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("items", out var items))
        {
            return ([], null, 0);
        }

        var records = items.EnumerateArray().Select(Record).OfType<SyncRecord>().ToList();
        return (records, root.GetProperty("next").GetString(), root.GetProperty("total").GetInt64());
    }

    private SyncRecord? Record(JsonElement element)
    {
        var raw = Encoding.UTF8.GetBytes(element.GetRawText());
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number))
        {
            return new SyncRecord
            {
                Id = VendorId.From(number),
                Model = element.Clone(),
                Raw = bug == Bug.RewritesTheRawPayload ? Encoding.UTF8.GetBytes($$"""{"id":{{number}}}""") : raw,
            };
        }

        return bug switch
        {
            Bug.DropsUnreadableRecords => null,
            Bug.FailsThePageOnUnreadableRecords => throw new IntegrationProtocolException("A record has no id."),
            _ => new SyncRecord { Raw = raw, Problem = new RecordProblem("missing_id", "The record has no id.") },
        };
    }

    private ErrorContext Context(AccountInfo account) => new() { Vendor = "example", Account = account.Ref, Stream = Descriptor.Name, Path = "/things" };

    private async Task<JsonDocument> SendAsync(string path, AccountInfo account, RequestTally? tally, bool wrapCancellation, CancellationToken cancellationToken)
    {
        var renewed = false;
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (bug != Bug.CountsNoRequests)
            {
                tally?.AddRequest();
            }

            var secret = _cachedSecret ??= credential();
            using var message = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", secret) } };
            string body;
            HttpStatusCode status;
            try
            {
                using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                status = response.StatusCode;
                body = await response.Content.ReadAsStringAsync(cancellationToken);
            }
            catch (HttpRequestException e)
            {
                if (bug == Bug.TakesCutPageForPage)
                {
                    return JsonDocument.Parse("{}");
                }

                throw new IntegrationUnavailableException($"No answer for {account.Ref}.", Context(account), e);
            }
            catch (OperationCanceledException e) when (wrapCancellation)
            {
                throw new IntegrationUnavailableException("Stopped.", Context(account), e);
            }

            tally?.AddBytes(body.Length);
            var leak = bug == Bug.LeaksTheSecret ? secret : string.Empty;
            switch (status)
            {
                case HttpStatusCode.OK:
                    return Parse(body, account);
                case HttpStatusCode.NotFound:
                    throw new IntegrationNotFoundException($"Not there: {account.Ref}.", Context(account));
                case HttpStatusCode.Forbidden:
                    throw new IntegrationAuthorizationException($"{account.Ref} may not do this.{leak}", Context(account));
                case HttpStatusCode.Unauthorized when !renewed && bug != Bug.NeverRenews:
                    _cachedSecret = credential();
                    renewed = bug != Bug.StormsOn401 || attempt > 10;
                    continue;
                case HttpStatusCode.Unauthorized:
                    throw new IntegrationAuthenticationException($"{account.Ref} is refused.{leak}", Context(account));
                case HttpStatusCode.TooManyRequests when bug == Bug.TakesRateLimitForFailure:
                    throw new IntegrationRateLimitException($"{account.Ref} asked too often.", Context(account));
                case HttpStatusCode.TooManyRequests:
                    tally?.AddThrottled();
                    await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
                    continue;
                case HttpStatusCode.InternalServerError when attempt < 4 || (bug == Bug.RetriesWithoutEnd && attempt < 100):
                    await Task.Delay(TimeSpan.FromSeconds(0.5), time, cancellationToken);
                    continue;
                default:
                    throw new IntegrationUnavailableException($"{account.Ref}: the vendor answers {(int)status}.", Context(account));
            }
        }
    }

    private JsonDocument Parse(string body, AccountInfo account)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException) when (bug == Bug.TakesNotJsonForEmptyPage)
        {
            return JsonDocument.Parse("{}");
        }
        catch (JsonException e)
        {
            throw new IntegrationProtocolException($"{account.Ref}: the answer is not JSON.", Context(account), e);
        }
    }
}
