namespace DentalMigration.Tests.Schema;

/// <summary>
/// What Microsoft's documents say about the XML of forms, views, charts and site maps: powerapps-docs, model-driven-apps: form-xml-schema.md,
/// visualization-data-description-schema.md, the SiteMap schema, and the samples of dashboards and views. Only what we use of them.
/// </summary>
internal static class InterfaceRules
{
    public static readonly XmlRules Form = new("""
        form tabs | headerdensity:text
        tabs tab+ |
        tab labels? columns | name:text id:guid IsUserDefined:bool locklevel:number showlabel:bool expanded:bool verticallayout:bool visible:bool
        columns column+ |
        column sections? | width:percent!
        sections section* |
        section labels? rows? | name:text id:guid IsUserDefined:bool locklevel:number showlabel:bool showbar:bool layout:text columns:number visible:bool
        labels label* |
        label | description:text! languagecode:number!
        rows row* |
        row cell* | height:text
        cell labels? control? | id:guid showlabel:bool locklevel:number rowspan:number colspan:number auto:bool visible:bool
        control parameters? | id:text! classid:guid! datafieldname:name disabled:bool indicationOfSubgrid:bool
        parameters ViewId? IsUserView? RelationshipName? TargetEntityType AutoExpand? RecordsPerPage? EnableQuickFind? EnableViewPicker? EnableJumpBar? ChartGridMode? VisualizationId? IsUserChart? EnableChartPicker? ViewIds? |
        ViewId |
        IsUserView |
        RelationshipName |
        TargetEntityType |
        AutoExpand |
        RecordsPerPage |
        EnableQuickFind |
        EnableViewPicker |
        EnableJumpBar |
        ChartGridMode |
        VisualizationId |
        IsUserChart |
        EnableChartPicker |
        ViewIds |
        """);

    public static readonly XmlRules Layout = new("""
        grid row | name:text! object:number! jump:name! select:bool! icon:bool! preview:bool!
        row cell+ | name:text! id:name!
        cell | name:name! width:number!
        """);

    public static readonly XmlRules Fetch = new("""
        fetch entity | version:text output-format:text mapping:text aggregate:bool
        entity attribute+ order* filter* | name:name!
        attribute | name:name! alias:name groupby:bool aggregate:name dategrouping:name
        order | attribute:name! descending:bool
        filter condition+ | type:name isquickfindfields:bool
        condition | attribute:name! operator:text! value:text
        """);

    public static readonly XmlRules ChartData = new("""
        datadefinition fetchcollection categorycollection |
        fetchcollection fetch+ |
        fetch entity | mapping:text aggregate:bool!
        entity attribute+ | name:name!
        attribute | name:name! alias:name! groupby:bool aggregate:name dategrouping:name
        categorycollection category+ |
        category measurecollection+ | alias:name
        measurecollection measure+ |
        measure | alias:name!
        """);

    public static readonly XmlRules ChartLook = new("""
        Chart Series ChartAreas Titles? Legends? | Palette:text
        Chart/Series Series+ |
        Series/Series | ChartType:text! IsValueShownAsLabel:text
        ChartAreas ChartArea |
        ChartArea AxisY? AxisX? |
        AxisY MajorGrid? | Interval:number
        AxisX MajorGrid? | Interval:number
        MajorGrid | LineColor:text Enabled:text
        Titles Title+ |
        Title | Text:text
        Legends Legend+ |
        Legend | Docking:text
        """);

    public static readonly XmlRules SiteMap = new("""
        SiteMap Area+ | IntroducedVersion:text
        Area Titles? Group* | Id:id! ShowGroups:bool
        Group Titles? SubArea* | Id:id!
        SubArea Titles? | Id:id! Entity:name Url:text DefaultDashboard:plainguid AvailableOffline:bool
        Titles Title+ |
        Title | LCID:lcid! Title:text!
        """);
}
