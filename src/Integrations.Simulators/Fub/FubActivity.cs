namespace Integrations.Simulators;

/// <summary>Communication counters of a person. Times are Unix seconds, 0 for never.</summary>
internal sealed class FubActivity
{
    public long Last { get; set; }

    public long FirstCall { get; private set; }

    public (long At, long Id) IncomingCall { get; private set; }

    public (long At, long Id) OutgoingCall { get; private set; }

    public int CallsIncoming { get; private set; }

    public int CallsOutgoing { get; private set; }

    public long CallsDuration { get; private set; }

    public (long At, long Id) ReceivedText { get; private set; }

    public (long At, long Id) SentText { get; private set; }

    public int TextsReceived { get; private set; }

    public int TextsSent { get; private set; }

    public (long At, long Id) LeadActivity { get; private set; }

    public int PropertiesViewed { get; private set; }

    public (long At, long Id) Call => Later(IncomingCall, OutgoingCall);

    public (long At, long Id) AnyText => Later(ReceivedText, SentText);

    public long LastCommunication => Math.Max(Call.At, AnyText.At);

    public void Add(FubCall call)
    {
        Last = Math.Max(Last, call.Created);
        FirstCall = FirstCall == 0 ? call.Created : Math.Min(FirstCall, call.Created);
        CallsDuration += call.Duration;
        if (call.IsIncoming)
        {
            CallsIncoming++;
            IncomingCall = Later(IncomingCall, (call.Created, call.Id));
        }
        else
        {
            CallsOutgoing++;
            OutgoingCall = Later(OutgoingCall, (call.Created, call.Id));
        }
    }

    public void Add(FubTextMessage text)
    {
        Last = Math.Max(Last, text.Created);
        if (text.IsIncoming)
        {
            TextsReceived++;
            ReceivedText = Later(ReceivedText, (text.Created, text.Id));
        }
        else
        {
            TextsSent++;
            SentText = Later(SentText, (text.Created, text.Id));
        }
    }

    public void Add(FubEvent lead)
    {
        Last = Math.Max(Last, lead.Created);
        LeadActivity = Later(LeadActivity, (lead.Created, lead.Id));
        if (lead.Type is "Viewed Property") PropertiesViewed++;
    }

    private static (long At, long Id) Later((long At, long Id) a, (long At, long Id) b) => a.At > b.At || (a.At == b.At && a.Id >= b.Id) ? a : b;
}
