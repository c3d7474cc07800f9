-- rezen_listings -> address: one row per place. Spellings that differ by case are one place, and the one that sorts last is kept, whichever came first.
%PART:rezen_deal_address%
