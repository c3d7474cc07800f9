namespace Integrations.Persistence.Postgres.Tests;

/// <summary>The Follow Up Boss and worker tables, the reZEN tables and the core tables of the reference schema, column by column.</summary>
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

    private const string RezenText =
        """
        rezen_sync_jobs
          bigint: id user_id
          timestamptz: created_at transaction_last_started_at transaction_last_finished_at tc_last_started_at tc_last_finished_at listings_last_started_at
          timestamptz: listings_last_finished_at lu_last_started_at lu_last_finished_at network_downline_last_started_at network_downline_last_finished_at
          timestamptz: network_downline_sync_last_started_at network_downline_sync_last_finished_at equity_last_started_at equity_last_finished_at
          timestamptz: network_cap_last_started_at network_cap_last_finished_at network_frontline_last_started_at network_frontline_last_finished_at
          timestamptz: team_roster_last_started_at team_roster_last_finished_at agent_data_last_started_at agent_data_last_finished_at contributions_last_started_at
          timestamptz: contributions_last_finished_at updated_at lease_until heartbeat_at next_attempt_at last_error_at dead_lettered_at
          boolean: active tc_mismatch
          text: assigned_to_worker_id lease_owner outcome last_error_code requested_by trace_id
          jsonb: error_list tc_rezen tc_ad
          sync_job_status: transaction_status tc_status listings_status lu_status network_downline_status network_downline_sync_status equity_status network_cap_status
          sync_job_status: network_frontline_status team_roster_status agent_data_status contributions_status
          integer: attempts max_attempts
        rezen_onboarding_jobs
          bigint: id user_id account_id
          timestamptz: created_at lastupdated started ended agent_data_started agent_data_ended team_members_started team_members_ended listing_data_started
          timestamptz: listing_data_ended transaction_data_started transaction_data_ended sponsor_tree_started sponsor_tree_ended network_started network_ended
          timestamptz: network_cap_data_started network_cap_data_ended network_frontline_started network_frontline_ended contributions_started contributions_ended
          timestamptz: pending_contributions_started pending_contributions_ended contributors_started contributors_ended equity_started equity_ended
          timestamptz: pending_revshare_payments_started pending_revshare_payments_ended lease_until heartbeat_at next_attempt_at last_error_at dead_lettered_at
          sync_job_status: status
          text: name code message lease_owner outcome last_error_code requested_by trace_id
          boolean: agent_data team_members listing_data transaction_data sponsor_tree network network_cap_data network_frontline contributions pending_contributions
          boolean: contributors equity pending_revshare_payments transaction_data_loaded listing_data_loaded network_loaded contributions_loaded open_transactions
          boolean: closed_transactions terminated_transactions open_listings closed_listings terminated_listings error_members error_transactions error_listings
          boolean: error_keydata error_counts error_email
          integer: transaction_worker_id attempts max_attempts
          jsonb: result
          text[]: steps_completed failed_steps
        rezen_sync_state
          bigint: id records_synced user_id account_id total_reported rows_read rows_changed
          timestamptz: created_at last_sync_at watermark_at run_started_at run_finished_at last_attempt_at next_run_at last_full_sync_at lease_until
          text: entity_type cursor status error_message scope_key lease_owner
          integer: overlap_seconds consecutive_failures
          uuid: run_id
        rezen_webhooks_registered
          bigint: id user_id account_id
          timestamptz: created_at registered_at verified_at last_delivery_at removed_at
          text: webhook_id_raw callback_url status status_reason secret_ref
          webhook_object_type: type
          text[]: event_types
          bytea: callback_token_hash
        rezen_process_webhook
          bigint: id user_id account_id
          timestamptz: created_at received_at processed_at expires_at next_attempt_at
          webhook_object_type: type
          jsonb: data headers
          boolean: processed signature_valid
          staging_status: status
          text: event_name object_id_raw last_error
          bytea: dedupe_key
          integer: attempts
        rezen_referral_code
          bigint: id user_id agent_id
          timestamptz: created_at
          text: agent_id_raw code url status
        rezen_sync_jobs_logs
          bigint: id rezen_sync_job_id user_id records_processed
          timestamptz: created_at
          text: entity_type level message trace_id
          jsonb: data
          integer: duration_ms
        agent_rezen
          bigint: id agent_id
          timestamptz: created_at vendor_updated_at first_seen_at last_seen_at synced_at deleted_at
          text: agent_id_raw key_maker_id_raw sky_slope_id_raw sky_slope_public_id agent_status agent_type agent_account_country visibility deleted_source
          numeric(18,2): cap_amount cap_amount_paid team_cap_amount team_cap_amount_paid brokerage_cap_amount brokerage_cap_amount_paid
          boolean: capped
          date: join_date anniversary_date last_anniversary_date next_anniversary_date
          integer: size_of_network
          text[]: administrative_area_ids unresolved_refs
          jsonb: divisions raw
          bytea: content_hash
          uuid: sync_run_id
        user_rezen
          bigint: id user_id credentials_id
          timestamptz: created_at key_verified_at vendor_updated_at first_seen_at last_seen_at synced_at deleted_at
          text: agent_id_raw email first_name last_name office_id_raw office_name deleted_source
          text[]: team_id_raws unresolved_refs
          jsonb: raw
          bytea: content_hash
          uuid: sync_run_id
        stage_transactions_rezen_onboarding
          bigint: id user_id account_id job_id promoted_id
          timestamptz: created_at vendor_updated_at next_attempt_at lease_until staged_at promoted_at expires_at
          text: entity_type external_id parent_external_id source operation error_code processing_error lease_owner promoted_table lifecycle_group owner_agent_id_raw
          text: team_id_raw set_size_class
          jsonb: raw
          bytea: content_hash
          uuid: batch_id
          staging_status: processing_status
          boolean: is_processed has_detail
          integer: attempts
        stage_listings_rezen_onboarding
          bigint: id user_id account_id job_id promoted_id
          timestamptz: created_at vendor_updated_at next_attempt_at lease_until staged_at promoted_at expires_at
          text: entity_type external_id parent_external_id source operation error_code processing_error lease_owner promoted_table lifecycle_group
          text: in_contract_transaction_id_raw
          jsonb: raw
          bytea: content_hash
          uuid: batch_id
          staging_status: processing_status
          boolean: is_processed
          integer: attempts
        stage_contributions_rezen_onboarding
          bigint: id user_id account_id job_id promoted_id
          timestamptz: created_at vendor_updated_at next_attempt_at lease_until staged_at promoted_at expires_at
          text: entity_type external_id parent_external_id source operation error_code processing_error lease_owner promoted_table contributor_agent_id_raw
          text: transaction_id_raw
          jsonb: raw
          bytea: content_hash
          uuid: batch_id
          staging_status: processing_status
          boolean: is_processed
          integer: attempts
          smallint: tier
          date: period_start period_end
        stage_contributions_rezen_daily_sync
          bigint: id user_id account_id job_id promoted_id
          timestamptz: created_at vendor_updated_at next_attempt_at lease_until staged_at promoted_at expires_at
          text: entity_type external_id parent_external_id source operation error_code processing_error lease_owner promoted_table contributor_agent_id_raw
          text: transaction_id_raw
          jsonb: raw
          bytea: content_hash
          uuid: batch_id
          staging_status: processing_status
          boolean: is_processed
          integer: attempts
          smallint: tier
          date: period_start period_end
        stage_network_downline_rezen_onboarding
          bigint: id user_id account_id job_id promoted_id
          timestamptz: created_at vendor_updated_at next_attempt_at lease_until staged_at promoted_at expires_at
          text: entity_type external_id parent_external_id source operation error_code processing_error lease_owner promoted_table owner_agent_id_raw
          text: downline_agent_id_raw vendor_status
          jsonb: raw
          bytea: content_hash
          uuid: batch_id
          staging_status: processing_status
          boolean: is_processed
          integer: attempts
          smallint: tier
        stage_pending_contribution_rezen
          bigint: id user_id account_id job_id promoted_id
          timestamptz: created_at vendor_updated_at next_attempt_at lease_until staged_at promoted_at expires_at
          text: entity_type external_id parent_external_id source operation error_code processing_error lease_owner promoted_table contributor_agent_id_raw
          text: transaction_id_raw
          jsonb: raw
          bytea: content_hash
          uuid: batch_id snapshot_id
          staging_status: processing_status
          boolean: is_processed
          integer: attempts
        """;

    // agent.api_key is not carried over: secrets are in credentials. Where the reference gives no size of a number, or proposes a date, ours stands here.
    private const string CoreText =
        """
        transaction
          bigint: id listing_id address_id user_id team_id transaction_owner_agent_id team_owner_agent_id office_id
          timestamptz: created_at last_updated updated_at
          text: status transaction_type stage lifecycle_state transaction_id_raw rezen_code property_type mls_num representation team_id_raw transaction_owner_name
          text: transaction_owner_email sync_source lead_source lead_type
          date: contract_date closing_date listing_date firm_date
          numeric(18,2): sale_price list_price gross_commission net_payout
          boolean: terminated closed is_demo
          character(3): currency
        transaction_financials
          bigint: id transaction_id
          timestamptz: created_at
          numeric(18,2): gci agent_commission team_split brokerage_split fees sale_price list_price commission_amount gross_commission net_payout
          numeric(9,6): sale_commission_percent listing_commission_percent
          jsonb: deductions
        transaction_history
          bigint: id transaction_id changed_by
          timestamptz: created_at changed_at
          text: old_status new_status field_name old_value new_value
          uuid: sync_run_id
        transaction_participants
          bigint: id transaction_id user_id agent_id participant_id
          timestamptz: created_at
          text: role
          numeric(9,6): percentage
          numeric(18,2): amount_paid
        transaction_tags
          bigint: id transaction_id
          timestamptz: created_at
          text: tag
        participant
          bigint: id transaction_id listing_id agent_id address_id user_id
          timestamptz: created_at paid_at last_updated
          text: role status first_name last_name email phone company agent_id_raw participant_id_raw side
          boolean: is_real_agent paid_by_real external paid is_transaction is_listing
          numeric(9,6): commission_split
          numeric(18,2): gross_commission net_payout
        participant_paid
          bigint: id participant_id transaction_id user_id address_id
          timestamptz: created_at
          text: payment_type
          numeric(18,2): amount amount_paid
          date: date_paid
          numeric(9,6): percent
        listing
          bigint: id address_id transaction_owner_agent_id team_owner_agent_id team_id office_id user_id converted_transaction_id
          timestamptz: created_at
          text: status property_type mls_number listing_id_raw data_source
          numeric(18,2): list_price
          date: listing_date expiration_date closed_at terminated_at
          integer: days_on_market
          boolean: is_demo closed terminated
        listing_history
          bigint: id listing_id
          text: status old_status new_status
          numeric(18,2): price old_price new_price
          timestamptz: changed_at
        address
          bigint: id
          timestamptz: created_at geocoded_at
          text: one_line street street2 unit city state zip county country
          numeric(9,6): latitude longitude
          bytea: normalized_hash
        contact_log
          bigint: id user_id agent_id prospect_id fub_people_id source_id
          text: contact_type note source_table direction
          timestamptz: contacted_at
        contribution
          bigint: id user_id agent_id contributing_agent_id receiving_agent_id transaction_id tier_id
          timestamptz: created_at contribution_date
          numeric(18,2): amount
          text: contribution_type status source tier notes sync_source contribution_id_raw
          boolean: is_demo
          date: month
        contributions_pending
          bigint: id user_id agent_id contributing_agent_id receiving_agent_id transaction_id
          numeric(18,2): amount
          text: status contribution_type source transaction_type deal_type transaction_status pending_reason notes sync_source processing_error
          timestamptz: processing_date contribution_date
          date: closing_date
          integer: tier_at_contribution
          uuid: snapshot_id
        contribution_tiers
          bigint: id
          timestamptz: created_at
          text: name
          jsonb: requirements
          numeric(9,6): percentage
        contributors
          bigint: id contribution_id user_id
          numeric(9,6): percentage
          numeric(18,2): amount
        income
          bigint: id user_id agent_id transaction_id contribution_id listing_id
          timestamptz: created_at income_date
          numeric(18,2): amount
          text: income_type source status description notes sync_source income_id_raw
          smallint: period_month period_year
          boolean: is_demo
        revshare_totals
          bigint: id user_id agent_id
          numeric(18,2): total_amount ytd_amount mtd_amount
          timestamptz: last_contribution_date
          text: tier
        revshare_payment
          bigint: id user_id agent_id revshare_totals_id
          numeric(18,2): amount
          text: status payment_method payment_reference notes payment_id_raw
          timestamptz: payment_date
          date: period_start period_end
        network_hierarchy
          bigint: id ancestor_agent_id descendant_agent_id
          smallint: depth
          jsonb: path_json
        network_member
          bigint: id user_id agent_id downline_agent_id sponsoring_agent_id
          timestamptz: created_at last_updated last_contacted_date
          text: status tier contact_frequency sponsorship_type network_id_raw
          numeric(9,6): sponsor_split
          boolean: unlocking capped left_network
          date: unlocking_expiry anniversary_date broker_join_date broker_terminated_date
          integer: network_size
          numeric(18,2): cap_amount cap_amount_paid total_contribution
        network_change_log
          bigint: id user_id agent_id
          timestamptz: created_at
          text: network_id downline_agent_id_raw type value_old value_new
          integer: tier
        equity_transactions
          bigint: id user_id agent_id transaction_id
          text: transaction_type status grant_type grant_id_raw notes source sync_source transaction_id_raw
          numeric(18,6): amount price value
          timestamptz: transaction_date
          date: vesting_date expiration_date
        equity_monthly
          bigint: id user_id agent_id
          smallint: period_month period_year
          numeric(18,6): total_shares vested_shares unvested_shares total_value grants_this_period vested_this_period exercised_this_period forfeited_this_period
          timestamptz: calculated_at
          text: notes
        equity_annual
          smallint: period_year
          numeric(18,6): grants_this_year vested_this_year exercised_this_year forfeited_this_year dividends_earned
        team
          bigint: id team_owner_agent_id
          timestamptz: created_at updated_at
          text: team_name team_type team_id_raw status config_id commission_plan_id logo
          boolean: active
          integer: max_teammates max_leaders
        team_members
          bigint: id agent_id team_id
          timestamptz: created_at last_updated
          boolean: active is_leader is_director is_mentor seat
          text: status agent_id_raw avatar hosted_avatar
          date: team_join_date
          text[]: roles
          numeric(9,6): member_commission_split
          numeric(18,2): real_cap
        team_settings
          bigint: id team_id
          text: visibility collaboration_mode team_type brokerage
        agent
          bigint: id brokerage_id home_address_id team_id user_id commission_plan_id
          timestamptz: created_at updated_at
          text: display_name first_name last_name email phone agent_id_raw agent_status type title avatar source city state state_abbreviation birthdate
          date: join_date anniversary_date
          boolean: real_agent active_on_team is_demo
        agent_cap_data
          bigint: id agent_id
          numeric(18,2): team_cap team_cap_paid brokerage_cap brokerage_cap_paid annual_cap group_team_cap cap_limit cap_used
          boolean: capped unlocked
          timestamptz: capped_at next_anniversary sponsor_producing_grace_period_end deferred_cap_end_date grace_period_end
          smallint: year
          text: cap_status
          date: cap_year_start
        agent_commission
          bigint: agent_id
          numeric(9,6): leader_split member_commission_split pre_cap_real_commission_split
          numeric(18,2): pre_cap_fee post_cap_fee normal_team_lead_annual_cap
          boolean: pays_leader_split
        agent_hierarchy
          bigint: agent_id sponsor_agent_id director_id leader_id mentor_id
          boolean: is_director is_leader is_mentor needs_mentorship
          smallint: level
        """;

    /// <summary>Table, column and type as PostgreSQL names it.</summary>
    public static IReadOnlyList<(string Table, string Column, string Type)> Columns { get; } = [.. Parse(Text), .. Parse(RezenText), .. Parse(CoreText)];

    public static IReadOnlyList<string> FubTables { get; } = Names(Text);

    public static IReadOnlyList<string> RezenTables { get; } = Names(RezenText);

    public static IReadOnlyList<string> CoreTables { get; } = Names(CoreText);

    private static IReadOnlyList<string> Names(string text) => [.. Parse(text).Select(static c => c.Table).Distinct()];

    private static IEnumerable<(string Table, string Column, string Type)> Parse(string text)
    {
        string table = "";
        foreach (string line in text.Split('\n'))
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
