using Integrations.Simulators;

public static class SimulatorGiven
{
    public static FubSimulator fub = null!;
    public static TimeProvider clock = null!;
    public static long myMirrorCount;
}
