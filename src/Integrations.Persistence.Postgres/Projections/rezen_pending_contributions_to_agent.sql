-- rezen_pending_contributions -> agent: who contributed, and who received.
%PART:rezen_contribution_agent%
