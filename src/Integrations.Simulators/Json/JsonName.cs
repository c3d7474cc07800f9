using System.Text;

namespace Integrations.Simulators;

/// <summary>A property name with its encoded form, so that writing it is one copy.</summary>
internal sealed class JsonName
{
    public JsonName(string text)
    {
        Text = text;
        Encoded = Encoding.UTF8.GetBytes($"\"{text}\":");
    }

    public string Text { get; }

    public byte[] Encoded { get; }
}
