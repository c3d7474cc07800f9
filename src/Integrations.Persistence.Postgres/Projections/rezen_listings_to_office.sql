-- rezen_listings -> office: the name that the latest deal gives it.
%PART:rezen_deal_office%
