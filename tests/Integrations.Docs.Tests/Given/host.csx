// What pieces of code in the documentation take for granted.
WebApplicationBuilder builder = WebApplication.CreateBuilder();
IHost host = null!;
WebApplication app = null!;
IServiceCollection services = null!;
string connectionString = "";
string customersKey = "";
string key = "";
DirectoryInfo keyFolder = null!;
AccountRef account = default!;
AccountInfo info = null!;
IAccountConnector connector = null!;
ISyncJobs jobs = null!;
Guid tenantId = Guid.NewGuid();
System.Security.Cryptography.X509Certificates.X509Certificate2 certificate = null!;
string[] args = [];
