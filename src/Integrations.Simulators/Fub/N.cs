namespace Integrations.Simulators;

/// <summary>Property names of the wire, encoded once.</summary>
internal static class N
{
    public static readonly JsonName AcceptedShowingtimeConsent = new("acceptedShowingtimeConsent");

    public static readonly JsonName AcceptedShowingtimeConsentV2 = new("acceptedShowingtimeConsentV2");

    public static readonly JsonName Account = new("account");

    public static readonly JsonName AcrossAllAccounts = new("across_all_accounts");

    public static readonly JsonName ActionPlanId = new("actionPlanId");

    public static readonly JsonName Additional = new("additional");

    public static readonly JsonName Addresses = new("addresses");

    public static readonly JsonName Age = new("age");

    public static readonly JsonName AgentCommission = new("agentCommission");

    public static readonly JsonName AllDay = new("allDay");

    public static readonly JsonName Archived = new("archived");

    public static readonly JsonName Area = new("area");

    public static readonly JsonName Assigned = new("assigned");

    public static readonly JsonName AssignedLenderId = new("assignedLenderId");

    public static readonly JsonName AssignedLenderName = new("assignedLenderName");

    public static readonly JsonName AssignedPondId = new("assignedPondId");

    public static readonly JsonName AssignedTo = new("assignedTo");

    public static readonly JsonName AssignedUserId = new("assignedUserId");

    public static readonly JsonName AutomationId = new("automationId");

    public static readonly JsonName Avatar = new("avatar");

    public static readonly JsonName Background = new("background");

    public static readonly JsonName Bathrooms = new("bathrooms");

    public static readonly JsonName Bedrooms = new("bedrooms");

    public static readonly JsonName Beta = new("beta");

    public static readonly JsonName Body = new("body");

    public static readonly JsonName Calling = new("calling");

    public static readonly JsonName CallingPhoneNumber = new("callingPhoneNumber");

    public static readonly JsonName CallsDuration = new("callsDuration");

    public static readonly JsonName CallsIncoming = new("callsIncoming");

    public static readonly JsonName CallsOutgoing = new("callsOutgoing");

    public static readonly JsonName CanCreateApiKeys = new("canCreateApiKeys");

    public static readonly JsonName CanExport = new("canExport");

    public static readonly JsonName Choices = new("choices");

    public static readonly JsonName City = new("city");

    public static readonly JsonName ClaimWindow = new("claimWindow");

    public static readonly JsonName Claimed = new("claimed");

    public static readonly JsonName ClosedStage = new("closedStage");

    public static readonly JsonName Code = new("code");

    public static readonly JsonName Collaborators = new("collaborators");

    public static readonly JsonName CollectionName = new("collection");

    public static readonly JsonName Color = new("color");

    public static readonly JsonName CommissionValue = new("commissionValue");

    public static readonly JsonName Company = new("company");

    public static readonly JsonName Completed = new("completed");

    public static readonly JsonName ConferenceCallId = new("conferenceCallId");

    public static readonly JsonName Contacted = new("contacted");

    public static readonly JsonName Country = new("country");

    public static readonly JsonName Created = new("created");

    public static readonly JsonName CreatedAt = new("createdAt");

    public static readonly JsonName CreatedBy = new("createdBy");

    public static readonly JsonName CreatedById = new("createdById");

    public static readonly JsonName CreatedVia = new("createdVia");

    public static readonly JsonName CurrentLimits = new("current_limits");

    public static readonly JsonName DealCloseDate = new("dealCloseDate");

    public static readonly JsonName DealName = new("dealName");

    public static readonly JsonName DealPrice = new("dealPrice");

    public static readonly JsonName DealStage = new("dealStage");

    public static readonly JsonName DealStatus = new("dealStatus");

    public static readonly JsonName Default = new("default");

    public static readonly JsonName DefaultGroupId = new("defaultGroupId");

    public static readonly JsonName DefaultPondId = new("defaultPondId");

    public static readonly JsonName DefaultUserId = new("defaultUserId");

    public static readonly JsonName Delayed = new("delayed");

    public static readonly JsonName Description = new("description");

    public static readonly JsonName DetailsVisible = new("detailsVisible");

    public static readonly JsonName Distribution = new("distribution");

    public static readonly JsonName Domain = new("domain");

    public static readonly JsonName DueDate = new("dueDate");

    public static readonly JsonName DueDateTime = new("dueDateTime");

    public static readonly JsonName Duration = new("duration");

    public static readonly JsonName Email = new("email");

    public static readonly JsonName Emails = new("emails");

    public static readonly JsonName EmailsReceived = new("emailsReceived");

    public static readonly JsonName EmailsSent = new("emailsSent");

    public static readonly JsonName Enabled = new("enabled");

    public static readonly JsonName End = new("end");

    public static readonly JsonName EnteredStageAt = new("enteredStageAt");

    public static readonly JsonName ErrorMessage = new("errorMessage");

    public static readonly JsonName ExternalCalendarId = new("externalCalendarId");

    public static readonly JsonName ExternalEventLink = new("externalEventLink");

    public static readonly JsonName ExternalIcon = new("externalIcon");

    public static readonly JsonName ExternalLabel = new("externalLabel");

    public static readonly JsonName ExternalTaskLink = new("externalTaskLink");

    public static readonly JsonName ExternalUrl = new("externalUrl");

    public static readonly JsonName FirstCall = new("firstCall");

    public static readonly JsonName FirstName = new("firstName");

    public static readonly JsonName FirstToClaimOffer = new("firstToClaimOffer");

    public static readonly JsonName ForRent = new("forRent");

    public static readonly JsonName ForwardNumber = new("forwardNumber");

    public static readonly JsonName FromNumber = new("fromNumber");

    public static readonly JsonName Fuid = new("fuid");

    public static readonly JsonName Gender = new("gender");

    public static readonly JsonName GroupTextId = new("groupTextId");

    public static readonly JsonName Groups = new("groups");

    public static readonly JsonName HideIfEmpty = new("hideIfEmpty");

    public static readonly JsonName HideName = new("hideName");

    public static readonly JsonName HideSource = new("hideSource");

    public static readonly JsonName Id = new("id");

    public static readonly JsonName Invitees = new("invitees");

    public static readonly JsonName IsAdmin = new("isAdmin");

    public static readonly JsonName IsCompleted = new("isCompleted");

    public static readonly JsonName IsDeletable = new("isDeletable");

    public static readonly JsonName IsEditable = new("isEditable");

    public static readonly JsonName IsExternal = new("isExternal");

    public static readonly JsonName IsHtml = new("isHtml");

    public static readonly JsonName IsIncoming = new("isIncoming");

    public static readonly JsonName IsLandline = new("isLandline");

    public static readonly JsonName IsLender = new("isLender");

    public static readonly JsonName IsOnboardingNumber = new("isOnboardingNumber");

    public static readonly JsonName IsOwner = new("isOwner");

    public static readonly JsonName IsPrimary = new("isPrimary");

    public static readonly JsonName IsProtected = new("isProtected");

    public static readonly JsonName IsRecurring = new("isRecurring");

    public static readonly JsonName Label = new("label");

    public static readonly JsonName LastActivity = new("lastActivity");

    public static readonly JsonName LastCall = new("lastCall");

    public static readonly JsonName LastCallId = new("lastCallId");

    public static readonly JsonName LastCommunication = new("lastCommunication");

    public static readonly JsonName LastEmEventActivity = new("lastEmEventActivity");

    public static readonly JsonName LastEmEventActivityId = new("lastEmEventActivityId");

    public static readonly JsonName LastIdxVisit = new("lastIdxVisit");

    public static readonly JsonName LastIncomingCall = new("lastIncomingCall");

    public static readonly JsonName LastIncomingCallId = new("lastIncomingCallId");

    public static readonly JsonName LastLeadActivity = new("lastLeadActivity");

    public static readonly JsonName LastLeadActivityId = new("lastLeadActivityId");

    public static readonly JsonName LastName = new("lastName");

    public static readonly JsonName LastOutgoingCall = new("lastOutgoingCall");

    public static readonly JsonName LastOutgoingCallId = new("lastOutgoingCallId");

    public static readonly JsonName LastReceivedText = new("lastReceivedText");

    public static readonly JsonName LastReceivedTextId = new("lastReceivedTextId");

    public static readonly JsonName LastSeenAndroid = new("lastSeenAndroid");

    public static readonly JsonName LastSeenFub2 = new("lastSeenFub2");

    public static readonly JsonName LastSeenIos = new("lastSeenIos");

    public static readonly JsonName LastSentText = new("lastSentText");

    public static readonly JsonName LastSentTextId = new("lastSentTextId");

    public static readonly JsonName LastText = new("lastText");

    public static readonly JsonName LastTextId = new("lastTextId");

    public static readonly JsonName Lat = new("lat");

    public static readonly JsonName LeadEmailAddress = new("leadEmailAddress");

    public static readonly JsonName LeadFlowId = new("leadFlowId");

    public static readonly JsonName LeadFlowRouteId = new("leadFlowRouteId");

    public static readonly JsonName LeaderIds = new("leaderIds");

    public static readonly JsonName Limit = new("limit");

    public static readonly JsonName Lng = new("lng");

    public static readonly JsonName Location = new("location");

    public static readonly JsonName Lot = new("lot");

    public static readonly JsonName MaxBathrooms = new("maxBathrooms");

    public static readonly JsonName MaxBedrooms = new("maxBedrooms");

    public static readonly JsonName MaxPrice = new("maxPrice");

    public static readonly JsonName Media = new("media");

    public static readonly JsonName Message = new("message");

    public static readonly JsonName Metadata = new("_metadata");

    public static readonly JsonName MinBathrooms = new("minBathrooms");

    public static readonly JsonName MinBedrooms = new("minBedrooms");

    public static readonly JsonName MinPrice = new("minPrice");

    public static readonly JsonName MlsMemberships = new("mlsMemberships");

    public static readonly JsonName MlsNumber = new("mlsNumber");

    public static readonly JsonName Name = new("name");

    public static readonly JsonName Neighborhood = new("neighborhood");

    public static readonly JsonName Next = new("next");

    public static readonly JsonName NextLink = new("nextLink");

    public static readonly JsonName NextRoundRobinUser = new("nextRoundRobinUser");

    public static readonly JsonName NextTask = new("nextTask");

    public static readonly JsonName NextTaskHasTime = new("nextTaskHasTime");

    public static readonly JsonName NextTaskName = new("nextTaskName");

    public static readonly JsonName Normalized = new("normalized");

    public static readonly JsonName Note = new("note");

    public static readonly JsonName NoteId = new("noteId");

    public static readonly JsonName Occurred = new("occurred");

    public static readonly JsonName Offset = new("offset");

    public static readonly JsonName OrderWeight = new("orderWeight");

    public static readonly JsonName OriginFub = new("originFub");

    public static readonly JsonName OutboundNumber = new("outboundNumber");

    public static readonly JsonName Outcome = new("outcome");

    public static readonly JsonName OutcomeId = new("outcomeId");

    public static readonly JsonName Owner = new("owner");

    public static readonly JsonName PageDuration = new("pageDuration");

    public static readonly JsonName PageTitle = new("pageTitle");

    public static readonly JsonName PageUrl = new("pageUrl");

    public static readonly JsonName PagesViewed = new("pagesViewed");

    public static readonly JsonName PauseLeadDistribution = new("pauseLeadDistribution");

    public static readonly JsonName PeakHour = new("peak_hour");

    public static readonly JsonName People = new("people");

    public static readonly JsonName PeopleCount = new("peopleCount");

    public static readonly JsonName PerAccount = new("per_account");

    public static readonly JsonName Period = new("period");

    public static readonly JsonName PersonId = new("personId");

    public static readonly JsonName Phone = new("phone");

    public static readonly JsonName Phones = new("phones");

    public static readonly JsonName Picture = new("picture");

    public static readonly JsonName PipelineId = new("pipelineId");

    public static readonly JsonName PipelineName = new("pipelineName");

    public static readonly JsonName PondMembers = new("pondMembers");

    public static readonly JsonName Price = new("price");

    public static readonly JsonName ProjectedCloseDate = new("projectedCloseDate");

    public static readonly JsonName PropertiesSaved = new("propertiesSaved");

    public static readonly JsonName PropertiesViewed = new("propertiesViewed");

    public static readonly JsonName Property = new("property");

    public static readonly JsonName PropertySearch = new("propertySearch");

    public static readonly JsonName RateLimitPercentage = new("rate_limit_percentage");

    public static readonly JsonName RateLimitedRequests = new("rate_limited_requests");

    public static readonly JsonName Read = new("read");

    public static readonly JsonName ReadOnly = new("readOnly");

    public static readonly JsonName RecordingUrl = new("recordingUrl");

    public static readonly JsonName RelationshipId = new("relationshipId");

    public static readonly JsonName Relationships = new("relationships");

    public static readonly JsonName RemindSecondsBefore = new("remindSecondsBefore");

    public static readonly JsonName RingDuration = new("ringDuration");

    public static readonly JsonName Role = new("role");

    public static readonly JsonName Sent = new("sent");

    public static readonly JsonName SharedInboxId = new("sharedInboxId");

    public static readonly JsonName ShowContent = new("showContent");

    public static readonly JsonName Small = new("small");

    public static readonly JsonName SocialData = new("socialData");

    public static readonly JsonName Source = new("source");

    public static readonly JsonName SourceId = new("sourceId");

    public static readonly JsonName SourceUrl = new("sourceUrl");

    public static readonly JsonName Stage = new("stage");

    public static readonly JsonName StageId = new("stageId");

    public static readonly JsonName StageName = new("stageName");

    public static readonly JsonName Stages = new("stages");

    public static readonly JsonName Start = new("start");

    public static readonly JsonName StartedAt = new("startedAt");

    public static readonly JsonName State = new("state");

    public static readonly JsonName Status = new("status");

    public static readonly JsonName Street = new("street");

    public static readonly JsonName Subject = new("subject");

    public static readonly JsonName System = new("system");

    public static readonly JsonName SystemId = new("systemId");

    public static readonly JsonName SystemName = new("systemName");

    public static readonly JsonName Systems = new("systems");

    public static readonly JsonName Tags = new("tags");

    public static readonly JsonName TeamCommission = new("teamCommission");

    public static readonly JsonName TeamIds = new("teamIds");

    public static readonly JsonName TeamLeaderOf = new("teamLeaderOf");

    public static readonly JsonName TeamLeaders = new("teamLeaders");

    public static readonly JsonName TextsReceived = new("textsReceived");

    public static readonly JsonName TextsSent = new("textsSent");

    public static readonly JsonName TimeToClose = new("timeToClose");

    public static readonly JsonName TimeZone = new("timeZone");

    public static readonly JsonName TimeframeDateRange = new("timeframeDateRange");

    public static readonly JsonName TimeframeId = new("timeframeId");

    public static readonly JsonName TimeframeStatus = new("timeframeStatus");

    public static readonly JsonName TimeframeUpdated = new("timeframeUpdated");

    public static readonly JsonName Timezone = new("timezone");

    public static readonly JsonName Title = new("title");

    public static readonly JsonName ToNumber = new("toNumber");

    public static readonly JsonName Total = new("total");

    public static readonly JsonName TotalRequests = new("total_requests");

    public static readonly JsonName Type = new("type");

    public static readonly JsonName TypeId = new("typeId");

    public static readonly JsonName Updated = new("updated");

    public static readonly JsonName UpdatedBy = new("updatedBy");

    public static readonly JsonName UpdatedById = new("updatedById");

    public static readonly JsonName Url = new("url");

    public static readonly JsonName Usage = new("usage");

    public static readonly JsonName User = new("user");

    public static readonly JsonName UserId = new("userId");

    public static readonly JsonName UserIds = new("userIds");

    public static readonly JsonName UserName = new("userName");

    public static readonly JsonName Users = new("users");

    public static readonly JsonName Value = new("value");

    public static readonly JsonName Webhooks = new("webhooks");

    public static readonly JsonName WebsiteVisits = new("websiteVisits");

    /// <summary>The one key that the vendor writes with a capital.</summary>
    public static readonly JsonName CapitalAssignedTo = new("AssignedTo");

    /// <summary>Social keys that are always empty here.</summary>
    public static readonly JsonName[] EmptySocial =
    [
        new("bio"),
        new("topics"),
        new("facebook"),
        new("twitter"),
        new("googleProfile"),
        new("googlePlus"),
        new("linkedIn"),
    ];

    /// <summary>E-mail counters, never filled: the simulator has no e-mails.</summary>
    public static readonly JsonName[] Emailing =
    [
        new("lastReceivedEmail"),
        new("lastReceivedEmailId"),
        new("lastSentEmail"),
        new("lastSentEmailId"),
        new("lastEmail"),
        new("lastEmailId"),
    ];

    /// <summary>Key dates of a deal.</summary>
    public static readonly JsonName[] DealDates =
    [
        new("earnestMoneyDueDate"),
        new("mutualAcceptanceDate"),
        new("dueDiligenceDate"),
        new("finalWalkThroughDate"),
        new("possessionDate"),
    ];

    /// <summary>Sizes of a user picture and the end of their file names.</summary>
    public static readonly (JsonName Name, string Suffix)[] PictureSizes =
    [
        (new("original"), "original"),
        (new("162x162"), "162"),
        (new("60x60"), "60"),
        (new("40x40"), "40"),
        (new("30x30"), "30"),
        (new("26x26"), "26"),
    ];

    public static readonly JsonName Timeframe = new("timeframe");

    public static readonly JsonName IsFub2 = new("isFub2");

    public static readonly JsonName DefaultSmartListId = new("defaultSmartListId");

    public static readonly JsonName Found = new("found");

    public static readonly JsonName MatchedBy = new("matchedBy");
}
