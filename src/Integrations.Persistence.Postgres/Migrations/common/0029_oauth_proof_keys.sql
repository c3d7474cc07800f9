-- Proof key of a sign-in (RFC 7636), for vendors that want one. A secret, encrypted as credentials are.

alter table $schema$.oauth_states
    add column code_verifier_enc bytea,
    add column key_id            text;
