ALTER TABLE "study_sessions" ADD COLUMN "lease_id" uuid;--> statement-breakpoint
ALTER TABLE "study_sessions" ADD CONSTRAINT "study_sessions_as_lease" UNIQUE("county_id","id","person_id","opened_at");--> statement-breakpoint
ALTER TABLE "study_sessions" ADD CONSTRAINT "study_sessions_lease" FOREIGN KEY ("county_id","lease_id","person_id","opened_at") REFERENCES "public"."study_sessions"("county_id","id","person_id","opened_at") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "study_sessions_once_under_lease" ON "study_sessions" USING btree ("county_id","lease_id","unit_study_id") WHERE lease_id is not null;--> statement-breakpoint
ALTER TABLE "study_sessions" ADD CONSTRAINT "study_sessions_under_lease_ended" CHECK (("study_sessions"."lease_id" is not null) = (coalesce("study_sessions"."end_reason", '') = 'arrived-late'));
--> statement-breakpoint
-- Written by hand from here. A session begins when the server opens it, or when its lease began: nothing else is earlier.
drop policy own_study on study_sessions;
--> statement-breakpoint
create policy own_study on study_sessions for insert to qicheng_app with check (
  county_id = (select app_county()) and person_id = (select app_person())
  and (lease_id is not null or opened_at >= (select app_now())));
