using Refit;

public static class AcmeApiGiven;

internal interface IAcmeApi
{
    [Get("/v1/things")]
    Task<AcmePage> ListAsync(AcmeQuery query, CancellationToken cancellationToken = default);
}
