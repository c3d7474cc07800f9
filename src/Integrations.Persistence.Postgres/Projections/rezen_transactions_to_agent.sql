-- rezen_transactions -> agent: everybody of the vendor's agents who has a part in a deal. Names of agents that no roster and no network has come from the latest deal.
%PART:rezen_deal_agent%
