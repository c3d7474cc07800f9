using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Appointments: by the change filter where it works for the account, otherwise from the newest down.</summary>
internal sealed class FubAppointmentsSource(FubSourceServices services)
    : FubSource<FubAppointment>(services, FubStreams.Appointments, new RowMapper<FubAppointment, FubAppointmentRow>(FubStreams.Appointments, services.Mapping<FubAppointment, FubAppointmentRow>(FubAppointmentMapper.Map)))
{
    protected override DeltaReading Strategy => Options.AppointmentsStrategy;

    protected override bool HasChangeFilter => true;

    protected override Task<FubPage<FubAppointment>> ListAsync(VendorCall call, FubAsk ask, CancellationToken cancellationToken) =>
        Services.Api<IFubAppointmentsApi>(call).ListAsync(
            new FubAppointmentsQuery
            {
                Limit = ask.Limit,
                Offset = ask.Offset,
                Next = ask.Next,
                Sort = ask.Sort,
                Id = ask.Ids,
                CreatedAfter = ask.CreatedAfter,
                UpdatedAfter = ask.ChangedAfter,
            },
            cancellationToken);

    protected override Func<VendorCall, long, CancellationToken, Task<FubItem<FubAppointment>>> GetItem => (call, id, cancellationToken) =>
        Services.Api<IFubAppointmentsApi>(call).GetAsync(id, cancellationToken);

    protected override long? NumberOf(FubAppointment model) => model.Id;

    protected override FubTime? ChangeTimeOf(FubAppointment model) => model.Updated;

    protected override FubTime? CreationTimeOf(FubAppointment model) => model.Created;
}
