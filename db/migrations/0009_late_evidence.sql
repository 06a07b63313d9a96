CREATE TABLE "late_evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_study_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"outcome" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"device_from" timestamp (3) with time zone NOT NULL,
	"device_until" timestamp (3) with time zone NOT NULL,
	"arrived_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"claimed_seconds" integer NOT NULL,
	"closed_seconds" integer NOT NULL,
	"counted" "tstzmultirange" NOT NULL,
	"passage" integer,
	"chosen" text,
	CONSTRAINT "late_evidence_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "late_evidence_item_once" UNIQUE("county_id","person_id","item_id"),
	CONSTRAINT "late_evidence_within_lease" CHECK ("late_evidence"."counted" <@ tstzmultirange(tstzrange("late_evidence"."issued_at", "late_evidence"."arrived_at"))),
	CONSTRAINT "late_evidence_device_clamped" CHECK ("late_evidence"."issued_at" <= "late_evidence"."device_from" and "late_evidence"."device_from" <= "late_evidence"."device_until" and "late_evidence"."device_until" <= "late_evidence"."arrived_at"),
	CONSTRAINT "late_evidence_month_open" CHECK ("late_evidence"."counted" <@ tstzmultirange(tstzrange(date_trunc('month', ("late_evidence"."arrived_at" at time zone 'Asia/Shanghai') - interval '5 days') at time zone 'Asia/Shanghai', null))),
	CONSTRAINT "late_evidence_within_claim" CHECK ("late_evidence"."closed_seconds" between 0 and "late_evidence"."claimed_seconds" and floor(seconds_of("late_evidence"."counted")) <= "late_evidence"."claimed_seconds"),
	CONSTRAINT "late_evidence_kind" CHECK (("late_evidence"."kind" = 'check') = ("late_evidence"."passage" is not null) and ("late_evidence"."kind" = 'check') = ("late_evidence"."chosen" is not null) and ("late_evidence"."kind" = 'check') = ("late_evidence"."outcome" in ('right', 'wrong')) and ("late_evidence"."kind" = 'time' or "late_evidence"."claimed_seconds" = 0)),
	CONSTRAINT "late_evidence_chosen_short" CHECK (char_length("late_evidence"."chosen") <= 40)
);
--> statement-breakpoint
ALTER TABLE "study_sessions" DROP CONSTRAINT "study_sessions_within_wall_clock";--> statement-breakpoint
ALTER TABLE "study_sessions" ADD COLUMN "late_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "late_evidence" ADD CONSTRAINT "late_evidence_person" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_evidence" ADD CONSTRAINT "late_evidence_unit_study" FOREIGN KEY ("county_id","unit_study_id") REFERENCES "public"."unit_studies"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_evidence" ADD CONSTRAINT "late_evidence_session" FOREIGN KEY ("county_id","session_id") REFERENCES "public"."study_sessions"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "late_evidence_county_study" ON "late_evidence" USING btree ("county_id","unit_study_id");--> statement-breakpoint
CREATE INDEX "study_sessions_county_person" ON "study_sessions" USING btree ("county_id","person_id");--> statement-breakpoint
ALTER TABLE "study_sessions" ADD CONSTRAINT "study_sessions_within_wall_clock" CHECK ("study_sessions"."witnessed" <@ tstzmultirange(tstzrange("study_sessions"."opened_at", greatest("study_sessions"."last_seen_at", "study_sessions"."late_until"))));
--> statement-breakpoint
-- Written by hand from here. Late evidence is judged once and never changed.
alter table late_evidence add constraint late_evidence_counted_once
  exclude using gist (person_id with =, counted with &&) where (not isempty(counted));
--> statement-breakpoint
grant select, insert on late_evidence to qicheng_app;
--> statement-breakpoint
create trigger late_evidence_append_only before update or delete on late_evidence for each row execute function refuse_change();
--> statement-breakpoint
create trigger late_evidence_no_truncate before truncate on late_evidence for each statement execute function refuse_change();
--> statement-breakpoint
alter table late_evidence enable row level security;
--> statement-breakpoint
alter table late_evidence force row level security;
--> statement-breakpoint
do $$
begin
  execute format('create policy owner_works on late_evidence for all to %I using (true) with check (true)', current_user);
end $$;
--> statement-breakpoint
create policy of_persons_in_scope on late_evidence for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
-- Added by the person alone, on a session of their own as it was opened, not before it arrives, and never over what the
-- server witnessed of them on any device.
create policy own_late_evidence on late_evidence for insert to qicheng_app with check (
  county_id = (select app_county()) and person_id = (select app_person()) and arrived_at <= app_now()
  and exists (select 1 from study_sessions s where s.county_id = (select app_county()) and s.id = session_id
    and s.person_id = (select app_person()) and s.unit_study_id = late_evidence.unit_study_id and s.opened_at = issued_at)
  and not exists (select 1 from study_sessions s where s.county_id = (select app_county())
    and s.person_id = (select app_person()) and s.witnessed && counted));
