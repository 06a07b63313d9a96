CREATE TABLE "people_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"count" integer NOT NULL,
	"rows" jsonb,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "people_imports_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "people_imports_emptied" CHECK (("people_imports"."state" = 'draft') = ("people_imports"."rows" is not null)),
	CONSTRAINT "people_imports_closed" CHECK (("people_imports"."state" = 'draft') = ("people_imports"."closed_at" is null)),
	CONSTRAINT "people_imports_count" CHECK ("people_imports"."count" > 0)
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "must_change_password" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "temporary_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "login_sessions" ADD COLUMN "password_only" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "people_imports" ADD CONSTRAINT "people_imports_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "people_imports_county_creator" ON "people_imports" USING btree ("county_id","created_by","state");--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_temporary" CHECK ("accounts"."temporary_until" is null or "accounts"."must_change_password");--> statement-breakpoint
-- From here on by hand.
-- One appointment of a role at an office at a time: two that overlap would be two answers to “until when”.
alter table staff_appointments add constraint staff_appointments_no_overlap exclude using gist (
  county_id with =, staff_id with =, role with =,
  (coalesce(office_id, '00000000-0000-0000-0000-000000000000'::uuid)) with =,
  (daterange(valid_from, valid_to)) with &&);
--> statement-breakpoint
alter table people_imports enable row level security;
--> statement-breakpoint
alter table people_imports force row level security;
--> statement-breakpoint
-- Offices are public facts, and now the app writes them: read by all, written by the county's bureau.
alter table judicial_offices enable row level security;
--> statement-breakpoint
alter table judicial_offices force row level security;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['people_imports', 'judicial_offices']
  loop
    execute format('create policy owner_works on %I for all to %I using (true) with check (true)', name, current_user);
  end loop;
end $$;
--> statement-breakpoint
grant insert on judicial_offices, accounts, sign_in_names, staff, staff_appointments, supervised_persons, grade_periods to qicheng_app;
--> statement-breakpoint
grant update (code, name_zh, name_en, phone) on judicial_offices to qicheng_app;
--> statement-breakpoint
grant update (disabled_at, must_change_password, temporary_until) on accounts to qicheng_app;
--> statement-breakpoint
grant update (valid_to) on staff_appointments to qicheng_app;
--> statement-breakpoint
grant update (account_id) on supervised_persons to qicheng_app;
--> statement-breakpoint
grant select, insert on people_imports to qicheng_app;
--> statement-breakpoint
grant update (rows, state, closed_at) on people_imports to qicheng_app;
--> statement-breakpoint
-- Doors, for what the actor's own wall hides from the rules below: yes or no, and numbers that were typed.
-- Whether an account also acts in another county: this county then leaves its password and its state alone.
create function door_serves_elsewhere(account uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from staff f join staff_appointments t on t.staff_id = f.id
      where f.account_id = account and t.county_id <> app_county()
        and (t.valid_to is null or t.valid_to > (app_now() at time zone 'Asia/Shanghai')::date))
    or exists (select 1 from supervised_persons p
      where p.account_id = account and p.county_id <> app_county() and p.left_on is null)
$$;
--> statement-breakpoint
-- Whether an account is already somebody's: only one just made may become one.
create function door_account_known(account uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from staff where account_id = account)
    or exists (select 1 from supervised_persons where account_id = account)
    or exists (select 1 from sign_in_names where account_id = account)
$$;
--> statement-breakpoint
-- Whether the actor may appoint this member of staff: not oneself, and someone of this county or nobody's yet.
create function door_may_appoint(staff_member uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from staff f where f.id = staff_member and f.account_id <> app_account())
    and (exists (select 1 from staff_appointments t where t.staff_id = staff_member and t.county_id = app_county())
      or not exists (select 1 from staff_appointments t where t.staff_id = staff_member))
$$;
--> statement-breakpoint
-- Whether an appointment's holder is the actor (a policy that asked `staff` would go round in a circle).
create function door_is_own_staff(staff_member uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from staff f where f.id = staff_member and f.account_id = app_account())
$$;
--> statement-breakpoint
-- Whether the county keeps a bureau account that is enabled and appointed without an end, when this account or this
-- appointment goes. Takes the county's lock first, and counts after it (volatile: a snapshot of its own): two who
-- remove each other at the same moment come one after the other, and the second is refused.
create function door_bureau_remains(without_account uuid, without_appointment uuid) returns boolean
language sql volatile security definer set search_path = public, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('bureau of ' || app_county()::text, 0));
  with seats as (
    select t.id, f.account_id from staff_appointments t
    join staff f on f.id = t.staff_id join accounts a on a.id = f.account_id
    where t.county_id = app_county() and t.role = 'bureau' and a.disabled_at is null
      and t.valid_to is null and t.valid_from <= (app_now() at time zone 'Asia/Shanghai')::date)
  select not exists (select 1 from seats where account_id = without_account or id = without_appointment)
    or exists (select 1 from seats where account_id is distinct from without_account and id is distinct from without_appointment)
$$;
--> statement-breakpoint
-- Which of these register numbers the county has already given, the minors' regime included: the typed numbers alone.
create function door_known_numbers(numbers text[]) returns table (register_number text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.register_number from supervised_persons p
  where p.county_id = app_county() and app_role() = 'bureau' and p.register_number = any(numbers)
$$;
--> statement-breakpoint
-- Empties what nobody entered in time, whoever brought it: names of people do not lie about.
create function door_empty_expired_imports() returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update people_imports set rows = null, state = 'expired', closed_at = app_now()
  where county_id = app_county() and app_role() = 'bureau' and state = 'draft' and expires_at <= app_now()
$$;
--> statement-breakpoint
revoke execute on function door_serves_elsewhere(uuid), door_account_known(uuid), door_may_appoint(uuid), door_is_own_staff(uuid),
  door_bureau_remains(uuid, uuid), door_known_numbers(text[]), door_empty_expired_imports() from public;
--> statement-breakpoint
grant execute on function door_serves_elsewhere(uuid), door_account_known(uuid), door_may_appoint(uuid), door_is_own_staff(uuid),
  door_bureau_remains(uuid, uuid), door_known_numbers(text[]), door_empty_expired_imports() to qicheng_app;
--> statement-breakpoint
create policy offices_are_public on judicial_offices for select to qicheng_app using (true);
--> statement-breakpoint
create policy added_by_bureau on judicial_offices for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'bureau');
--> statement-breakpoint
create policy changed_by_bureau on judicial_offices for update to qicheng_app
  using (county_id = (select app_county()) and (select app_role()) = 'bureau')
  with check (county_id = (select app_county()) and (select app_role()) = 'bureau');
--> statement-breakpoint
-- One's own account is changed only while it is enabled, and stays so: nobody enables or disables themselves.
alter policy own_account_change on accounts
  using (id = (select app_account()) and disabled_at is null)
  with check (id = (select app_account()) and disabled_at is null);
--> statement-breakpoint
-- The bureau knows the accounts of its county's staff; bureau and office those of the people they see.
create policy accounts_in_charge on accounts for select to qicheng_app using (
  ((select app_role()) = 'bureau' and id in (select f.account_id from staff f where f.id in (select t.staff_id from staff_appointments t)))
  or ((select app_role()) in ('bureau', 'office') and id in (select p.account_id from supervised_persons p where p.account_id is not null)));
--> statement-breakpoint
-- A new account waits for its holder to choose a password.
create policy made_in_charge on accounts for insert to qicheng_app with check (
  (select app_role()) in ('bureau', 'office') and disabled_at is null and must_change_password);
--> statement-breakpoint
-- Never one's own, never one that also acts in another county. An office gives slips; only the bureau disables and
-- enables, and never the county's last bureau account.
create policy changed_in_charge on accounts for update to qicheng_app
  using (id <> (select app_account()) and not door_serves_elsewhere(id) and (
    ((select app_role()) = 'bureau' and (
      id in (select f.account_id from staff f where f.id in (select t.staff_id from staff_appointments t))
      or id in (select p.account_id from supervised_persons p where p.account_id is not null)))
    or ((select app_role()) = 'office' and disabled_at is null
      and id in (select p.account_id from supervised_persons p where p.account_id is not null))))
  with check (id <> (select app_account()) and (
    ((select app_role()) = 'bureau' and (disabled_at is null or door_bureau_remains(id, null)))
    or ((select app_role()) = 'office' and disabled_at is null)));
--> statement-breakpoint
create policy names_in_charge on sign_in_names for select to qicheng_app using (
  (select app_role()) = 'bureau' and account_id in (select a.id from accounts a));
--> statement-breakpoint
create policy given_in_charge on sign_in_names for insert to qicheng_app with check (
  (select app_role()) in ('bureau', 'office') and account_id <> (select app_account())
  and not door_serves_elsewhere(account_id) and account_id in (select a.id from accounts a));
--> statement-breakpoint
-- An invite never touches an account that is already somebody's, of here or of elsewhere.
create policy added_by_bureau on staff for insert to qicheng_app with check (
  (select app_role()) = 'bureau' and account_id <> (select app_account()) and not door_account_known(account_id));
--> statement-breakpoint
-- Nobody appoints themselves, or moves their own end.
create policy appointed_by_bureau on staff_appointments for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'bureau' and door_may_appoint(staff_id));
--> statement-breakpoint
create policy ended_by_bureau on staff_appointments for update to qicheng_app
  using (county_id = (select app_county()) and (select app_role()) = 'bureau'
    and not door_is_own_staff(staff_id))
  with check (county_id = (select app_county()) and (select app_role()) = 'bureau'
    and not door_is_own_staff(staff_id)
    and (valid_to is null or door_bureau_remains(null, id)));
--> statement-breakpoint
-- Intake. The minors' regime follows from the two days: under eighteen until the end of the eighteenth birthday
-- (where a day is in doubt, the protection of minors holds). A stay that goes on keeps the regime it had.
create policy entered_by_bureau on supervised_persons for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'bureau' and account_id is null and left_on is null
  and (continues_id is not null or minors_regime = (entered_on <= (birth_day + interval '18 years')::date)));
--> statement-breakpoint
-- A sign-in is given once, with the first slip.
create policy given_a_sign_in on supervised_persons for update to qicheng_app
  using (county_id = (select app_county()) and account_id is null and (
    (select app_role()) = 'bureau' or ((select app_role()) = 'office' and office_id = (select app_office()))))
  with check (county_id = (select app_county()) and account_id is not null and account_id <> (select app_account())
    and not door_account_known(account_id));
--> statement-breakpoint
create policy opened_by_bureau on grade_periods for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'bureau');
--> statement-breakpoint
create policy own_imports on people_imports for select to qicheng_app using (
  county_id = (select app_county()) and created_by = (select app_account()) and (select app_role()) = 'bureau');
--> statement-breakpoint
create policy own_new_imports on people_imports for insert to qicheng_app with check (
  county_id = (select app_county()) and created_by = (select app_account()) and (select app_role()) = 'bureau' and state = 'draft');
--> statement-breakpoint
create policy own_imports_close on people_imports for update to qicheng_app
  using (county_id = (select app_county()) and created_by = (select app_account()) and (select app_role()) = 'bureau' and state = 'draft')
  with check (county_id = (select app_county()) and created_by = (select app_account()) and (select app_role()) = 'bureau' and state <> 'draft');
