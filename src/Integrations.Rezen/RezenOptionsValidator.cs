using Microsoft.Extensions.Options;

namespace Integrations.Rezen;

/// <summary>Attribute rules of <see cref="RezenOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class RezenOptionsValidator : IValidateOptions<RezenOptions>;
