CREATE TABLE "module_assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"module_code" text NOT NULL,
	"assigned_by" uuid NOT NULL,
	"assigned_as" text NOT NULL,
	"assigned_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"due_on" date NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" uuid,
	"withdrawn_reason" text,
	CONSTRAINT "module_assignments_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "module_assignments_code_shape" CHECK ("module_assignments"."module_code" ~ '^[a-z][0-9]{1,2}$'),
	CONSTRAINT "module_assignments_due_in_time" CHECK ("module_assignments"."due_on" >= ("module_assignments"."assigned_at" at time zone 'Asia/Shanghai')::date),
	CONSTRAINT "module_assignments_withdrawn_whole" CHECK (num_nonnulls("module_assignments"."withdrawn_at", "module_assignments"."withdrawn_by", "module_assignments"."withdrawn_reason") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "minor_grant_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"office_id" uuid NOT NULL,
	"register_number" text NOT NULL,
	"reason" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_as" text NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "minor_grant_requests_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "minor_grant_requests_reason" CHECK (length(trim("minor_grant_requests"."reason")) >= 4),
	CONSTRAINT "minor_grant_requests_answered_whole" CHECK (num_nonnulls("minor_grant_requests"."answer", "minor_grant_requests"."answered_by", "minor_grant_requests"."answered_at") in (0, 3))
);
--> statement-breakpoint
ALTER TABLE "minor_record_grants" ADD COLUMN "revoked_by" uuid;--> statement-breakpoint
ALTER TABLE "module_assignments" ADD CONSTRAINT "module_assignments_person" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."supervised_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minor_grant_requests" ADD CONSTRAINT "minor_grant_requests_office" FOREIGN KEY ("county_id","office_id") REFERENCES "public"."judicial_offices"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minor_grant_requests" ADD CONSTRAINT "minor_grant_requests_person" FOREIGN KEY ("county_id","register_number") REFERENCES "public"."supervised_persons"("county_id","register_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "module_assignments_one_standing" ON "module_assignments" USING btree ("county_id","person_id","module_code") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "module_assignments_county_person" ON "module_assignments" USING btree ("county_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "minor_grant_requests_one_open" ON "minor_grant_requests" USING btree ("county_id","register_number","asked_by") WHERE answered_at is null;--> statement-breakpoint
CREATE INDEX "minor_grant_requests_county_asked" ON "minor_grant_requests" USING btree ("county_id","asked_at");
--> statement-breakpoint
-- From here on written by hand: rights, row-level security, and the bureau's door to the minors' numbers.
grant select, insert on module_assignments, minor_grant_requests to qicheng_app;
--> statement-breakpoint
grant update (withdrawn_at, withdrawn_by, withdrawn_reason) on module_assignments to qicheng_app;
--> statement-breakpoint
grant update (answer, answered_by, answered_at) on minor_grant_requests to qicheng_app;
--> statement-breakpoint
grant insert, update (revoked_at, revoked_by) on minor_record_grants to qicheng_app;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['module_assignments', 'minor_grant_requests']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_works on %I for all to %I using (true) with check (true)', name, current_user);
  end loop;
end $$;
--> statement-breakpoint
-- learning: read by those who see the person and by the person; given and taken back by the office, its social workers and
-- the bureau, under their own name. A social worker may help; an assignment decides nothing (社矫法 10; decisions 10).
create policy of_persons_in_scope on module_assignments for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
create policy assigning on module_assignments for insert to qicheng_app with check (
  county_id = (select app_county()) and assigned_by = (select app_account()) and assigned_as = (select app_role())
  and (select app_role()) in ('office', 'social-worker', 'bureau') and withdrawn_at is null
  and person_id in (select id from supervised_persons));
--> statement-breakpoint
create policy withdrawing on module_assignments for update to qicheng_app using (
  county_id = (select app_county()) and (select app_role()) in ('office', 'social-worker', 'bureau') and withdrawn_at is null
  and person_id in (select id from supervised_persons))
  with check (county_id = (select app_county()) and withdrawn_by = (select app_account()) and withdrawn_at is not null);
--> statement-breakpoint
-- The minors of the county for the bureau, which grants the opening of their records: office and number, no name. Its own
-- eyes need a grant too; the id opens nothing by itself.
create function door_minors_of_county()
returns table (person_id uuid, office_id uuid, register_number text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.office_id, p.register_number
  from supervised_persons p
  where p.county_id = app_county() and app_role() = 'bureau' and p.minors_regime and p.left_on is null
  order by p.register_number
$$;
--> statement-breakpoint
revoke execute on function door_minors_of_county() from public;
--> statement-breakpoint
grant execute on function door_minors_of_county() to qicheng_app;
--> statement-breakpoint
-- supervision: the bureau grants, for thirty days at most, to somebody appointed today at the minor's office or at the
-- bureau. Two pairs of eyes: not to oneself, as long as another account is appointed at the bureau.
create policy granting on minor_record_grants for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'bureau' and granted_by = (select app_account())
  and revoked_at is null and granted_at <= app_now() and expires_at > app_now() and expires_at <= app_now() + interval '30 days'
  and exists (
    select 1 from door_minors_of_county() m
    join staff_appointments t on t.county_id = (select app_county()) and (t.role = 'bureau' or (t.role in ('office', 'social-worker') and t.office_id = m.office_id))
      and t.valid_from <= (app_now() at time zone 'Asia/Shanghai')::date
      and (t.valid_to is null or t.valid_to > (app_now() at time zone 'Asia/Shanghai')::date)
    join staff f on f.id = t.staff_id
    where m.person_id = minor_record_grants.person_id and f.account_id = minor_record_grants.account_id)
  and (account_id <> (select app_account()) or not exists (
    select 1 from staff_appointments t join staff f on f.id = t.staff_id
    where t.county_id = (select app_county()) and t.role = 'bureau' and f.account_id <> (select app_account())
      and t.valid_from <= (app_now() at time zone 'Asia/Shanghai')::date
      and (t.valid_to is null or t.valid_to > (app_now() at time zone 'Asia/Shanghai')::date))));
--> statement-breakpoint
create policy revoking on minor_record_grants for update to qicheng_app using (
  county_id = (select app_county()) and (select app_role()) = 'bureau' and revoked_at is null)
  with check (county_id = (select app_county()) and revoked_by = (select app_account()) and revoked_at is not null);
--> statement-breakpoint
-- Asking: for a minor of one's own office, by number; seen by that office and the bureau, answered by the bureau once.
create policy of_own_office_or_bureau on minor_grant_requests for select to qicheng_app using (
  county_id = (select app_county()) and (
    (select app_role()) = 'bureau' or ((select app_role()) in ('office', 'social-worker') and office_id = (select app_office()))));
--> statement-breakpoint
create policy asking on minor_grant_requests for insert to qicheng_app with check (
  county_id = (select app_county()) and office_id = (select app_office()) and asked_by = (select app_account())
  and asked_as = (select app_role()) and (select app_role()) in ('office', 'social-worker') and answered_at is null
  and register_number in (select d.register_number from door_minors(app_now()) d));
--> statement-breakpoint
create policy answering on minor_grant_requests for update to qicheng_app using (
  county_id = (select app_county()) and (select app_role()) = 'bureau' and answered_at is null)
  with check (county_id = (select app_county()) and answered_by = (select app_account()) and answered_at is not null);
