using System.Security.Cryptography.X509Certificates;
using Integrations.Abstractions;
using Integrations.Fub;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// What every piece of code in the documentation may take for granted.
public static class HostGiven
{
    public static WebApplicationBuilder builder = null!;
    public static WebApplication app = null!;
    public static IHost host = null!;
    public static IServiceCollection services = null!;
    public static string connectionString = null!;
    public static string customersKey = null!;
    public static string key = null!;
    public static DirectoryInfo keyFolder = null!;
    public static X509Certificate2 certificate = null!;
    public static AccountRef account;
    public static AccountInfo info = null!;
    public static IAccountConnector connector = null!;
    public static ISyncJobs jobs = null!;
    public static FubClient client = null!;
    public static Guid tenantId;
}
