namespace DentalMigration.Loading.Sampling;

/// <summary>What is known of one patient once all records were read.</summary>
internal sealed class PatientTraits
{
    private List<SampleLink>? _links;
    private SampleTraits _traits;
    private byte _plans;
    private byte _policies;
    private bool _namesCarrier;

    /// <summary>What the patient's records refer to, each once.</summary>
    public IReadOnlyList<SampleLink> Links => _links ?? [];

    /// <summary>All strata the patient is in.</summary>
    public SampleTraits Traits => _traits | Coverage | Plans;

    private SampleTraits Coverage => (_traits & SampleTraits.DualCoverage) != 0 || _policies > 1 ? SampleTraits.DualCoverage
        : _policies == 1 || _namesCarrier ? SampleTraits.SingleCoverage
        : SampleTraits.NoCoverage;

    private SampleTraits Plans => (_traits & SampleTraits.MultiPhase) != 0 || _plans > 1 ? SampleTraits.MultiPhase
        : _plans == 1 ? SampleTraits.SinglePlan
        : SampleTraits.NoPlan;

    public void Add(SampleTraits traits) => _traits |= traits;

    public void AddPlan() => _plans = (byte)Math.Min(2, _plans + 1);

    public void AddPolicy() => _policies = (byte)Math.Min(2, _policies + 1);

    public void NameCarrier() => _namesCarrier = true;

    public void Link(SampleLink link)
    {
        _links ??= [];
        if (!_links.Contains(link))
        {
            _links.Add(link);
        }
    }
}
