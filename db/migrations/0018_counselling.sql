CREATE TABLE "counselling_appointments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"engagement_id" uuid NOT NULL,
	"during" "tstzrange" NOT NULL,
	"place" text NOT NULL,
	"outcome" text,
	"moved_to" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"booked_state" text GENERATED ALWAYS AS (case when outcome is null or outcome in ('kept', 'not-kept') then 'confirmed' end) STORED,
	CONSTRAINT "counselling_appointments_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "counselling_appointments_of_case" UNIQUE("county_id","id","case_id"),
	CONSTRAINT "counselling_appointments_engagement" UNIQUE("county_id","engagement_id"),
	CONSTRAINT "counselling_appointments_settled" CHECK (("counselling_appointments"."outcome" is null) = ("counselling_appointments"."settled_at" is null)
        and ("counselling_appointments"."outcome" is not distinct from 'moved') = ("counselling_appointments"."moved_to" is not null)),
	CONSTRAINT "counselling_appointments_version" CHECK ("counselling_appointments"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "counselling_case_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"act" text NOT NULL,
	"counsellor_id" uuid NOT NULL,
	"previous_counsellor_id" uuid,
	"reason" text,
	"outcome" text,
	"actor_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "counselling_case_changes_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "counselling_case_changes_version" UNIQUE("county_id","case_id","version"),
	CONSTRAINT "counselling_case_changes_whole" CHECK (("counselling_case_changes"."act" = 'hand-over') = ("counselling_case_changes"."reason" is not null)
        and ("counselling_case_changes"."act" = 'hand-over') = ("counselling_case_changes"."previous_counsellor_id" is not null)
        and ("counselling_case_changes"."act" = 'close') = ("counselling_case_changes"."outcome" is not null))
);
--> statement-breakpoint
CREATE TABLE "counselling_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"counsellor_id" uuid NOT NULL,
	"request_id" uuid,
	"opened_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"outcome" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "counselling_cases_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "counselling_cases_of_person" UNIQUE("county_id","id","person_id"),
	CONSTRAINT "counselling_cases_request_once" UNIQUE("county_id","request_id"),
	CONSTRAINT "counselling_cases_closed" CHECK (("counselling_cases"."closed_at" is null) = ("counselling_cases"."outcome" is null)),
	CONSTRAINT "counselling_cases_version" CHECK ("counselling_cases"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "counselling_consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"party" text NOT NULL,
	"round" integer NOT NULL,
	"act" text NOT NULL,
	"text_version" integer NOT NULL,
	"text_digest" text NOT NULL,
	"text_locale" text NOT NULL,
	"manner" text NOT NULL,
	"signed_on" date NOT NULL,
	"guardian_relation" text,
	"guardian_name" text,
	"recorded_by" uuid NOT NULL,
	"recorded_as" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "counselling_consents_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "counselling_consents_round_once" UNIQUE("county_id","person_id","party","round"),
	CONSTRAINT "counselling_consents_party" CHECK ("counselling_consents"."party" in ('person', 'guardian')),
	CONSTRAINT "counselling_consents_first_is_given" CHECK ("counselling_consents"."round" >= 1 and "counselling_consents"."act" in ('given', 'withdrawn') and ("counselling_consents"."round" > 1 or "counselling_consents"."act" = 'given')),
	CONSTRAINT "counselling_consents_guardian_whole" CHECK (num_nonnulls("counselling_consents"."guardian_relation", "counselling_consents"."guardian_name") = case when "counselling_consents"."party" = 'guardian' then 2 else 0 end),
	CONSTRAINT "counselling_consents_guardian_name" CHECK ("counselling_consents"."guardian_name" is null or char_length("counselling_consents"."guardian_name") between 1 and 40),
	CONSTRAINT "counselling_consents_manner" CHECK (("counselling_consents"."manner" = 'screen') = ("counselling_consents"."recorded_as" = 'supervised-person') and ("counselling_consents"."manner" = 'paper' or "counselling_consents"."party" = 'person'))
);
--> statement-breakpoint
CREATE TABLE "counselling_disclosures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"ground" text NOT NULL,
	"recipient" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"told_at" timestamp (3) with time zone,
	"written_by" uuid NOT NULL,
	"written_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "counselling_disclosures_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "counselling_disclosures_of_case" UNIQUE("county_id","id","case_id","person_id"),
	CONSTRAINT "counselling_disclosures_ground" CHECK ("counselling_disclosures"."ground" in ('danger-to-life', 'harm-to-minor', 'order-of-law', 'duty-of-law'))
);
--> statement-breakpoint
CREATE TABLE "counselling_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"nonce" "bytea",
	"sealed" "bytea",
	"key_id" text,
	"key_nonce" "bytea",
	"wrapped_key" "bytea",
	"saved_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_as" text,
	CONSTRAINT "counselling_drafts_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "counselling_drafts_emptied" CHECK (num_nonnulls("counselling_drafts"."nonce", "counselling_drafts"."sealed", "counselling_drafts"."key_id", "counselling_drafts"."key_nonce", "counselling_drafts"."wrapped_key")
        = case when "counselling_drafts"."ended_at" is null then 5 else 0 end and ("counselling_drafts"."ended_at" is null) = ("counselling_drafts"."ended_as" is null)),
	CONSTRAINT "counselling_drafts_version" CHECK ("counselling_drafts"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "counselling_readings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"reader_id" uuid NOT NULL,
	"reader_role" text NOT NULL,
	"capacity" text NOT NULL,
	"reason" text,
	"at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"written_in" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "counselling_readings_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "counselling_readings_of_case" UNIQUE("county_id","id","case_id","person_id"),
	CONSTRAINT "counselling_readings_capacity" CHECK ("counselling_readings"."capacity" in ('counsellor', 'supervisor') and ("counselling_readings"."capacity" = 'supervisor') = ("counselling_readings"."reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "counselling_record_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"nonce" "bytea",
	"wrapped" "bytea",
	"sealed_by" uuid NOT NULL,
	"erased_at" timestamp (3) with time zone,
	CONSTRAINT "counselling_record_keys_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "counselling_record_keys_erased" CHECK (num_nonnulls("counselling_record_keys"."nonce", "counselling_record_keys"."wrapped") = case when "counselling_record_keys"."erased_at" is null then 2 else 0 end),
	CONSTRAINT "counselling_record_keys_nonce" CHECK ("counselling_record_keys"."nonce" is null or octet_length("counselling_record_keys"."nonce") = 12)
);
--> statement-breakpoint
CREATE TABLE "counselling_records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"case_id" uuid,
	"session_id" uuid,
	"request_id" uuid,
	"disclosure_id" uuid,
	"reading_id" uuid,
	"subject_id" uuid GENERATED ALWAYS AS (coalesce(session_id, request_id, disclosure_id, reading_id)) STORED NOT NULL,
	"position" integer NOT NULL,
	"author_id" uuid NOT NULL,
	"author_role" text NOT NULL,
	"nonce" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"written_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "counselling_records_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "counselling_records_position_once" UNIQUE("county_id","subject_id","position"),
	CONSTRAINT "counselling_records_one_subject" CHECK (num_nonnulls("counselling_records"."session_id", "counselling_records"."request_id", "counselling_records"."disclosure_id", "counselling_records"."reading_id") = 1
        and ("counselling_records"."request_id" is null) = ("counselling_records"."case_id" is not null)),
	CONSTRAINT "counselling_records_position" CHECK ("counselling_records"."position" >= 1 and ("counselling_records"."position" = 1 or "counselling_records"."session_id" is not null)),
	CONSTRAINT "counselling_records_nonce" CHECK (octet_length("counselling_records"."nonce") = 12)
);
--> statement-breakpoint
CREATE TABLE "counselling_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"way" text NOT NULL,
	"reason" text,
	"wished" text NOT NULL,
	"office_id" uuid,
	"state" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_as" text NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"settled_by" uuid,
	"settled_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "counselling_requests_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "counselling_requests_of_person" UNIQUE("county_id","id","person_id"),
	CONSTRAINT "counselling_requests_way_whole" CHECK (num_nonnulls("counselling_requests"."reason", "counselling_requests"."office_id") = case when "counselling_requests"."way" = 'office' then 2 else 0 end
        and ("counselling_requests"."way" = 'person') = ("counselling_requests"."asked_as" = 'supervised-person')),
	CONSTRAINT "counselling_requests_settled" CHECK (num_nonnulls("counselling_requests"."settled_by", "counselling_requests"."settled_at") = case when "counselling_requests"."state" = 'waiting' then 0 else 2 end)
);
--> statement-breakpoint
CREATE TABLE "counselling_session_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"kind" text NOT NULL,
	"during" "tstzrange",
	"minutes" integer,
	"agreed_line" text,
	"reason" text,
	"written_by" uuid NOT NULL,
	"written_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "counselling_session_revisions_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "counselling_session_revisions_once" UNIQUE("county_id","session_id","revision"),
	CONSTRAINT "counselling_session_revisions_reason" CHECK ("counselling_session_revisions"."revision" >= 1 and ("counselling_session_revisions"."revision" = 1) = ("counselling_session_revisions"."reason" is null)),
	CONSTRAINT "counselling_session_revisions_whole" CHECK (num_nonnulls("counselling_session_revisions"."during", "counselling_session_revisions"."minutes", "counselling_session_revisions"."agreed_line")
        = case when "counselling_session_revisions"."reason" is not distinct from 'did-not-take-place' then 0 else 3 end),
	CONSTRAINT "counselling_session_revisions_minutes" CHECK ("counselling_session_revisions"."during" is null or (lower_inc("counselling_session_revisions"."during") and not upper_inc("counselling_session_revisions"."during")
        and date_trunc('minute', lower("counselling_session_revisions"."during")) = lower("counselling_session_revisions"."during") and "counselling_session_revisions"."minutes" between 1 and 240
        and upper("counselling_session_revisions"."during") - lower("counselling_session_revisions"."during") = make_interval(mins => "counselling_session_revisions"."minutes"))),
	CONSTRAINT "counselling_session_revisions_line" CHECK ("counselling_session_revisions"."agreed_line" is null or char_length("counselling_session_revisions"."agreed_line") between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "counselling_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"appointment_id" uuid,
	"signed_by" uuid NOT NULL,
	"signed_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "counselling_sessions_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "counselling_sessions_of_case" UNIQUE("county_id","id","case_id","person_id"),
	CONSTRAINT "counselling_sessions_appointment_once" UNIQUE("county_id","appointment_id")
);
--> statement-breakpoint
ALTER TABLE "staff_appointments" ADD COLUMN "supervises" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "counselling_appointments" ADD CONSTRAINT "counselling_appointments_case" FOREIGN KEY ("county_id","case_id","person_id") REFERENCES "public"."counselling_cases"("county_id","id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_appointments" ADD CONSTRAINT "counselling_appointments_time" FOREIGN KEY ("county_id","engagement_id") REFERENCES "public"."engagements"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_case_changes" ADD CONSTRAINT "counselling_case_changes_case" FOREIGN KEY ("county_id","case_id") REFERENCES "public"."counselling_cases"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_cases" ADD CONSTRAINT "counselling_cases_counsellor_id_staff_id_fk" FOREIGN KEY ("counsellor_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_cases" ADD CONSTRAINT "counselling_cases_person" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_cases" ADD CONSTRAINT "counselling_cases_request" FOREIGN KEY ("county_id","request_id","person_id") REFERENCES "public"."counselling_requests"("county_id","id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_consents" ADD CONSTRAINT "counselling_consents_person" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_disclosures" ADD CONSTRAINT "counselling_disclosures_case" FOREIGN KEY ("county_id","case_id","person_id") REFERENCES "public"."counselling_cases"("county_id","id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_drafts" ADD CONSTRAINT "counselling_drafts_case" FOREIGN KEY ("county_id","case_id","person_id") REFERENCES "public"."counselling_cases"("county_id","id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_readings" ADD CONSTRAINT "counselling_readings_case" FOREIGN KEY ("county_id","case_id","person_id") REFERENCES "public"."counselling_cases"("county_id","id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_record_keys" ADD CONSTRAINT "counselling_record_keys_record" FOREIGN KEY ("county_id","id") REFERENCES "public"."counselling_records"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_records" ADD CONSTRAINT "counselling_records_session" FOREIGN KEY ("county_id","session_id","case_id","person_id") REFERENCES "public"."counselling_sessions"("county_id","id","case_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_records" ADD CONSTRAINT "counselling_records_request" FOREIGN KEY ("county_id","request_id","person_id") REFERENCES "public"."counselling_requests"("county_id","id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_records" ADD CONSTRAINT "counselling_records_disclosure" FOREIGN KEY ("county_id","disclosure_id","case_id","person_id") REFERENCES "public"."counselling_disclosures"("county_id","id","case_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_records" ADD CONSTRAINT "counselling_records_reading" FOREIGN KEY ("county_id","reading_id","case_id","person_id") REFERENCES "public"."counselling_readings"("county_id","id","case_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_requests" ADD CONSTRAINT "counselling_requests_person" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_requests" ADD CONSTRAINT "counselling_requests_office" FOREIGN KEY ("county_id","office_id") REFERENCES "public"."judicial_offices"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_session_revisions" ADD CONSTRAINT "counselling_session_revisions_session" FOREIGN KEY ("county_id","session_id","case_id","person_id") REFERENCES "public"."counselling_sessions"("county_id","id","case_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_sessions" ADD CONSTRAINT "counselling_sessions_case" FOREIGN KEY ("county_id","case_id","person_id") REFERENCES "public"."counselling_cases"("county_id","id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling_sessions" ADD CONSTRAINT "counselling_sessions_appointment" FOREIGN KEY ("county_id","appointment_id","case_id") REFERENCES "public"."counselling_appointments"("county_id","id","case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "counselling_appointments_county_case" ON "counselling_appointments" USING btree ("county_id","case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "counselling_cases_one_open" ON "counselling_cases" USING btree ("county_id","person_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "counselling_cases_county_counsellor" ON "counselling_cases" USING btree ("county_id","counsellor_id","closed_at");--> statement-breakpoint
CREATE INDEX "counselling_disclosures_county_case" ON "counselling_disclosures" USING btree ("county_id","case_id");--> statement-breakpoint
CREATE INDEX "counselling_drafts_county_case" ON "counselling_drafts" USING btree ("county_id","case_id");--> statement-breakpoint
CREATE INDEX "counselling_drafts_county_key" ON "counselling_drafts" USING btree ("county_id","key_id");--> statement-breakpoint
CREATE INDEX "counselling_readings_county_case" ON "counselling_readings" USING btree ("county_id","case_id","at");--> statement-breakpoint
CREATE INDEX "counselling_readings_county_transaction" ON "counselling_readings" USING btree ("county_id","written_in");--> statement-breakpoint
CREATE INDEX "counselling_record_keys_county_key" ON "counselling_record_keys" USING btree ("county_id","key_id");--> statement-breakpoint
CREATE INDEX "counselling_records_county_person" ON "counselling_records" USING btree ("county_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "counselling_requests_one_waiting" ON "counselling_requests" USING btree ("county_id","person_id","way") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "counselling_requests_county_state" ON "counselling_requests" USING btree ("county_id","state","asked_at");--> statement-breakpoint
CREATE INDEX "counselling_sessions_county_case" ON "counselling_sessions" USING btree ("county_id","case_id");--> statement-breakpoint
CREATE INDEX "counselling_sessions_county_person" ON "counselling_sessions" USING btree ("county_id","person_id");--> statement-breakpoint
ALTER TABLE "staff_appointments" ADD CONSTRAINT "staff_appointments_supervises" CHECK (not "staff_appointments"."supervises" or "staff_appointments"."role" = 'counsellor');--> statement-breakpoint
-- From here on written by hand. An appointment that is on, or was, has its time in the calendar. Looked at when the
-- transaction ends, so that the two may change in either order.
alter table counselling_appointments add constraint counselling_appointments_booked foreign key (county_id, engagement_id, booked_state)
  references engagements (county_id, id, state) deferrable initially deferred;
--> statement-breakpoint
alter table counselling_appointments add constraint counselling_appointments_moved_to foreign key (county_id, moved_to)
  references counselling_appointments (county_id, id) deferrable initially deferred;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['counselling_consents', 'counselling_case_changes', 'counselling_sessions', 'counselling_session_revisions',
    'counselling_readings', 'counselling_records']
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', name || '_append_only', name);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', name || '_no_truncate', name);
  end loop;
  foreach name in array array['counselling_consents', 'counselling_requests', 'counselling_cases', 'counselling_case_changes',
    'counselling_appointments', 'counselling_drafts', 'counselling_sessions', 'counselling_session_revisions', 'counselling_readings',
    'counselling_disclosures', 'counselling_records', 'counselling_record_keys']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_works on %I for all to %I using (true) with check (true)', name, current_user);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert on counselling_consents, counselling_requests, counselling_cases, counselling_case_changes, counselling_appointments,
  counselling_drafts, counselling_sessions, counselling_session_revisions, counselling_readings, counselling_disclosures,
  counselling_records, counselling_record_keys to qicheng_app;
--> statement-breakpoint
grant update (state, settled_by, settled_at, version) on counselling_requests to qicheng_app;
--> statement-breakpoint
grant update (version, closed_at, outcome) on counselling_cases to qicheng_app;
--> statement-breakpoint
grant update (outcome, moved_to, version, settled_at) on counselling_appointments to qicheng_app;
--> statement-breakpoint
grant update (version, nonce, sealed, key_id, key_nonce, wrapped_key, saved_at, ended_at, ended_as) on counselling_drafts to qicheng_app;
--> statement-breakpoint
grant update (told_at) on counselling_disclosures to qicheng_app;
--> statement-breakpoint
grant update (supervises) on staff_appointments to qicheng_app;
--> statement-breakpoint
-- Doors. Whether the actor supervises the county's counsellors today.
create function door_counselling_supervisor() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select app_role() = 'counsellor' and exists (
    select 1 from staff f join staff_appointments t on t.staff_id = f.id
    where f.account_id = app_account() and t.county_id = app_county() and t.role = 'counsellor' and t.supervises
      and t.valid_from <= (app_now() at time zone 'Asia/Shanghai')::date
      and (t.valid_to is null or t.valid_to > (app_now() at time zone 'Asia/Shanghai')::date))
$$;
--> statement-breakpoint
-- Whether a person's consent stands: their own last word, and for the minors' regime the guardian's too.
create function door_counselling_consent(of_person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select app_role() in ('counsellor', 'supervised-person')
    and coalesce((select c.act = 'given' from counselling_consents c
      where c.county_id = app_county() and c.person_id = of_person and c.party = 'person' order by c.round desc limit 1), false)
    and (coalesce((select not p.minors_regime from supervised_persons p where p.county_id = app_county() and p.id = of_person), false)
      or coalesce((select c.act = 'given' from counselling_consents c
        where c.county_id = app_county() and c.person_id = of_person and c.party = 'guardian' order by c.round desc limit 1), false))
$$;
--> statement-breakpoint
create function door_counselling_on_register(of_person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from supervised_persons p where p.county_id = app_county() and p.id = of_person
    and (p.left_on is null or p.left_on > (app_now() at time zone 'Asia/Shanghai')::date))
$$;
--> statement-breakpoint
-- One person on the register, for a counsellor who can say both their number and their name.
create function door_counselling_person(of_number text, of_name text) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id from supervised_persons p
  where app_role() = 'counsellor' and p.county_id = app_county() and p.register_number = of_number and p.name = of_name
    and (p.left_on is null or p.left_on > (app_now() at time zone 'Asia/Shanghai')::date)
$$;
--> statement-breakpoint
-- Whom a counsellor's cases are about (a supervisor: the county's): the name and what is needed to meet. Nothing else of the
-- register opens to counsellors.
create function door_counselling_faces()
returns table (case_id uuid, person_id uuid, name text, register_number text, minors_regime boolean, office_zh text, office_en text, left_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, p.id, p.name, p.register_number, p.minors_regime, o.name_zh, o.name_en, p.left_on
  from counselling_cases c
  join supervised_persons p on p.county_id = c.county_id and p.id = c.person_id
  join judicial_offices o on o.county_id = p.county_id and o.id = p.office_id
  where c.county_id = app_county() and app_role() = 'counsellor'
    and (c.counsellor_id = door_own_staff() or door_counselling_supervisor())
$$;
--> statement-breakpoint
-- Who waits for a counsellor: no names before somebody takes it.
create function door_counselling_waiting()
returns table (request_id uuid, minors_regime boolean, consented boolean, office_zh text, office_en text)
language sql stable security definer set search_path = public, pg_temp as $$
  select q.id, p.minors_regime, door_counselling_consent(p.id), o.name_zh, o.name_en
  from counselling_requests q
  join supervised_persons p on p.county_id = q.county_id and p.id = q.person_id
  join judicial_offices o on o.county_id = p.county_id and o.id = p.office_id
  where q.county_id = app_county() and app_role() = 'counsellor' and q.state = 'waiting'
    and (p.left_on is null or p.left_on > (app_now() at time zone 'Asia/Shanghai')::date)
$$;
--> statement-breakpoint
-- The whole of what an office sees of its person's counselling: the day, how, how long, the agreed line.
create function door_counselling_outline(of_person uuid)
returns table (day date, kind text, minutes integer, agreed_line text)
language sql stable security definer set search_path = public, pg_temp as $$
  select (lower(r.during) at time zone 'Asia/Shanghai')::date, r.kind, r.minutes, r.agreed_line
  from counselling_session_revisions r
  join supervised_persons p on p.county_id = r.county_id and p.id = r.person_id
  where r.county_id = app_county() and r.person_id = of_person and r.during is not null
    and app_role() in ('office', 'social-worker') and p.office_id = app_office() and p.departure is distinct from 'transferred'
    and (not p.minors_regime or exists (select 1 from minor_record_grants g where g.county_id = p.county_id and g.person_id = p.id
      and g.account_id = app_account() and g.revoked_at is null and g.expires_at > app_now()))
    and not exists (select 1 from counselling_session_revisions l where l.county_id = r.county_id and l.session_id = r.session_id
      and l.revision > r.revision)
  order by lower(r.during) desc
$$;
--> statement-breakpoint
-- What an office knows of its referrals: when and why. Not what became of them.
create function door_counselling_referred(of_person uuid)
returns table (asked_at timestamptz, reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select q.asked_at, q.reason from counselling_requests q
  join supervised_persons p on p.county_id = q.county_id and p.id = q.person_id
  where q.county_id = app_county() and q.person_id = of_person and q.way = 'office' and q.office_id = app_office()
    and app_role() in ('office', 'social-worker') and p.office_id = app_office() and p.departure is distinct from 'transferred'
    and (not p.minors_regime or exists (select 1 from minor_record_grants g where g.county_id = p.county_id and g.person_id = p.id
      and g.account_id = app_account() and g.revoked_at is null and g.expires_at > app_now()))
  order by q.asked_at desc
$$;
--> statement-breakpoint
-- Accounts to tell. A counsellor: of people who have to do with counselling. A person: of the county's counsellors of today.
create function door_counselling_accounts() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select p.account_id from supervised_persons p
  where app_role() = 'counsellor' and p.county_id = app_county() and p.account_id is not null and (
    exists (select 1 from counselling_cases c where c.county_id = p.county_id and c.person_id = p.id)
    or exists (select 1 from counselling_requests q where q.county_id = p.county_id and q.person_id = p.id)
    or exists (select 1 from counselling_consents n where n.county_id = p.county_id and n.person_id = p.id))
  union all
  select f.account_id from staff f join staff_appointments t on t.staff_id = f.id
  where app_role() = 'supervised-person' and t.county_id = app_county() and t.role = 'counsellor'
    and t.valid_from <= (app_now() at time zone 'Asia/Shanghai')::date
    and (t.valid_to is null or t.valid_to > (app_now() at time zone 'Asia/Shanghai')::date)
$$;
--> statement-breakpoint
-- Whom one event of a person's counselling concerns: the person, and the counsellor of their open case.
create function door_counselling_parties(of_person uuid)
returns table (person_account uuid, counsellor_account uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.account_id, f.account_id from supervised_persons p
  left join counselling_cases c on c.county_id = p.county_id and c.person_id = p.id and c.closed_at is null
  left join staff f on f.id = c.counsellor_id
  where p.county_id = app_county() and p.id = of_person
    and (app_role() = 'counsellor' or (app_role() = 'supervised-person' and p.id = app_person()))
    and (c.id is not null or exists (select 1 from counselling_consents n where n.county_id = p.county_id and n.person_id = p.id)
      or exists (select 1 from counselling_requests q where q.county_id = p.county_id and q.person_id = p.id))
$$;
--> statement-breakpoint
-- Handing over: the case's counsellor or the supervisor gives an open case to another counsellor of today. From that instant
-- it is no longer in the first one's sight, so the row and its history are written here, or neither. The new version.
create function door_hand_over_case(of_case uuid, to_staff uuid, why text, seen_version integer, change uuid) returns integer
language sql volatile security definer set search_path = public, pg_temp as $$
  with before as (
    select c.id, c.county_id, c.counsellor_id from counselling_cases c
    where c.county_id = app_county() and c.id = of_case and c.version = seen_version and c.closed_at is null
      and app_role() = 'counsellor' and (c.counsellor_id = door_own_staff() or door_counselling_supervisor())
      and c.counsellor_id <> to_staff
      and exists (select 1 from staff_appointments t where t.staff_id = to_staff and t.county_id = c.county_id and t.role = 'counsellor'
        and t.valid_from <= (app_now() at time zone 'Asia/Shanghai')::date
        and (t.valid_to is null or t.valid_to > (app_now() at time zone 'Asia/Shanghai')::date))
    for update),
  moved as (
    update counselling_cases c set counsellor_id = to_staff, version = c.version + 1 from before b
    where c.county_id = b.county_id and c.id = b.id returning c.version, c.county_id, c.id, b.counsellor_id as previous),
  told as (
    insert into counselling_case_changes (id, county_id, case_id, version, act, counsellor_id, previous_counsellor_id, reason, actor_id, at)
    select change, m.county_id, m.id, m.version, 'hand-over', to_staff, m.previous, why, app_account(), app_now() from moved m)
  select version from moved
$$;
--> statement-breakpoint
-- After a hand-over: what was arranged with the first counsellor is off, and their time is free.
create function door_release_handed_over(of_case uuid) returns integer
language sql volatile security definer set search_path = public, pg_temp as $$
  with gone as (
    update counselling_appointments a set outcome = 'cancelled', settled_at = app_now(), version = a.version + 1
    where a.county_id = app_county() and a.case_id = of_case and a.outcome is null and app_role() = 'counsellor'
      and exists (select 1 from counselling_case_changes h where h.county_id = a.county_id and h.case_id = a.case_id
        and h.act = 'hand-over' and h.actor_id = app_account() and h.at >= a.made_at)
    returning a.county_id, a.engagement_id),
  freed as (
    update engagements e set state = 'released', ended_at = app_now(), version = e.version + 1 from gone g
    where e.county_id = g.county_id and e.id = g.engagement_id and e.state = 'confirmed' returning 1)
  select count(*)::integer from gone
$$;
--> statement-breakpoint
-- A person calls their own appointment off; the counsellor's time is free again, or neither. The new version.
create function door_cancel_own_appointment(of_appointment uuid, seen_version integer) returns integer
language sql volatile security definer set search_path = public, pg_temp as $$
  with gone as (
    update counselling_appointments a set outcome = 'cancelled', settled_at = app_now(), version = a.version + 1
    where a.county_id = app_county() and a.id = of_appointment and a.version = seen_version and a.outcome is null
      and app_role() = 'supervised-person' and a.person_id = app_person() and lower(a.during) > app_now()
    returning a.county_id, a.engagement_id, a.version),
  freed as (
    update engagements e set state = 'released', ended_at = app_now(), version = e.version + 1 from gone g
    where e.county_id = g.county_id and e.id = g.engagement_id and e.state = 'confirmed' returning 1)
  select version from gone
$$;
--> statement-breakpoint
-- A person who has withdrawn asks for erasure at once (个人信息保护法 47): the keys of what was kept by their consent go.
create function door_erase_own_counselling() returns integer
language sql volatile security definer set search_path = public, pg_temp as $$
  with mine as (
    select app_county() as county, app_person() as person
    where app_role() = 'supervised-person' and coalesce((select c.act = 'withdrawn' from counselling_consents c
      where c.county_id = app_county() and c.person_id = app_person() and c.party = 'person' order by c.round desc limit 1), false)),
  keys as (
    update counselling_record_keys k set nonce = null, wrapped = null, erased_at = app_now()
    from counselling_records r, mine m
    where r.county_id = k.county_id and r.id = k.id and k.erased_at is null and r.disclosure_id is null
      and r.county_id = m.county and r.person_id = m.person returning 1),
  drafts as (
    update counselling_drafts d set nonce = null, sealed = null, key_id = null, key_nonce = null, wrapped_key = null,
      ended_at = app_now(), ended_as = 'erased', version = d.version + 1
    from mine m where d.county_id = m.county and d.person_id = m.person and d.ended_at is null returning 1)
  select ((select count(*) from keys) + (select count(*) from drafts))::integer
$$;
--> statement-breakpoint
-- The number of a party's next word on consent: a counsellor who enters a paper may not see the earlier ones.
create function door_counselling_round(of_person uuid, of_party text) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(max(c.round), 0) + 1 from counselling_consents c
  where app_role() in ('counsellor', 'supervised-person') and c.county_id = app_county() and c.person_id = of_person and c.party = of_party
$$;
--> statement-breakpoint
-- Which case one's own draft belongs to, also while withdrawn consent keeps the draft itself shut.
create function door_counselling_own_draft(of_draft uuid) returns table (case_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.case_id from counselling_drafts d
  where app_role() = 'counsellor' and d.county_id = app_county() and d.id = of_draft and d.author_id = app_account()
$$;
--> statement-breakpoint
-- How many records a session of one's own case has, and one: the place of the next amendment. Nothing of what they are.
create function door_counselling_next_position(of_session uuid) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(max(r.position), 0) + 1 from counselling_records r
  join counselling_cases c on c.county_id = r.county_id and c.id = r.case_id
  where app_role() = 'counsellor' and r.county_id = app_county() and r.session_id = of_session and c.counsellor_id = door_own_staff()
$$;
--> statement-breakpoint
-- Whether a line of the ledger is one that a counsellor recorded: what an office or the bureau has decided is not theirs to
-- undo (社矫法 10). A policy that asked the ledger itself would go round in a circle.
create function door_counselling_line(of_entry uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from hours_entries e where e.county_id = app_county() and e.id = of_entry
    and e.source_kind = 'counselling' and e.posted_as = 'counsellor')
$$;
--> statement-breakpoint
revoke execute on function door_counselling_supervisor(), door_counselling_consent(uuid), door_counselling_on_register(uuid),
  door_counselling_person(text, text), door_counselling_faces(), door_counselling_waiting(), door_counselling_outline(uuid),
  door_counselling_referred(uuid), door_counselling_accounts(), door_counselling_parties(uuid),
  door_hand_over_case(uuid, uuid, text, integer, uuid), door_release_handed_over(uuid), door_cancel_own_appointment(uuid, integer),
  door_erase_own_counselling(), door_counselling_round(uuid, text), door_counselling_own_draft(uuid),
  door_counselling_next_position(uuid), door_counselling_line(uuid) from public;
--> statement-breakpoint
grant execute on function door_counselling_supervisor(), door_counselling_consent(uuid), door_counselling_on_register(uuid),
  door_counselling_person(text, text), door_counselling_faces(), door_counselling_waiting(), door_counselling_outline(uuid),
  door_counselling_referred(uuid), door_counselling_accounts(), door_counselling_parties(uuid),
  door_hand_over_case(uuid, uuid, text, integer, uuid), door_release_handed_over(uuid), door_cancel_own_appointment(uuid, integer),
  door_erase_own_counselling(), door_counselling_round(uuid, text), door_counselling_own_draft(uuid),
  door_counselling_next_position(uuid), door_counselling_line(uuid) to qicheng_app;
--> statement-breakpoint
-- Cases: the counsellor's own, the supervisor's county, the person's own. Office, bureau and everybody else: none, of this
-- table and of every one that hangs on it. Nothing opens without a standing consent.
create policy cases_in_scope on counselling_cases for select to qicheng_app using (
  county_id = (select app_county()) and (
    person_id = (select app_person())
    or ((select app_role()) = 'counsellor' and counsellor_id = (select door_own_staff()))
    or (select door_counselling_supervisor())));
--> statement-breakpoint
create policy cases_opened on counselling_cases for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'counsellor' and counsellor_id = (select door_own_staff())
  and version = 1 and closed_at is null and door_counselling_consent(person_id) and door_counselling_on_register(person_id));
--> statement-breakpoint
create policy cases_closed on counselling_cases for update to qicheng_app
  using (county_id = (select app_county()) and (select app_role()) = 'counsellor' and counsellor_id = (select door_own_staff())
    and closed_at is null)
  with check (county_id = (select app_county()) and counsellor_id = (select door_own_staff()) and closed_at is not null);
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['counselling_case_changes', 'counselling_appointments', 'counselling_sessions',
    'counselling_session_revisions', 'counselling_readings']
  loop
    execute format('create policy of_cases_in_scope on %I for select to qicheng_app using (
      county_id = (select app_county()) and case_id in (select c.id from counselling_cases c))', name);
  end loop;
end $$;
--> statement-breakpoint
create policy changes_of_own_cases on counselling_case_changes for insert to qicheng_app with check (
  county_id = (select app_county()) and actor_id = (select app_account()) and act in ('open', 'close')
  and case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff()) and c.version = counselling_case_changes.version));
--> statement-breakpoint
create policy appointments_made on counselling_appointments for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'counsellor' and version = 1 and outcome is null
  and door_counselling_consent(person_id) and door_counselling_on_register(person_id)
  and case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff()) and c.closed_at is null)
  and engagement_id in (select e.id from engagements e where e.kind = 'counselling' and e.staff_id = (select door_own_staff())
    and e.during = counselling_appointments.during));
--> statement-breakpoint
create policy appointments_settled on counselling_appointments for update to qicheng_app
  using (county_id = (select app_county()) and (select app_role()) = 'counsellor' and outcome is null
    and case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff())))
  with check (county_id = (select app_county()) and outcome is not null
    and case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff())));
--> statement-breakpoint
create policy sessions_signed on counselling_sessions for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'counsellor' and signed_by = (select app_account())
  and door_counselling_consent(person_id)
  and case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff()) and c.closed_at is null));
--> statement-breakpoint
create policy revisions_written on counselling_session_revisions for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'counsellor' and written_by = (select app_account())
  and case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff())));
--> statement-breakpoint
-- A reading comes before what is read. With withdrawn consent nobody opens anything, the counsellor included.
create policy readings_written on counselling_readings for insert to qicheng_app with check (
  county_id = (select app_county()) and reader_id = (select app_account()) and reader_role = (select app_role())
  and (select app_role()) = 'counsellor' and written_in = pg_current_xact_id() and door_counselling_consent(person_id)
  and ((capacity = 'counsellor' and case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff())))
    or (capacity = 'supervisor' and (select door_counselling_supervisor())
      and case_id in (select c.id from counselling_cases c where c.counsellor_id <> (select door_own_staff())))));
--> statement-breakpoint
-- Sealed records: handed out only to the transaction that wrote a reading of the same subject, of the same case. Beside that,
-- a person's own words to the person, and why somebody read to the reader and the case's counsellor.
create policy sealed_with_reading on counselling_records for select to qicheng_app using (
  county_id = (select app_county()) and (
    (request_id is not null and person_id = (select app_person()))
    or ((select app_role()) = 'counsellor' and reading_id is not null and (author_id = (select app_account())
      or case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff()))))
    or exists (select 1 from counselling_readings r
      where r.county_id = counselling_records.county_id and r.subject_id = counselling_records.subject_id
        and r.person_id = counselling_records.person_id and r.reader_id = (select app_account())
        and r.written_in = pg_current_xact_id()
        and (r.case_id = counselling_records.case_id or (counselling_records.request_id is not null
          and counselling_records.request_id in (select c.request_id from counselling_cases c where c.id = r.case_id))))));
--> statement-breakpoint
create policy sealed_written on counselling_records for insert to qicheng_app with check (
  county_id = (select app_county()) and author_id = (select app_account()) and author_role = (select app_role()) and (
    ((select app_role()) = 'supervised-person' and person_id = (select app_person())
      and request_id in (select q.id from counselling_requests q where q.way = 'person' and q.asked_by = (select app_account())))
    or ((select app_role()) = 'counsellor' and session_id is not null and door_counselling_consent(person_id)
      and case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff())))
    or ((select app_role()) = 'counsellor' and disclosure_id in (select d.id from counselling_disclosures d where d.written_by = (select app_account())))
    or ((select app_role()) = 'counsellor' and reading_id in (select r.id from counselling_readings r where r.reader_id = (select app_account())
      and r.capacity = 'supervisor'))));
--> statement-breakpoint
create policy keys_of_records_in_sight on counselling_record_keys for select to qicheng_app using (
  county_id = (select app_county()) and id in (select r.id from counselling_records r));
--> statement-breakpoint
create policy keys_of_own_records on counselling_record_keys for insert to qicheng_app with check (
  county_id = (select app_county()) and sealed_by = (select app_account()) and erased_at is null
  and (select app_role()) in ('counsellor', 'supervised-person'));
--> statement-breakpoint
-- A draft is its author's while the case is theirs and the consent stands.
create policy own_drafts on counselling_drafts for select to qicheng_app using (
  county_id = (select app_county()) and author_id = (select app_account()) and (select app_role()) = 'counsellor'
  and door_counselling_consent(person_id)
  and case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff())));
--> statement-breakpoint
create policy own_drafts_begun on counselling_drafts for insert to qicheng_app with check (
  county_id = (select app_county()) and author_id = (select app_account()) and (select app_role()) = 'counsellor' and version = 1
  and ended_at is null and door_counselling_consent(person_id)
  and case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff()) and c.closed_at is null));
--> statement-breakpoint
create policy own_drafts_saved on counselling_drafts for update to qicheng_app
  using (county_id = (select app_county()) and author_id = (select app_account()) and ended_at is null
    and case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff())))
  with check (county_id = (select app_county()) and author_id = (select app_account())
    and (ended_at is not null or door_counselling_consent(person_id)));
--> statement-breakpoint
-- What was told outside: on record whether or not the consent still stands; the person sees it from when they were told.
create policy disclosures_in_scope on counselling_disclosures for select to qicheng_app using (
  county_id = (select app_county()) and (
    ((select app_role()) = 'counsellor' and case_id in (select c.id from counselling_cases c))
    or (person_id = (select app_person()) and told_at is not null)));
--> statement-breakpoint
create policy disclosures_written on counselling_disclosures for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'counsellor' and written_by = (select app_account())
  and case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff())));
--> statement-breakpoint
create policy disclosures_told on counselling_disclosures for update to qicheng_app
  using (county_id = (select app_county()) and (select app_role()) = 'counsellor' and told_at is null
    and case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff())))
  with check (county_id = (select app_county()) and told_at is not null);
--> statement-breakpoint
-- Consents: the person's own, and those of people whom a counsellor has a case of. Given and withdrawn by the person on
-- their screen; a paper is entered by a counsellor for somebody on the register.
create policy consents_in_scope on counselling_consents for select to qicheng_app using (
  county_id = (select app_county()) and (
    person_id = (select app_person()) or recorded_by = (select app_account())
    or person_id in (select c.person_id from counselling_cases c)));
--> statement-breakpoint
create policy consents_recorded on counselling_consents for insert to qicheng_app with check (
  county_id = (select app_county()) and recorded_by = (select app_account()) and recorded_as = (select app_role()) and (
    ((select app_role()) = 'supervised-person' and person_id = (select app_person()) and party = 'person')
    or ((select app_role()) = 'counsellor' and (door_counselling_on_register(person_id) or act = 'withdrawn'))));
--> statement-breakpoint
-- Requests: the person's own, of both ways; for counsellors those that wait and those of their cases. An office writes its
-- referral and hears no more of it (door_counselling_referred).
create policy requests_in_scope on counselling_requests for select to qicheng_app using (
  county_id = (select app_county()) and (
    person_id = (select app_person())
    or ((select app_role()) = 'counsellor' and (state = 'waiting' or settled_by = (select app_account())
      or id in (select c.request_id from counselling_cases c)))));
--> statement-breakpoint
create policy requests_asked on counselling_requests for insert to qicheng_app with check (
  county_id = (select app_county()) and asked_by = (select app_account()) and asked_as = (select app_role()) and state = 'waiting'
  and version = 1 and (
    ((select app_role()) = 'supervised-person' and way = 'person' and person_id = (select app_person()) and door_counselling_on_register(person_id))
    or ((select app_role()) in ('office', 'social-worker') and way = 'office' and office_id = (select app_office())
      and person_id in (select p.id from supervised_persons p where p.left_on is null))));
--> statement-breakpoint
create policy requests_settled on counselling_requests for update to qicheng_app
  using (county_id = (select app_county()) and state = 'waiting'
    and (person_id = (select app_person()) or (select app_role()) = 'counsellor'))
  with check (county_id = (select app_county()) and settled_by = (select app_account()) and (
    (person_id = (select app_person()) and state = 'withdrawn')
    or ((select app_role()) = 'counsellor' and state = 'set-aside')
    or ((select app_role()) = 'counsellor' and state = 'taken' and id in (select c.request_id from counselling_cases c
      where c.counsellor_id = (select door_own_staff())))));
--> statement-breakpoint
-- Telling of it: counsellors people, people counsellors. Codes of this room alone.
create policy telling_of_counselling on notices for insert to qicheng_app with check (
  county_id = (select app_county()) and read_at is null and code like 'counselling-%'
  and (select app_role()) in ('counsellor', 'supervised-person') and account_id in (select door_counselling_accounts()));
--> statement-breakpoint
-- The ledger: a counsellor sees and adds lines of sessions of their own cases, never beyond the session's own time, and
-- takes back only what a counsellor recorded.
create policy own_counselling_lines on hours_entries for select to qicheng_app using (
  county_id = (select app_county()) and (select app_role()) = 'counsellor' and source_kind = 'counselling'
  and source_id in (select s.id::text from counselling_sessions s
    where s.case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff()))));
--> statement-breakpoint
create policy posting_counselling on hours_entries for insert to qicheng_app with check (
  county_id = (select app_county()) and posted_by = (select app_account()) and posted_as = (select app_role())
  and (select app_role()) = 'counsellor' and source_kind = 'counselling' and (
    (revision < 0 and door_counselling_line(reverses_id)
      and (source_id, person_id) in (select s.id::text, s.person_id from counselling_sessions s
        where s.case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff()))))
    or (revision > 0 and exists (select 1 from counselling_session_revisions r
      where r.session_id::text = hours_entries.source_id and r.person_id = hours_entries.person_id
        and r.case_id in (select c.id from counselling_cases c where c.counsellor_id = (select door_own_staff()))
        and hours_entries.during <@ tstzmultirange(r.during)
        and not exists (select 1 from counselling_session_revisions l where l.session_id = r.session_id and l.revision > r.revision)))));
