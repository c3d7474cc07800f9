namespace Integrations.Simulators;

/// <summary>Shapes that clients of the vendor have guessed for an answer whose shape is not proved.</summary>
public enum RezenSimulatorShape
{
    /// <summary>An object with one property for each: <c>{"OPEN":5}</c>, <c>{"1":12}</c>.</summary>
    Map,

    /// <summary>The same within an object: <c>{"counts":{"OPEN":5}}</c>, <c>{"networkSizes":{"1":12}}</c>, <c>{"tiers":[…]}</c>.</summary>
    Wrapped,

    /// <summary>A list: <c>[{"lifecycleGroup":"OPEN","count":5}]</c>, <c>[{"tier":1,"count":12}]</c>.</summary>
    List,
}
