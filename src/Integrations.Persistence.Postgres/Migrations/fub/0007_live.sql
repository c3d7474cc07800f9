-- Follow Up Boss: when the vendor was asked for a staged record. staged_at is later, and a record read again by id may have been asked for between the two.

alter table $schema$.stage_appointments_fub_onboarding add column asked_at timestamptz;
alter table $schema$.stage_text_messages_fub_onboarding add column asked_at timestamptz;
