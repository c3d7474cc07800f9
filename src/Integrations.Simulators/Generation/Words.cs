namespace Integrations.Simulators;

/// <summary>Invented words that records are made of. Some names carry letters beyond ASCII on purpose.</summary>
internal static class Words
{
    public static readonly string[] FirstNames =
    [
        "Avery", "Rowan", "Marlo", "Juniper", "Sable", "Indigo", "Linden", "Wren", "Ellis", "Tatum", "Zoë", "José", "Maeve", "Orson", "Thea", "Caspian", "Noémie", "Ansel",
        "Briar", "Calla", "Dashiell", "Esme", "Fletcher", "Greer", "Hollis", "Ida", "Jasper", "Kit", "Lark", "Milo", "Nell", "Otis", "Pia", "Quincy", "Remy", "Søren", "Tamsin", "Uma", "Vesper", "Łukasz",
    ];

    public static readonly string[] LastNames =
    [
        "Northwick", "Kestrel", "Quill", "Vale", "Ashgrove", "Brightwater", "Calloway", "Dunmore", "Everhart", "Fairweather", "Greystone", "Hollowell", "Ironwood", "Jessamy", "Kingsley", "Larkspur", "Müller",
        "O'Brannigan", "Pemberley", "Quickfall", "Ravenscroft", "Silverlake", "Thornbury", "Underhill", "Vantongeren", "Whitlock", "Yarrow", "Zeller", "Ågren", "Ibáñez-Ruiz", "Marchetti", "Stonebridge", "Windermere", "",
    ];

    public static readonly string[] Stages =
    [
        "Lead", "Hot Prospect", "Nurture", "Watch", "Active Client", "Pending", "Closed", "Past Client", "Sphere", "Unresponsive", "Archived Lead", "Trash",
    ];

    public static readonly string[] Sources =
    [
        "<unspecified>", "Example Portal", "Open House", "Referral", "Website", "Social Ads", "Sign Call", "Past Client",
    ];

    public static readonly string[] CreatedVia = ["API", "Email Parsing", "Historic Email Parsing", "Import", "Manually"];

    public static readonly string[] Tags = ["Buyer", "Seller", "Open House 2026", "Investor", "Café list", "Relocation", "First time", "VIP"];

    public static readonly string[] Streets = ["Example Ave", "Sample St", "Invented Rd", "Placeholder Ln", "Specimen Blvd", "Mock Ct", "Fictional Way", "Model Dr"];

    public static readonly string[] Cities = ["Springfield", "Riverton", "Lakeside", "Fairview", "Greenville", "Ashland"];

    public static readonly string[] States = ["VA", "MD", "NC", "OH", "TX", "AZ"];

    public static readonly string[] AreaCodes = ["202", "303", "404", "512", "602", "703", "804", "919"];

    public static readonly string[] CallOutcomes = ["Interested", "Not Interested", "Left Message", "No Answer", "Busy", "Bad Number"];

    public static readonly string[] CallNotes =
    [
        "Left details", "Wants to see 2/3 bedroom homes", "Call back next week", "Spoke with spouse", "Said \"not now\"", "Très intéressé 🏡", "Line one\nLine two",
    ];

    public static readonly string[] EventTypes =
    [
        "Registration", "Property Inquiry", "General Inquiry", "Viewed Property", "Saved Property", "Visited Website", "Property Search", "Saved Property Search",
        "Visited Open House", "Viewed Page", "Seller Inquiry", "Virtually Toured Property",
    ];

    public static readonly string[] Messages =
    [
        "Please send details", "Is it still available?", "Can we meet on Friday?", "Thanks! 😀", "Running 10 minutes late", "See https://portal.example.com/listing/1", "¿Podemos hablar mañana?",
    ];

    public static readonly string[] AppointmentTypes = ["Showing", "Listing Appointment", "Buyer Consultation", "Closing", "Inspection", "Other"];

    public static readonly string[] AppointmentOutcomes = ["Met", "No Show", "Rescheduled", "Cancelled", "Signed"];

    public static readonly string[] Pipelines = ["Buyers", "Sellers", "Rentals"];

    public static readonly string[] PipelineStages = ["Offer", "Under Contract", "Inspection", "Closed"];

    public static readonly string[] Groups = ["Weekday agents", "Weekend agents", "Listing team", "Portal leads", "Lenders", "Fallback"];

    public static readonly string[] Teams = ["Everyone", "North Team", "South Team"];

    public static readonly string[] Ponds = ["Nurture pond", "Old leads pond"];

    public static readonly string[] Timezones = ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"];

    public static readonly string[] Timeframes = ["0-3 Months", "3-6 Months", "6-12 Months", "12+ Months"];

    public static readonly string[] Organisations = ["Example Group", "Sample Realty", "Specimen Homes", "Placeholder Partners", "Mock & Sons", "Model Estates"];

    public static readonly string[] Domains = ["examplegroup", "samplerealty", "specimenhomes", "placeholderpartners", "mockandsons", "modelestates"];
}
