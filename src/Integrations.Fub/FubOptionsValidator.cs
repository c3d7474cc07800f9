using Microsoft.Extensions.Options;

namespace Integrations.Fub;

/// <summary>Attribute rules of <see cref="FubOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class FubOptionsValidator : IValidateOptions<FubOptions>;
