using System.Runtime.InteropServices;

namespace Integrations.Simulators;

/// <summary>Status and body of an answer.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FubAnswer(int Status, PhpJsonWriter Body)
{
    public static FubAnswer Error(PhpJsonWriter writer, int status, string message)
    {
        writer.Clear();
        writer.StartObject();
        writer.Text(N.ErrorMessage, message);
        writer.EndObject();
        return new FubAnswer(status, writer);
    }
}
