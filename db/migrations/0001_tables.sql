CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"actor_account_id" uuid,
	"actor_role" text NOT NULL,
	"actor_office_id" uuid,
	"act" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text,
	"person_id" uuid,
	"detail" jsonb NOT NULL,
	CONSTRAINT "audit_events_county_id_id" UNIQUE("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "hours_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"bucket" text NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" text NOT NULL,
	"county_day" date NOT NULL,
	"revision" integer NOT NULL,
	"minutes" integer NOT NULL,
	"during" "tstzmultirange",
	"reverses_id" uuid,
	"explanation" jsonb NOT NULL,
	"policy_version_id" uuid,
	"late" boolean DEFAULT false NOT NULL,
	"posted_by" uuid,
	"posted_as" text NOT NULL,
	"posted_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"depends_on_revision" integer GENERATED ALWAYS AS (case when revision < 0 then -revision when revision > 1 then 1 - revision end) STORED,
	"reversed_minutes" integer GENERATED ALWAYS AS (case when revision < 0 then -minutes end) STORED,
	CONSTRAINT "hours_entries_key" UNIQUE("county_id","person_id","source_kind","source_id","county_day","revision"),
	CONSTRAINT "hours_entries_reverses_once" UNIQUE("reverses_id"),
	CONSTRAINT "hours_entries_county_id_id" UNIQUE("county_id","id","person_id","source_kind","source_id","county_day","bucket","minutes"),
	CONSTRAINT "hours_entries_revision_sign" CHECK ("hours_entries"."revision" <> 0 and ("hours_entries"."revision" > 0) = ("hours_entries"."minutes" > 0)),
	CONSTRAINT "hours_entries_minutes_of_a_day" CHECK ("hours_entries"."minutes" between -1440 and 1440 and "hours_entries"."minutes" <> 0),
	CONSTRAINT "hours_entries_reversal_names_entry" CHECK (("hours_entries"."revision" < 0) = ("hours_entries"."reverses_id" is not null)),
	CONSTRAINT "hours_entries_bucket" CHECK (("hours_entries"."bucket" = 'public_benefit') = ("hours_entries"."source_kind" = 'public_benefit') or "hours_entries"."source_kind" in ('transfer', 'adjustment')),
	CONSTRAINT "hours_entries_online_has_instants" CHECK ("hours_entries"."source_kind" <> 'online_unit' or "hours_entries"."during" is not null),
	CONSTRAINT "hours_entries_within_wall_clock" CHECK ("hours_entries"."during" is null or abs("hours_entries"."minutes") * 60 <= seconds_of("hours_entries"."during")),
	CONSTRAINT "hours_entries_within_day" CHECK ("hours_entries"."during" is null or "hours_entries"."during" <@ tstzmultirange(tstzrange("hours_entries"."county_day"::timestamp at time zone 'Asia/Shanghai', ("hours_entries"."county_day" + 1)::timestamp at time zone 'Asia/Shanghai')))
);
--> statement-breakpoint
CREATE TABLE "hours_policy_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"pack" text NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"legal_basis" jsonb NOT NULL,
	"valid" daterange NOT NULL,
	CONSTRAINT "hours_policy_versions_county_id_id" UNIQUE("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"password_hash" text NOT NULL,
	"locale" text DEFAULT 'zh' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"password_changed_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"disabled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "login_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"appointment_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_names" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "sign_in_names_name" UNIQUE("name"),
	CONSTRAINT "sign_in_names_normalised" CHECK ("sign_in_names"."name" = lower("sign_in_names"."name") and "sign_in_names"."name" !~ '\s')
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "staff_account" UNIQUE("account_id")
);
--> statement-breakpoint
CREATE TABLE "staff_appointments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"role" text NOT NULL,
	"office_id" uuid,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "staff_appointments_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "staff_appointments_office_iff_office_role" CHECK (("staff_appointments"."role" in ('office', 'social-worker')) = ("staff_appointments"."office_id" is not null)),
	CONSTRAINT "staff_appointments_order" CHECK ("staff_appointments"."valid_to" is null or "staff_appointments"."valid_to" > "staff_appointments"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "check_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_study_id" uuid NOT NULL,
	"passage" integer NOT NULL,
	"chosen" text NOT NULL,
	"correct" boolean NOT NULL,
	"answered_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "check_answers_county_id_id" UNIQUE("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "study_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_study_id" uuid NOT NULL,
	"login_session_id" text NOT NULL,
	"nonce" text NOT NULL,
	"opened_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"last_seq" integer NOT NULL,
	"scripted" boolean NOT NULL,
	"view_passage" integer NOT NULL,
	"view_nominal_seconds" integer NOT NULL,
	"idle_limit_seconds" integer NOT NULL,
	"witnessed" "tstzmultirange" NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	CONSTRAINT "study_sessions_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "study_sessions_ended_with_reason" CHECK (("study_sessions"."ended_at" is null) = ("study_sessions"."end_reason" is null)),
	CONSTRAINT "study_sessions_within_wall_clock" CHECK ("study_sessions"."witnessed" <@ tstzmultirange(tstzrange("study_sessions"."opened_at", "study_sessions"."last_seen_at"))),
	CONSTRAINT "study_sessions_order" CHECK ("study_sessions"."last_seen_at" >= "study_sessions"."opened_at")
);
--> statement-breakpoint
CREATE TABLE "unit_studies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"module_version" text NOT NULL,
	"nominal_minutes" integer NOT NULL,
	"reading_factor" integer NOT NULL,
	"passage_count" integer NOT NULL,
	"place" integer NOT NULL,
	"opened_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"credited_minutes" integer,
	"counted_during" daterange,
	CONSTRAINT "unit_studies_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "unit_studies_nominal" CHECK ("unit_studies"."nominal_minutes" between 1 and 60),
	CONSTRAINT "unit_studies_reading_factor" CHECK ("unit_studies"."reading_factor" in (1, 2)),
	CONSTRAINT "unit_studies_place" CHECK ("unit_studies"."place" between 1 and "unit_studies"."passage_count"),
	CONSTRAINT "unit_studies_within_nominal" CHECK ("unit_studies"."credited_minutes" is null or ("unit_studies"."finished_at" is not null and "unit_studies"."credited_minutes" between 0 and "unit_studies"."nominal_minutes" * "unit_studies"."reading_factor"))
);
--> statement-breakpoint
CREATE TABLE "counties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"procuratorate_zh" text NOT NULL,
	"procuratorate_en" text NOT NULL,
	"procuratorate_phone" text NOT NULL,
	CONSTRAINT "counties_code" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "grade_periods" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"grade" text NOT NULL,
	"during" daterange NOT NULL,
	CONSTRAINT "grade_periods_county_id_id" UNIQUE("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "judicial_offices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"phone" text NOT NULL,
	CONSTRAINT "judicial_offices_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "judicial_offices_county_code" UNIQUE("county_id","code")
);
--> statement-breakpoint
CREATE TABLE "minor_record_grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"granted_by" uuid NOT NULL,
	"granted_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "minor_record_grants_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "minor_record_grants_order" CHECK ("minor_record_grants"."expires_at" > "minor_record_grants"."granted_at"),
	CONSTRAINT "minor_record_grants_reason" CHECK (length(trim("minor_record_grants"."reason")) >= 4)
);
--> statement-breakpoint
CREATE TABLE "pauses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"during" daterange NOT NULL,
	"evidence" text NOT NULL,
	"approved_by" uuid,
	CONSTRAINT "pauses_county_id_id" UNIQUE("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "supervised_persons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"office_id" uuid NOT NULL,
	"account_id" uuid,
	"register_number" text NOT NULL,
	"name" text NOT NULL,
	"sex" text NOT NULL,
	"birth_day" date NOT NULL,
	"category" text NOT NULL,
	"minors_regime" boolean NOT NULL,
	"phase" text NOT NULL,
	"offence_class" text NOT NULL,
	"schooling" text NOT NULL,
	"work" text NOT NULL,
	"local" boolean NOT NULL,
	"access_needs" text[] NOT NULL,
	"entered_on" date NOT NULL,
	"due_on" date NOT NULL,
	"left_on" date,
	"departure" text,
	"continues_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "supervised_persons_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "supervised_persons_county_number" UNIQUE("county_id","register_number"),
	CONSTRAINT "supervised_persons_number_shape" CHECK ("supervised_persons"."register_number" ~ '^[0-9]{8}$'),
	CONSTRAINT "supervised_persons_left_with_reason" CHECK (("supervised_persons"."left_on" is null) = ("supervised_persons"."departure" is null)),
	CONSTRAINT "supervised_persons_order" CHECK ("supervised_persons"."left_on" is null or "supervised_persons"."left_on" >= "supervised_persons"."entered_on")
);
--> statement-breakpoint
ALTER TABLE "hours_entries" ADD CONSTRAINT "hours_entries_person" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hours_entries" ADD CONSTRAINT "hours_entries_policy_version" FOREIGN KEY ("county_id","policy_version_id") REFERENCES "public"."hours_policy_versions"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hours_entries" ADD CONSTRAINT "hours_entries_follow_on" FOREIGN KEY ("county_id","person_id","source_kind","source_id","county_day","depends_on_revision") REFERENCES "public"."hours_entries"("county_id","person_id","source_kind","source_id","county_day","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hours_entries" ADD CONSTRAINT "hours_entries_reverses_whole" FOREIGN KEY ("county_id","reverses_id","person_id","source_kind","source_id","county_day","bucket","reversed_minutes") REFERENCES "public"."hours_entries"("county_id","id","person_id","source_kind","source_id","county_day","bucket","minutes") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hours_policy_versions" ADD CONSTRAINT "hours_policy_versions_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_sessions" ADD CONSTRAINT "login_sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_names" ADD CONSTRAINT "sign_in_names_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_appointments" ADD CONSTRAINT "staff_appointments_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_appointments" ADD CONSTRAINT "staff_appointments_office" FOREIGN KEY ("county_id","office_id") REFERENCES "public"."judicial_offices"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_answers" ADD CONSTRAINT "check_answers_unit_study" FOREIGN KEY ("county_id","unit_study_id") REFERENCES "public"."unit_studies"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_answers" ADD CONSTRAINT "check_answers_person" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_sessions" ADD CONSTRAINT "study_sessions_person" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_sessions" ADD CONSTRAINT "study_sessions_unit_study" FOREIGN KEY ("county_id","unit_study_id") REFERENCES "public"."unit_studies"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_studies" ADD CONSTRAINT "unit_studies_person" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grade_periods" ADD CONSTRAINT "grade_periods_person" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judicial_offices" ADD CONSTRAINT "judicial_offices_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minor_record_grants" ADD CONSTRAINT "minor_record_grants_person" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pauses" ADD CONSTRAINT "pauses_person" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervised_persons" ADD CONSTRAINT "supervised_persons_office" FOREIGN KEY ("county_id","office_id") REFERENCES "public"."judicial_offices"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervised_persons" ADD CONSTRAINT "supervised_persons_continues" FOREIGN KEY ("county_id","continues_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_county_at" ON "audit_events" USING btree ("county_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_county_person_at" ON "audit_events" USING btree ("county_id","person_id","at");--> statement-breakpoint
CREATE INDEX "hours_entries_county_person_day" ON "hours_entries" USING btree ("county_id","person_id","county_day");--> statement-breakpoint
CREATE INDEX "login_sessions_account" ON "login_sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sign_in_names_account" ON "sign_in_names" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "staff_appointments_county_staff" ON "staff_appointments" USING btree ("county_id","staff_id");--> statement-breakpoint
CREATE INDEX "staff_appointments_staff" ON "staff_appointments" USING btree ("staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "check_answers_right_once" ON "check_answers" USING btree ("county_id","unit_study_id","passage") WHERE correct;--> statement-breakpoint
CREATE INDEX "check_answers_county_study" ON "check_answers" USING btree ("county_id","unit_study_id");--> statement-breakpoint
CREATE UNIQUE INDEX "study_sessions_one_active" ON "study_sessions" USING btree ("county_id","person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "study_sessions_county_study" ON "study_sessions" USING btree ("county_id","unit_study_id");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_studies_one_open" ON "unit_studies" USING btree ("county_id","person_id","unit_id") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "unit_studies_county_person" ON "unit_studies" USING btree ("county_id","person_id");--> statement-breakpoint
CREATE INDEX "grade_periods_county_person" ON "grade_periods" USING btree ("county_id","person_id");--> statement-breakpoint
CREATE INDEX "minor_record_grants_account" ON "minor_record_grants" USING btree ("county_id","account_id","person_id");--> statement-breakpoint
CREATE INDEX "pauses_county_person" ON "pauses" USING btree ("county_id","person_id");--> statement-breakpoint
CREATE INDEX "supervised_persons_county_office" ON "supervised_persons" USING btree ("county_id","office_id","left_on");--> statement-breakpoint
CREATE INDEX "supervised_persons_county_account" ON "supervised_persons" USING btree ("county_id","account_id");--> statement-breakpoint
CREATE INDEX "supervised_persons_account" ON "supervised_persons" USING btree ("account_id");