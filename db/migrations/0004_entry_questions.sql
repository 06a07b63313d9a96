-- A line together with whose it is: what questions and answers point at.
ALTER TABLE "hours_entries" ADD CONSTRAINT "hours_entries_county_id_person" UNIQUE("county_id","id","person_id");
--> statement-breakpoint
CREATE TABLE "entry_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"words" text,
	"answered_by" uuid NOT NULL,
	"answered_as" text NOT NULL,
	"answered_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"reversal_id" uuid,
	"credit_id" uuid,
	CONSTRAINT "entry_answers_question_once" UNIQUE("county_id","question_id"),
	CONSTRAINT "entry_answers_round_once" UNIQUE("county_id","entry_id","round"),
	CONSTRAINT "entry_answers_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "entry_answers_verdict" CHECK ("entry_answers"."verdict" in ('upheld', 'reversed', 'recredited')),
	CONSTRAINT "entry_answers_answered_as" CHECK ("entry_answers"."answered_as" in ('office', 'bureau')),
	CONSTRAINT "entry_answers_lines_of_verdict" CHECK (("entry_answers"."verdict" <> 'upheld') = ("entry_answers"."reversal_id" is not null) and ("entry_answers"."verdict" = 'recredited') = ("entry_answers"."credit_id" is not null)),
	CONSTRAINT "entry_answers_reason_of_verdict" CHECK (("entry_answers"."verdict" <> 'upheld') = ("entry_answers"."reason" is not null) and ("entry_answers"."verdict" <> 'upheld' or "entry_answers"."words" is not null)),
	CONSTRAINT "entry_answers_words" CHECK ("entry_answers"."words" is null or char_length("entry_answers"."words") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "entry_questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"words" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_as" text NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"answer_due" date NOT NULL,
	"follows_round" integer GENERATED ALWAYS AS (case when round > 1 then round - 1 end) STORED,
	CONSTRAINT "entry_questions_round_once" UNIQUE("county_id","entry_id","round"),
	CONSTRAINT "entry_questions_county_id_id" UNIQUE("county_id","id","person_id","entry_id","round"),
	CONSTRAINT "entry_questions_round_from_one" CHECK ("entry_questions"."round" >= 1),
	CONSTRAINT "entry_questions_words" CHECK (char_length("entry_questions"."words") between 1 and 500),
	CONSTRAINT "entry_questions_asked_as" CHECK ("entry_questions"."asked_as" in ('supervised-person', 'office', 'social-worker', 'bureau')),
	CONSTRAINT "entry_questions_due_after_asking" CHECK ("entry_questions"."answer_due" > ("entry_questions"."asked_at" at time zone 'Asia/Shanghai')::date)
);
--> statement-breakpoint
ALTER TABLE "entry_answers" ADD CONSTRAINT "entry_answers_question" FOREIGN KEY ("county_id","question_id","person_id","entry_id","round") REFERENCES "public"."entry_questions"("county_id","id","person_id","entry_id","round") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_answers" ADD CONSTRAINT "entry_answers_reversal" FOREIGN KEY ("county_id","reversal_id","person_id") REFERENCES "public"."hours_entries"("county_id","id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_answers" ADD CONSTRAINT "entry_answers_credit" FOREIGN KEY ("county_id","credit_id","person_id") REFERENCES "public"."hours_entries"("county_id","id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_questions" ADD CONSTRAINT "entry_questions_entry_of_person" FOREIGN KEY ("county_id","entry_id","person_id") REFERENCES "public"."hours_entries"("county_id","id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_questions" ADD CONSTRAINT "entry_questions_follow_on" FOREIGN KEY ("county_id","entry_id","follows_round") REFERENCES "public"."entry_answers"("county_id","entry_id","round") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entry_answers_county_person" ON "entry_answers" USING btree ("county_id","person_id");--> statement-breakpoint
CREATE INDEX "entry_questions_county_person" ON "entry_questions" USING btree ("county_id","person_id");
--> statement-breakpoint
-- Written by hand from here on: who may read and add which rows. Both tables only grow, for everyone.
grant select, insert on entry_questions, entry_answers to qicheng_app;
--> statement-breakpoint
create trigger entry_questions_append_only before update or delete on entry_questions for each row execute function refuse_change();
--> statement-breakpoint
create trigger entry_questions_no_truncate before truncate on entry_questions for each statement execute function refuse_change();
--> statement-breakpoint
create trigger entry_answers_append_only before update or delete on entry_answers for each row execute function refuse_change();
--> statement-breakpoint
create trigger entry_answers_no_truncate before truncate on entry_answers for each statement execute function refuse_change();
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['entry_questions', 'entry_answers']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_works on %I for all to %I using (true) with check (true)', name, current_user);
  end loop;
end $$;
--> statement-breakpoint
create policy of_persons_in_scope on entry_questions for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
create policy of_persons_in_scope on entry_answers for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
-- Asking: about one's own line, or written down for somebody by those who see them (a social worker too).
create policy asking on entry_questions for insert to qicheng_app with check (
  county_id = (select app_county()) and asked_by = (select app_account()) and asked_as = (select app_role()) and (
    ((select app_role()) = 'supervised-person' and person_id = (select app_person()))
    or ((select app_role()) in ('office', 'social-worker', 'bureau') and person_id in (select id from supervised_persons))
  ));
--> statement-breakpoint
-- Answering: for office staff and the bureau alone (社矫法 10; decisions 10), under their own name; what was taken back is the
-- questioned line itself, and what was recorded anew follows it.
create policy answering on entry_answers for insert to qicheng_app with check (
  county_id = (select app_county()) and answered_by = (select app_account()) and answered_as = (select app_role())
  and (select app_role()) in ('office', 'bureau') and person_id in (select id from supervised_persons)
  and (reversal_id is null or exists (
    select 1 from hours_entries r
    where r.county_id = entry_answers.county_id and r.id = entry_answers.reversal_id and r.reverses_id = entry_answers.entry_id))
  and (credit_id is null or exists (
    select 1 from hours_entries c join hours_entries e on e.county_id = c.county_id and e.person_id = c.person_id
      and e.source_kind = c.source_kind and e.source_id = c.source_id and e.county_day = c.county_day and c.revision = e.revision + 1
    where c.county_id = entry_answers.county_id and c.id = entry_answers.credit_id and e.id = entry_answers.entry_id)));
--> statement-breakpoint
-- A narrow door: how many questions wait in each office of the actor's reach, those of the minors' regime apart: counts and
-- days alone. What was asked during a stay that went to another office waits for the bureau; it has no office.
create function door_waiting_questions()
returns table (office_id uuid, minors_regime boolean, waiting integer, first_asked timestamptz, soonest_due date)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.office_id, p.minors_regime, count(*)::integer, min(q.asked_at), min(q.answer_due)
  from entry_questions q
  join supervised_persons p on p.county_id = q.county_id and p.id = q.person_id
  cross join lateral (
    select case when p.departure is distinct from 'transferred' then p.office_id end as office_id
  ) o
  where q.county_id = app_county()
    and (app_role() = 'bureau' or (app_role() in ('office', 'social-worker') and o.office_id = app_office()))
    and not exists (select 1 from entry_answers a where a.county_id = q.county_id and a.question_id = q.id)
  group by o.office_id, p.minors_regime
$$;
--> statement-breakpoint
revoke execute on function door_waiting_questions() from public;
--> statement-breakpoint
grant execute on function door_waiting_questions() to qicheng_app;
