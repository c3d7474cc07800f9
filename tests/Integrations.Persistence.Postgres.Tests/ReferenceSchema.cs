namespace Integrations.Persistence.Postgres.Tests;

/// <summary>The Follow Up Boss and worker tables of the reference schema, column by column.</summary>
internal static class ReferenceSchema
{
    private const string Text =
        """
        fub_accounts
          bigint: id user_id team_id fub_owner_id credentials_id
          timestamptz: created_at users_updated people_updated deal_updated call_updated updated_at counts_checked_at webhooks_verified_at last_webhook_at
          timestamptz: last_success_at last_error_at
          boolean: active data_pull
          text: account_id_raw fub_uid webhook_url host_name status status_reason auth_kind last_error
          integer: users_fub users_ad people_fub people_ad deals_fub deals_ad calls_fub calls_ad text_messages_fub text_messages_ad events_fub events_ad
          integer: appointments_fub appointments_ad
          jsonb: counts_flags
        fub_people
          bigint: id source_id fub_account_id assigned_to_fub_account_user_id stage_id fub_stage_id people_id assigned_to_fub_id credentials_id merged_into_people_id
          bigint: user_id
          timestamptz: created_at updated_at fub_created_at fub_created_at_formatted fub_updated_at last_activity vendor_updated_at first_seen_at last_seen_at
          timestamptz: synced_at deleted_at
          text: people_name ad_people_id fub_account_id_raw assigned_to_fub_name assigned_to_fub_account_user_name first_name last_name type stage_name source_name
          text: source_url created_via price deal_status deal_stage deal_name url primary_email_norm primary_phone_e164 deleted_source
          numeric(18,2): deal_price
          date: deal_close_date
          integer: contacted website_visits
          boolean: claimed sms_fetched missing_user is_trashed
          text[]: tags unresolved_refs
          jsonb: emails phones addresses raw
          bytea: content_hash
          uuid: sync_run_id
        fub_deals
          bigint: id fub_deal_id deal_id pipeline_id fub_account_user_id fub_account_id primary_person_id secondary_person_id primary_fub_user_id
          bigint: secondary_fub_user_id ad_user_id stage_id ad_team_id credentials_id fub_stage_id
          timestamptz: created_at ad_updated_at fub_created_at entered_stage_at updated_at vendor_updated_at first_seen_at last_seen_at synced_at deleted_at
          text: ad_deal_id fub_account_user_name ad_user_name ad_team_name fub_account_id_raw deal_name status description pipeline_name stage_name deleted_source
          integer: type time_to_close
          numeric(18,2): price commission_value agent_commission team_commission
          date: projected_close_date
          boolean: copied_to_normalized closed_stage
          jsonb: people fub_users raw
          bytea: content_hash
          uuid: sync_run_id
          text[]: unresolved_refs
        fub_stages
          bigint: id stage_id pipeline_id fub_account_id
          timestamptz: created_at vendor_updated_at first_seen_at last_seen_at synced_at deleted_at
          text: name description color stage_kind deleted_source
          integer: order_weight people_count
          boolean: is_protected closed_stage
          jsonb: systems raw
          bytea: content_hash
          uuid: sync_run_id
          text[]: unresolved_refs
        fub_events
          bigint: id fub_events_id property_id fub_people_id fub_account_id people_id credentials_id user_id
          timestamptz: created_at last_updated_ad fub_created_at fub_updated_at occurred vendor_updated_at first_seen_at last_seen_at synced_at deleted_at
          text: fub_account_id_raw ad_events_id people_name source type property_street property_city property_state property_zip message description page_title
          text: page_url deleted_source
          integer: page_duration
          jsonb: property property_search raw
          bytea: content_hash
          uuid: sync_run_id
          text[]: unresolved_refs
        fub_calls
          bigint: id call_id created_by_id updated_by_id fub_users_id_deprecated fub_user_id fub_users_id fub_account_id person_id fub_people_id ad_user_id user_id
          bigint: credentials_id
          timestamptz: created_at ad_updated_at fub_created_at fub_updated_at vendor_updated_at first_seen_at last_seen_at synced_at deleted_at
          text: ad_call_id fub_account_id_raw user_name name people_name phone from_number to_number note outcome direction recording_url deleted_source
          boolean: is_incoming user_missing
          integer: duration
          jsonb: raw
          bytea: content_hash
          uuid: sync_run_id
          text[]: unresolved_refs
        fub_text_messages
          bigint: id user_id_fub fub_account_id fub_people_id fub_users_id fub_user_id user_id person_id
          timestamptz: created_at ad_updated_at created_at_fub updated_at_fub sent vendor_updated_at first_seen_at last_seen_at synced_at deleted_at
          text: ad_text_message_id text_message_id name user_name status message from_number to_number deleted_source
          boolean: is_incoming archived read is_webhook
          jsonb: participants picture raw
          bytea: content_hash
          uuid: sync_run_id
          text[]: unresolved_refs
        fub_appointments
          bigint: id created_by_id updated_by_id fub_user_id_raw invited_person_id_raw fub_user_id created_by_fub_user_id invited_person_id fub_account_id user_id
          bigint: type_id outcome_id
          timestamptz: created_at ad_created_at ad_updated_at fub_created_at fub_updated_at start end vendor_updated_at first_seen_at last_seen_at synced_at
          timestamptz: deleted_at
          text: ad_appointment_id appointment_id created_by_name updated_by_name title description location external_link timezone outcome type deleted_source
          boolean: is_all_day is_from_fub
          jsonb: invitees raw
          bytea: content_hash
          uuid: sync_run_id
          text[]: unresolved_refs
        fub_users
          bigint: id fub_user_id fub_account_id user_id agent_id credentials_id
          timestamptz: created_at fub_created_at fub_updated_at last_seen_at_vendor vendor_updated_at first_seen_at last_seen_at synced_at deleted_at
          boolean: is_owner pause_lead_distribution
          text: name first_name last_name email phone role status timezone fuid lead_email_address deleted_source
          jsonb: picture groups raw
          bigint[]: team_ids team_leader_of
          bytea: content_hash
          uuid: sync_run_id
          text[]: unresolved_refs
        fub_groups
          bigint: id group_id default_user_id default_pond_id default_group_id fub_account_id
          timestamptz: created_at vendor_updated_at first_seen_at last_seen_at synced_at deleted_at
          text: name type distribution deleted_source
          integer: claim_window
          boolean: hide_name hide_source is_primary
          jsonb: users raw
          bytea: content_hash
          uuid: sync_run_id
          text[]: unresolved_refs
        fub_sync_jobs
          bigint: id user_id fub_account_id
          timestamptz: created_at appointments_last_started_at appointments_last_finished_at calls_last_started_at calls_last_finished_at deals_last_started_at
          timestamptz: deals_last_finished_at events_last_started_at events_last_finished_at peoples_last_started_at peoples_last_finished_at
          timestamptz: text_messages_last_started_at text_messages_last_finished_at lease_until heartbeat_at next_attempt_at last_error_at dead_lettered_at
          sync_job_type: type
          sync_job_status: appointments_status calls_status deals_status events_status peoples_status text_messages_status
          text: assigned_to_worker_id lease_owner outcome last_error_code requested_by trace_id
          jsonb: error_list
          integer: attempts max_attempts
        fub_onboarding_jobs
          bigint: id user_id fub_account_id total_expected total_loaded
          timestamptz: created_at started ended appointments_last_started_at appointments_last_finished_at calls_last_started_at calls_last_finished_at
          timestamptz: deals_last_started_at deals_last_finished_at events_last_started_at events_last_finished_at peoples_last_started_at peoples_last_finished_at
          timestamptz: text_messages_last_started_at text_messages_last_finished_at lease_until heartbeat_at next_attempt_at last_error_at dead_lettered_at
          sync_job_status: status appointments_status calls_status deals_status events_status peoples_status text_messages_status
          smallint: priority
          jsonb: error_list
          text: lease_owner outcome last_error_code requested_by trace_id
          integer: attempts max_attempts
        fub_sync_state
          text: next_token strategy entity_type cursor status error_message scope_key lease_owner
          bigint: last_vendor_id id records_synced user_id account_id total_reported rows_read rows_changed
          timestamptz: created_at last_sync_at watermark_at run_started_at run_finished_at last_attempt_at next_run_at last_full_sync_at lease_until
          integer: overlap_seconds consecutive_failures
          uuid: run_id
        fub_worker_queue
          bigint: id user_id fub_user_id_ref ad_user_id fub_user_id fub_account_id
          timestamptz: created_at pickup_at finish_at run_after lease_until heartbeat_at next_attempt_at last_error_at dead_lettered_at
          text: cron_name endpoint_type dedupe_key lease_owner outcome last_error_code requested_by trace_id
          sync_job_status: process_status
          jsonb: worker_input
          smallint: priority
          integer: attempts max_attempts
        lambda_failed_records
          bigint: id worker_log_id queue_id user_id account_id
          timestamptz: created_at next_attempt_at resolved_at
          text: entity_type external_id stage error_code error_message resolved_by
          jsonb: raw
          integer: attempts
          sync_job_status: status
          uuid: replayed_run_id
        lambda_worker_logs
          bigint: id user_id queue_id account_id records_fetched records_staged records_promoted records_unchanged records_failed bytes_read
          timestamptz: created_at started_at finished_at
          text: job_id job_type worker_id host entity_type error_code error_message
          jsonb: progress_state logs
          integer: duration_ms api_calls api_429
          sync_job_status: status
        stage_appointments_fub_onboarding
          bigint: fub_user_id_raw id user_id account_id job_id promoted_id
          timestamptz: created_at vendor_updated_at next_attempt_at lease_until staged_at promoted_at expires_at
          text: entity_type external_id parent_external_id source operation error_code processing_error lease_owner promoted_table
          jsonb: raw
          bytea: content_hash
          uuid: batch_id
          staging_status: processing_status
          boolean: is_processed
          integer: attempts
        stage_text_messages_fub_onboarding
          bigint: person_id id user_id account_id job_id promoted_id
          text: phone_filter entity_type external_id parent_external_id source operation error_code processing_error lease_owner promoted_table
          timestamptz: created_at vendor_updated_at next_attempt_at lease_until staged_at promoted_at expires_at
          jsonb: raw
          bytea: content_hash
          uuid: batch_id
          staging_status: processing_status
          boolean: is_processed
          integer: attempts
        """;

    /// <summary>Table, column and type as PostgreSQL names it.</summary>
    public static IReadOnlyList<(string Table, string Column, string Type)> Columns { get; } = [.. Parse()];

    public static IReadOnlyList<string> Tables { get; } = [.. Columns.Select(static c => c.Table).Distinct()];

    private static IEnumerable<(string Table, string Column, string Type)> Parse()
    {
        string table = "";
        foreach (string line in Text.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                table = line.Trim();
                continue;
            }

            string type = line[..colon].Trim().Replace("timestamptz", "timestamp with time zone", StringComparison.Ordinal);
            foreach (string column in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                yield return (table, column, type);
            }
        }
    }
}
