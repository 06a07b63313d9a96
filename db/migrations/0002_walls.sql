-- Written by hand. The second wall: who may read and add which rows, whatever the query forgot.
-- The app's statements run as a role that owns nothing: `qicheng_app`, or a login that is a member of it.
grant usage on schema public to qicheng_app;
--> statement-breakpoint
grant select on counties, judicial_offices, hours_policy_versions to qicheng_app;
--> statement-breakpoint
grant select on accounts, sign_in_names, staff, staff_appointments, supervised_persons, grade_periods, pauses,
  minor_record_grants, hours_entries, unit_studies, study_sessions, check_answers, audit_events to qicheng_app;
--> statement-breakpoint
grant insert on hours_entries, unit_studies, study_sessions, check_answers, audit_events to qicheng_app;
--> statement-breakpoint
grant update on unit_studies, study_sessions to qicheng_app;
--> statement-breakpoint
grant update (password_hash, password_changed_at, locale) on accounts to qicheng_app;
--> statement-breakpoint
grant select, insert, update, delete on login_sessions, rate_limits to qicheng_app;
--> statement-breakpoint
-- Ranges that must never overlap.
alter table grade_periods add constraint grade_periods_no_overlap exclude using gist (person_id with =, during with &&);
--> statement-breakpoint
alter table pauses add constraint pauses_no_overlap exclude using gist (person_id with =, during with &&);
--> statement-breakpoint
alter table hours_policy_versions add constraint hours_policy_versions_no_overlap exclude using gist (county_id with =, valid with &&);
--> statement-breakpoint
alter table unit_studies add constraint unit_studies_counted_once exclude using gist (person_id with =, unit_id with =, counted_during with &&) where (counted_during is not null);
--> statement-breakpoint
-- Append-only, for everyone, the owner included.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger audit_events_append_only before update or delete on audit_events for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_events_no_truncate before truncate on audit_events for each statement execute function refuse_change();
--> statement-breakpoint
create trigger hours_entries_append_only before update or delete on hours_entries for each row execute function refuse_change();
--> statement-breakpoint
create trigger hours_entries_no_truncate before truncate on hours_entries for each statement execute function refuse_change();
--> statement-breakpoint
-- Row-level security, forced: without an actor there are no rows. The owner (migrations, seed, import) has its own rule.
do $$
declare name text;
begin
  foreach name in array array['accounts', 'sign_in_names', 'staff', 'staff_appointments', 'supervised_persons', 'grade_periods',
    'pauses', 'minor_record_grants', 'hours_entries', 'unit_studies', 'study_sessions', 'check_answers', 'audit_events']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_works on %I for all to %I using (true) with check (true)', name, current_user);
  end loop;
end $$;
--> statement-breakpoint
-- identity: one's own account; staff of the county by name (a statement says who confirmed a line).
create policy own_account on accounts for select to qicheng_app using (id = (select app_account()));
--> statement-breakpoint
create policy own_account_change on accounts for update to qicheng_app using (id = (select app_account())) with check (id = (select app_account()));
--> statement-breakpoint
create policy own_names on sign_in_names for select to qicheng_app using (account_id = (select app_account()));
--> statement-breakpoint
create policy appointments_of_county on staff_appointments for select to qicheng_app using (county_id = (select app_county()));
--> statement-breakpoint
create policy staff_of_county on staff for select to qicheng_app using (
  account_id = (select app_account()) or id in (select staff_id from staff_appointments));
--> statement-breakpoint
-- supervision: oneself; one's office's people; the county's, for the bureau. A record of the minors' regime opens only
-- with the bureau's grant to this account (社矫法 54). Someone who went to another office is no longer this office's.
create policy persons_in_scope on supervised_persons for select to qicheng_app using (
  county_id = (select app_county()) and (
    id = (select app_person())
    or (
      (
        ((select app_role()) in ('office', 'social-worker') and office_id = (select app_office()) and departure is distinct from 'transferred')
        or (select app_role()) = 'bureau'
      )
      and (
        not minors_regime
        or id in (select g.person_id from minor_record_grants g
          where g.county_id = (select app_county()) and g.account_id = (select app_account()) and g.revoked_at is null and g.expires_at > app_now())
      )
    )
  ));
--> statement-breakpoint
create policy grants_to_me_or_by_bureau on minor_record_grants for select to qicheng_app using (
  county_id = (select app_county()) and (account_id = (select app_account()) or (select app_role()) = 'bureau'));
--> statement-breakpoint
create policy of_persons_in_scope on grade_periods for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
create policy of_persons_in_scope on pauses for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
-- hours
create policy of_persons_in_scope on hours_entries for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
-- A person's own request can only add witnessed online study of their own; confirming and reversing is for office staff
-- and the bureau (社矫法 10; decisions 10).
create policy posting on hours_entries for insert to qicheng_app with check (
  county_id = (select app_county()) and posted_by = (select app_account()) and posted_as = (select app_role()) and (
    ((select app_role()) = 'supervised-person' and person_id = (select app_person()) and source_kind = 'online_unit' and revision > 0)
    or ((select app_role()) in ('office', 'bureau') and person_id in (select id from supervised_persons))
  ));
--> statement-breakpoint
-- learning: read by those who see the person, written by the person alone.
create policy of_persons_in_scope on unit_studies for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
create policy own_study on unit_studies for insert to qicheng_app with check (county_id = (select app_county()) and person_id = (select app_person()));
--> statement-breakpoint
create policy own_study_change on unit_studies for update to qicheng_app using (county_id = (select app_county()) and person_id = (select app_person()))
  with check (county_id = (select app_county()) and person_id = (select app_person()));
--> statement-breakpoint
create policy of_persons_in_scope on study_sessions for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
create policy own_study on study_sessions for insert to qicheng_app with check (county_id = (select app_county()) and person_id = (select app_person()));
--> statement-breakpoint
create policy own_study_change on study_sessions for update to qicheng_app using (county_id = (select app_county()) and person_id = (select app_person()))
  with check (county_id = (select app_county()) and person_id = (select app_person()));
--> statement-breakpoint
create policy of_persons_in_scope on check_answers for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
create policy own_answer on check_answers for insert to qicheng_app with check (county_id = (select app_county()) and person_id = (select app_person()));
--> statement-breakpoint
-- audit: everyone writes their own acts, under their own role; only the bureau reads.
create policy own_acts on audit_events for insert to qicheng_app with check (
  county_id = (select app_county()) and actor_account_id is not distinct from (select app_account()) and actor_role = (select app_role()));
--> statement-breakpoint
create policy read_by_bureau on audit_events for select to qicheng_app using (
  county_id = (select app_county()) and (select app_role()) = 'bureau');
--> statement-breakpoint
-- Narrow doors through the wall: three for the moments before there is an actor, two for numbers alone.
-- 1. Signing in: what a typed name leads to.
create function door_sign_in(typed_name text)
returns table (account_id uuid, password_hash text, disabled_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.password_hash, a.disabled_at from sign_in_names n join accounts a on a.id = n.account_id where n.name = typed_name
$$;
--> statement-breakpoint
-- 2. A login session, by the hash of its secret: who acts, in which role, where. One row while the session is not expired,
-- the account not disabled and the appointment valid today; no row otherwise.
create function door_login_session(session_hash text, at_time timestamptz)
returns table (account_id uuid, expires_at timestamptz, locale text, role text, county_id uuid, office_id uuid, person_id uuid,
  left_on date, minors_regime boolean, appointment_id uuid, staff_name text, office_zh text, office_en text, county_zh text, county_en text)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.account_id, s.expires_at, a.locale, coalesce(t.role, 'supervised-person'), coalesce(t.county_id, p.county_id),
    coalesce(t.office_id, p.office_id), p.id, p.left_on, p.minors_regime, t.id, f.name, o.name_zh, o.name_en, c.name_zh, c.name_en
  from login_sessions s
  join accounts a on a.id = s.account_id and a.disabled_at is null
  left join staff_appointments t on t.id = s.appointment_id
    and t.valid_from <= (at_time at time zone 'Asia/Shanghai')::date
    and (t.valid_to is null or t.valid_to > (at_time at time zone 'Asia/Shanghai')::date)
  left join staff f on f.id = t.staff_id and f.account_id = s.account_id
  left join lateral (
    select q.id, q.county_id, q.office_id, q.left_on, q.minors_regime from supervised_persons q
    where s.appointment_id is null and q.account_id = s.account_id
    order by q.left_on is not null, q.entered_on desc limit 1
  ) p on true
  left join judicial_offices o on o.id = coalesce(t.office_id, p.office_id)
  left join counties c on c.id = coalesce(t.county_id, p.county_id)
  where s.id = session_hash and s.expires_at > at_time and (f.id is not null or p.id is not null)
$$;
--> statement-breakpoint
-- 3. What an account may act as, once its password was right: appointments valid today and the latest stay on a register.
create function door_capacities(of_account uuid, at_time timestamptz)
returns table (appointment_id uuid, person_id uuid, role text, county_id uuid, office_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  (select t.id, null::uuid, t.role, t.county_id, t.office_id
  from staff f join staff_appointments t on t.staff_id = f.id
  where f.account_id = of_account
    and t.valid_from <= (at_time at time zone 'Asia/Shanghai')::date
    and (t.valid_to is null or t.valid_to > (at_time at time zone 'Asia/Shanghai')::date)
  order by t.valid_from, t.id)
  union all
  (select null, q.id, 'supervised-person', q.county_id, q.office_id
  from supervised_persons q where q.account_id = of_account
  order by q.left_on is not null, q.entered_on desc limit 1)
$$;
--> statement-breakpoint
-- 4. The minors' list of the actor's office: numbers alone; the id only while a grant to this account holds.
create function door_minors(at_time timestamptz)
returns table (register_number text, person_id uuid, expires_at timestamptz, reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.register_number, g.person_id, g.expires_at, g.reason
  from supervised_persons p
  left join lateral (
    select r.person_id, r.expires_at, r.reason from minor_record_grants r
    where r.county_id = p.county_id and r.person_id = p.id and r.account_id = app_account()
      and r.revoked_at is null and r.expires_at > at_time
    order by r.expires_at desc limit 1
  ) g on true
  where p.county_id = app_county() and p.office_id = app_office() and app_role() in ('office', 'social-worker')
    and p.minors_regime and p.left_on is null
  order by p.register_number
$$;
--> statement-breakpoint
-- 5. How many are on the register of each office of the actor's reach, those of the minors' regime apart: numbers alone.
create function door_register_counts(on_day date)
returns table (office_id uuid, minors_regime boolean, people integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.office_id, p.minors_regime, count(*)::integer
  from supervised_persons p
  where p.county_id = app_county()
    and (app_role() = 'bureau' or (app_role() in ('office', 'social-worker') and p.office_id = app_office()))
    and p.entered_on <= on_day and (p.left_on is null or p.left_on > on_day)
  group by p.office_id, p.minors_regime
$$;
--> statement-breakpoint
revoke execute on function door_register_counts(date), door_minors(timestamptz), door_sign_in(text), door_login_session(text, timestamptz), door_capacities(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function door_register_counts(date), door_minors(timestamptz), door_sign_in(text), door_login_session(text, timestamptz), door_capacities(uuid, timestamptz) to qicheng_app;
