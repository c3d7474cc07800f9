using System.Diagnostics;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

/// <summary>One vendor in <see cref="PrivacyTests"/>: where its personal data stands, and all that can fail there.</summary>
/// <param name="vendor">Word of the vendor.</param>
internal abstract class PrivacyCase(string vendor)
{
    public string Vendor { get; } = vendor;

    public abstract string First { get; }

    public abstract string Last { get; }

    public abstract string Mail { get; }

    public abstract string Phone { get; }

    public abstract string Note { get; }

    /// <summary>Personal data that is stored, and so must be found where it belongs.</summary>
    public IReadOnlyList<string> Personal => [First, Last, Mail, Phone, Note];

    /// <summary>Secrets of the host and of the accounts.</summary>
    public abstract IEnumerable<string> Secrets { get; }

    /// <summary>Ports of the simulated vendor.</summary>
    public abstract IReadOnlyList<int> Ports { get; }

    /// <summary>What a step can fail with.</summary>
    public virtual IReadOnlyList<string> Codes => ["unavailable", "protocol", "authentication", "authorization", "internal", "rate_limit"];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public abstract Task<Stage> OpenAsync();

    /// <summary>Gives two accounts the personal data.</summary>
    public abstract void Plant();

    public abstract Task<AccountInfo> SignInAsync();

    public abstract Task FailAtTheVendorAsync(AccountInfo account);

    /// <summary>A row that the database refuses with a text that quotes it, and failures of its own that quote it too.</summary>
    public abstract Task FailInTheDatabaseAsync(AccountInfo account);

    public abstract Task FailToSignInAsync(AccountInfo account);

    /// <summary>A delivery with personal data in it.</summary>
    public abstract string Delivery(string id);

    /// <summary>Header that signs a delivery.</summary>
    public abstract (string Name, string Value) Sign(byte[] body);

    /// <summary>Requests a job and runs until nothing is open, the clock going on.</summary>
    protected static async Task RunAsync(Stage stage, AccountInfo account, SyncJobType type, params string[] entities)
    {
        await stage.Services.GetRequiredService<ISyncJobs>().RequestAsync(account.Ref, type, entities, Token);
        await PrivacyTests.RunAsync(stage);
    }

    /// <summary>Brings an account back that a failure has stopped.</summary>
    protected static async Task HealAsync(Stage stage, AccountInfo account)
    {
        await stage.Services.GetRequiredService<IAccountStore>().SetStatusAsync(account.Ref, AccountStatus.Active, null, Token);
        foreach (ICredentialCache cache in stage.Services.GetServices<ICredentialCache>())
        {
            cache.Forget(account.Ref);
        }
    }

    /// <summary>Lets the database refuse rows with a text, each time with another code, and quote them.</summary>
    protected async Task RefuseAsync(Stage stage, string table, string column, Func<string, Task> change)
    {
        foreach (string state in new[] { "22003", "23514", "P0001", "XX000", "40P01", "53100" })
        {
            await stage.TextAsync(
                $"""
                create or replace function public.refuse() returns trigger language plpgsql as $f$
                begin
                  if new.{column} = '{Last}' then raise exception 'no % %', new.{column}, new.raw using errcode = '{state}', detail = new.{column}, hint = '{Mail}'; end if;
                  return new;
                end $f$;
                create or replace trigger refuse before insert or update on integrations.{table} for each row execute function public.refuse();
                """);
            await change(state);
            await stage.TextAsync($"drop trigger refuse on integrations.{table}");
        }
    }

    /// <summary>What it throws is heard by the witness; a fault that does not concern the call throws nothing.</summary>
    protected static async Task ThrowsAsync(Func<Task> call)
    {
        if (await Record.ExceptionAsync(call) is { } error)
        {
            Assert.IsAssignableFrom<IntegrationException>(error);
        }
    }

    /// <summary>Whether a span is that of the vendor itself.</summary>
    public bool IsOfVendor(Activity span) => span.Kind == ActivityKind.Server && span.GetTagItem("server.port") is int port && Ports.Contains(port);
}
