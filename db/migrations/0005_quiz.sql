CREATE TABLE "quiz_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"question_id" text NOT NULL,
	"chosen" text[] NOT NULL,
	"saved_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "quiz_answers_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "quiz_answers_once" UNIQUE("county_id","attempt_id","question_id"),
	CONSTRAINT "quiz_answers_short" CHECK (cardinality("quiz_answers"."chosen") <= 8)
);
--> statement-breakpoint
CREATE TABLE "quiz_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"module_code" text NOT NULL,
	"module_version" text NOT NULL,
	"seed" integer NOT NULL,
	"question_count" integer NOT NULL,
	"pass_right" integer NOT NULL,
	"asked" jsonb NOT NULL,
	"keys" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"right_count" integer,
	"missed" text[],
	CONSTRAINT "quiz_attempts_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "quiz_attempts_pass_mark" CHECK ("quiz_attempts"."pass_right" between 1 and "quiz_attempts"."question_count"),
	CONSTRAINT "quiz_attempts_pinned" CHECK (jsonb_array_length("quiz_attempts"."asked") = "quiz_attempts"."question_count" and jsonb_array_length("quiz_attempts"."keys") = "quiz_attempts"."question_count"),
	CONSTRAINT "quiz_attempts_judged" CHECK (("quiz_attempts"."submitted_at" is null and "quiz_attempts"."right_count" is null and "quiz_attempts"."missed" is null) or ("quiz_attempts"."submitted_at" >= "quiz_attempts"."started_at" and "quiz_attempts"."right_count" >= 0 and "quiz_attempts"."right_count" + cardinality("quiz_attempts"."missed") = "quiz_attempts"."question_count"))
);
--> statement-breakpoint
ALTER TABLE "quiz_answers" ADD CONSTRAINT "quiz_answers_attempt" FOREIGN KEY ("county_id","attempt_id") REFERENCES "public"."quiz_attempts"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiz_answers" ADD CONSTRAINT "quiz_answers_person" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiz_attempts" ADD CONSTRAINT "quiz_attempts_person" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "quiz_attempts_one_open" ON "quiz_attempts" USING btree ("county_id","person_id","module_code") WHERE submitted_at is null;--> statement-breakpoint
CREATE INDEX "quiz_attempts_county_person" ON "quiz_attempts" USING btree ("county_id","person_id","module_code");--> statement-breakpoint
-- Written by hand from here. What was drawn never changes: the app may only say that an attempt is submitted, and how it went.
grant select, insert on quiz_attempts, quiz_answers to qicheng_app;
--> statement-breakpoint
grant update (submitted_at, right_count, missed) on quiz_attempts to qicheng_app;
--> statement-breakpoint
grant update (chosen, saved_at) on quiz_answers to qicheng_app;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['quiz_attempts', 'quiz_answers']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_works on %I for all to %I using (true) with check (true)', name, current_user);
  end loop;
end $$;
--> statement-breakpoint
-- Read by those who see the person, written by the person alone, and by nobody once it is submitted.
create policy of_persons_in_scope on quiz_attempts for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
create policy own_attempt on quiz_attempts for insert to qicheng_app with check (
  county_id = (select app_county()) and person_id = (select app_person()) and submitted_at is null);
--> statement-breakpoint
create policy own_attempt_until_submitted on quiz_attempts for update to qicheng_app
  using (county_id = (select app_county()) and person_id = (select app_person()) and submitted_at is null)
  with check (county_id = (select app_county()) and person_id = (select app_person()));
--> statement-breakpoint
create policy of_persons_in_scope on quiz_answers for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
create policy own_answer_until_submitted on quiz_answers for insert to qicheng_app with check (
  county_id = (select app_county()) and person_id = (select app_person())
  and attempt_id in (select a.id from quiz_attempts a where a.county_id = (select app_county()) and a.person_id = (select app_person()) and a.submitted_at is null));
--> statement-breakpoint
create policy own_answer_change_until_submitted on quiz_answers for update to qicheng_app
  using (county_id = (select app_county()) and person_id = (select app_person())
    and attempt_id in (select a.id from quiz_attempts a where a.county_id = (select app_county()) and a.person_id = (select app_person()) and a.submitted_at is null))
  with check (county_id = (select app_county()) and person_id = (select app_person())
    and attempt_id in (select a.id from quiz_attempts a where a.county_id = (select app_county()) and a.person_id = (select app_person()) and a.submitted_at is null));
