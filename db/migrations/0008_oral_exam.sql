ALTER TABLE "quiz_answers" ADD COLUMN "recorded_by" uuid;--> statement-breakpoint
ALTER TABLE "quiz_attempts" ADD COLUMN "wait_minutes" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "quiz_attempts" ADD COLUMN "mode" text DEFAULT 'written' NOT NULL;--> statement-breakpoint
ALTER TABLE "quiz_attempts" ADD COLUMN "taken_by" uuid;--> statement-breakpoint
ALTER TABLE "quiz_attempts" ADD COLUMN "taken_as" text;--> statement-breakpoint
ALTER TABLE "quiz_attempts" ADD CONSTRAINT "quiz_attempts_wait" CHECK ("quiz_attempts"."wait_minutes" between 0 and 1440);--> statement-breakpoint
ALTER TABLE "quiz_attempts" ADD CONSTRAINT "quiz_attempts_asked_aloud" CHECK (("quiz_attempts"."mode" = 'oral') = ("quiz_attempts"."taken_by" is not null));--> statement-breakpoint
ALTER TABLE "quiz_attempts" ADD CONSTRAINT "quiz_attempts_asker_whole" CHECK (("quiz_attempts"."taken_by" is null) = ("quiz_attempts"."taken_as" is null));--> statement-breakpoint
-- Written by hand from here. How long a miss waits was a constant; every stored version gets what held so far.
update hours_policy_versions set parameters = jsonb_set(parameters, '{credit,quizWaitMinutes}', '10')
  where not parameters -> 'credit' ? 'quizWaitMinutes';
--> statement-breakpoint
-- An oral exam. Who asks stands in the attempt, and changes hands until it is handed in.
grant update (mode, taken_by, taken_as) on quiz_attempts to qicheng_app;
--> statement-breakpoint
grant update (recorded_by) on quiz_answers to qicheng_app;
--> statement-breakpoint
-- A person writes their own attempts only while these are written ones: what is being asked aloud is the asker's to record.
drop policy own_attempt on quiz_attempts;
--> statement-breakpoint
create policy own_attempt on quiz_attempts for insert to qicheng_app with check (
  county_id = (select app_county()) and person_id = (select app_person()) and submitted_at is null and mode = 'written');
--> statement-breakpoint
drop policy own_attempt_until_submitted on quiz_attempts;
--> statement-breakpoint
create policy own_attempt_until_submitted on quiz_attempts for update to qicheng_app
  using (county_id = (select app_county()) and person_id = (select app_person()) and submitted_at is null and mode = 'written')
  with check (county_id = (select app_county()) and person_id = (select app_person()) and mode = 'written');
--> statement-breakpoint
drop policy own_answer_until_submitted on quiz_answers;
--> statement-breakpoint
create policy own_answer_until_submitted on quiz_answers for insert to qicheng_app with check (
  county_id = (select app_county()) and person_id = (select app_person()) and recorded_by is null
  and attempt_id in (select a.id from quiz_attempts a where a.county_id = (select app_county()) and a.person_id = (select app_person()) and a.submitted_at is null and a.mode = 'written'));
--> statement-breakpoint
drop policy own_answer_change_until_submitted on quiz_answers;
--> statement-breakpoint
create policy own_answer_change_until_submitted on quiz_answers for update to qicheng_app
  using (county_id = (select app_county()) and person_id = (select app_person())
    and attempt_id in (select a.id from quiz_attempts a where a.county_id = (select app_county()) and a.person_id = (select app_person()) and a.submitted_at is null and a.mode = 'written'))
  with check (county_id = (select app_county()) and person_id = (select app_person()) and recorded_by is null
    and attempt_id in (select a.id from quiz_attempts a where a.county_id = (select app_county()) and a.person_id = (select app_person()) and a.submitted_at is null and a.mode = 'written'));
--> statement-breakpoint
-- Asking aloud: the office and its social workers, under their own name, for those of their office who may be seen (a minor
-- only with the bureau's grant) and are on the register today; never oneself. It is recording, no decision (社矫法 10).
create policy asking_aloud on quiz_attempts for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) in ('office', 'social-worker')
  and mode = 'oral' and taken_by = (select app_account()) and taken_as = (select app_role()) and submitted_at is null
  and person_id in (select p.id from supervised_persons p where p.office_id = (select app_office())
    and p.account_id is distinct from (select app_account())
    and (p.left_on is null or p.left_on > (app_now() at time zone 'Asia/Shanghai')::date)));
--> statement-breakpoint
-- Until it is handed in: taken over from the phone or from a colleague, handed in by who asks, or given back to the phone.
create policy asking_aloud_until_submitted on quiz_attempts for update to qicheng_app
  using (county_id = (select app_county()) and (select app_role()) in ('office', 'social-worker') and submitted_at is null
    and person_id in (select p.id from supervised_persons p where p.office_id = (select app_office())
      and p.account_id is distinct from (select app_account())
      and (p.left_on is null or p.left_on > (app_now() at time zone 'Asia/Shanghai')::date)))
  with check (county_id = (select app_county()) and (
    (mode = 'oral' and taken_by = (select app_account()) and taken_as = (select app_role()))
    or (mode = 'written' and submitted_at is null)));
--> statement-breakpoint
create policy recording_until_submitted on quiz_answers for insert to qicheng_app with check (
  county_id = (select app_county()) and recorded_by = (select app_account())
  and (attempt_id, person_id) in (select a.id, a.person_id from quiz_attempts a where a.county_id = (select app_county())
    and a.taken_by = (select app_account()) and a.mode = 'oral' and a.submitted_at is null)
  and person_id in (select id from supervised_persons));
--> statement-breakpoint
create policy recording_change_until_submitted on quiz_answers for update to qicheng_app
  using (county_id = (select app_county())
    and attempt_id in (select a.id from quiz_attempts a where a.county_id = (select app_county())
      and a.taken_by = (select app_account()) and a.mode = 'oral' and a.submitted_at is null)
    and person_id in (select id from supervised_persons))
  with check (county_id = (select app_county()) and recorded_by = (select app_account())
    and attempt_id in (select a.id from quiz_attempts a where a.county_id = (select app_county())
      and a.taken_by = (select app_account()) and a.mode = 'oral' and a.submitted_at is null));
