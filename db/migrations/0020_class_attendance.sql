-- How many came to the lectures of a time, office by office: numbers from the registers, for whoever sees no names (the bureau, the
-- lecturer of a class). A register that is not complete says nothing yet.
create function door_class_attendance(from_at timestamptz, to_at timestamptz)
returns table (order_id uuid, office_id uuid, complete boolean, came integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.source_id, r.office_id, r.completed_at is not null, (
    select count(*)::integer from (
      select distinct on (m.person_id) m.attended from attendance_marks m
      where m.county_id = r.county_id and m.occasion_id = r.occasion_id and m.office_id = r.office_id
      order by m.person_id, m.revision desc) last
    where last.attended and r.completed_at is not null)
  from occasions o
  join occasion_rosters r on r.county_id = o.county_id and r.occasion_id = o.id
  where o.county_id = app_county() and o.source_kind = 'lecture' and o.state in ('planned', 'took-place')
    and lower(o.during) >= from_at and lower(o.during) < to_at
    and (app_role() = 'bureau' or (app_role() = 'lecturer' and o.source_id in (
      select l.id from lecture_orders l where l.county_id = o.county_id and l.lecturer_id = door_own_lecturer())))
$$;
--> statement-breakpoint
revoke execute on function door_class_attendance(timestamptz, timestamptz) from public;
--> statement-breakpoint
grant execute on function door_class_attendance(timestamptz, timestamptz) to qicheng_app;
--> statement-breakpoint
-- A complete register forgot somebody who was there: they get the place that their mark needs. For staff of the office that keeps
-- the register, after the class. A seat more where none is free, while the room has one.
-- joined; refused: not-complete, gone (not on the register that day), elsewhere, full.
create function door_seat_forgotten(of_occasion uuid, of_person uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare roster occasion_rosters; class occasions; place occasion_places; held_on date;
begin
  if app_role() is distinct from 'office' then return 'not-complete'; end if;
  perform pg_advisory_xact_lock(hashtextextended('attendance:person:' || of_person, 0));
  -- Every roster of the class, in one order: what the room still holds is counted over all of them.
  perform 1 from occasion_rosters r where r.county_id = app_county() and r.occasion_id = of_occasion order by r.id for update;
  select r.* into roster from occasion_rosters r
  where r.county_id = app_county() and r.occasion_id = of_occasion and r.office_id = app_office();
  select o.* into class from occasions o where o.county_id = app_county() and o.id = of_occasion;
  if roster.id is null or roster.completed_at is null or class.state not in ('planned', 'took-place')
    or upper(class.during) > app_now() then return 'not-complete'; end if;
  held_on := (lower(class.during) at time zone 'Asia/Shanghai')::date;
  if not exists (select 1 from supervised_persons q where q.county_id = roster.county_id and q.id = of_person
    and q.office_id = roster.office_id and q.minors_regime = (class.regime = 'minors')
    and q.entered_on <= held_on and (q.left_on is null or q.left_on > held_on)) then return 'gone'; end if;
  select p.* into place from occasion_places p
  where p.county_id = roster.county_id and p.occasion_id = of_occasion and p.person_id = of_person;
  if place.state = 'joined' then return case when place.office_id = roster.office_id then 'joined' else 'elsewhere' end; end if;
  if place.id is not null and place.office_id <> roster.office_id then return 'elsewhere'; end if;
  if exists (select 1 from occasion_places e join occasions o on o.county_id = e.county_id and o.id = e.occasion_id
    where e.county_id = roster.county_id and e.person_id = of_person and e.occasion_id <> of_occasion and e.state = 'joined'
      and o.state in ('planned', 'took-place') and o.during && class.during) then return 'elsewhere'; end if;
  if roster.joined >= roster.seats and class.capacity <= (select sum(r.seats) from occasion_rosters r
    where r.county_id = roster.county_id and r.occasion_id = of_occasion) then return 'full'; end if;
  if place.id is null then
    insert into occasion_places (id, county_id, occasion_id, office_id, person_id, regime, state, offered_by, offered_as, changed_by,
      changed_as)
    values (gen_random_uuid(), roster.county_id, of_occasion, roster.office_id, of_person, class.regime, 'joined', app_account(),
      app_role(), app_account(), app_role());
  else
    update occasion_places set state = 'joined', ordinal = null, version = version + 1,
      changed_by = app_account(), changed_as = app_role(), changed_at = app_now() where id = place.id;
  end if;
  update occasion_rosters set joined = joined + 1, seats = greatest(seats, joined + 1) where id = roster.id;
  return 'joined';
end $$;
--> statement-breakpoint
-- Somebody who stands on a complete register by mistake gives the place back.
create function door_strike_place(of_occasion uuid, of_person uuid) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare roster occasion_rosters;
begin
  select r.* into roster from occasion_rosters r where r.county_id = app_county() and r.occasion_id = of_occasion
    and r.office_id = app_office() and app_role() = 'office' and r.completed_at is not null for update;
  if roster.id is null then return; end if;
  update occasion_places set state = 'withdrawn', ordinal = null, version = version + 1,
    changed_by = app_account(), changed_as = app_role(), changed_at = app_now()
  where county_id = roster.county_id and occasion_id = of_occasion and office_id = roster.office_id and person_id = of_person
    and state = 'joined';
  if found then update occasion_rosters set joined = joined - 1 where id = roster.id; end if;
end $$;
--> statement-breakpoint
-- Who has a seat on a register of the actor's office and has moved to another county's or office's care since: the office that had
-- them still says whether they came, and its own class is all that it sees of them. The name stood on its list before; of the
-- minors' regime only with a grant, as ever (社矫法 54).
create function door_moved_on() returns table (occasion_id uuid, person_id uuid, name text, register_number text, left_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.occasion_id, p.person_id, q.name, q.register_number, q.left_on
  from occasion_places p
  join supervised_persons q on q.county_id = p.county_id and q.id = p.person_id and q.departure = 'transferred'
  where app_role() in ('office', 'social-worker') and p.county_id = app_county() and p.office_id = app_office()
    and (not q.minors_regime or exists (select 1 from minor_record_grants g where g.county_id = q.county_id and g.person_id = q.id
      and g.account_id = app_account() and g.revoked_at is null and g.expires_at > app_now()))
$$;
--> statement-breakpoint
-- The same of one place, for what is written row by row; `held_on`: only while they were still in that office's care.
create function door_moved_on_from(of_occasion uuid, of_person uuid, held_on date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select 1 from occasion_places p
    join supervised_persons q on q.county_id = p.county_id and q.id = p.person_id and q.departure = 'transferred'
    where app_role() in ('office', 'social-worker') and p.county_id = app_county() and p.office_id = app_office()
      and p.occasion_id = of_occasion and p.person_id = of_person
      and (held_on is null or q.left_on is null or q.left_on > held_on)
      and (not q.minors_regime or exists (select 1 from minor_record_grants g where g.county_id = q.county_id and g.person_id = q.id
        and g.account_id = app_account() and g.revoked_at is null and g.expires_at > app_now())))
$$;
--> statement-breakpoint
create policy places_of_moved_on on occasion_places for select to qicheng_app using (
  county_id = (select app_county()) and (occasion_id, person_id) in (select m.occasion_id, m.person_id from door_moved_on() m));
--> statement-breakpoint
create policy marks_of_moved_on on attendance_marks for select to qicheng_app using (
  county_id = (select app_county()) and (occasion_id, person_id) in (select m.occasion_id, m.person_id from door_moved_on() m));
--> statement-breakpoint
create policy confirmations_of_moved_on on attendance_confirmations for select to qicheng_app using (
  county_id = (select app_county()) and (occasion_id, person_id) in (select m.occasion_id, m.person_id from door_moved_on() m));
--> statement-breakpoint
create policy marking_moved_on on attendance_marks for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) in ('office', 'social-worker') and office_id = (select app_office())
  and recorded_by = (select app_account()) and recorded_as = (select app_role())
  and door_moved_on_from(occasion_id, person_id, null)
  and exists (select 1 from occasions o where o.county_id = (select app_county()) and o.id = attendance_marks.occasion_id
    and o.state in ('planned', 'took-place')
    and (lower(o.during) - interval '60 minutes' <= app_now() or coalesce(attendance_marks.outcome, 'excused') = 'excused'))
  and (in_at is null or in_at <= app_now()) and (out_at is null or out_at <= app_now())
  and ((select app_role()) = 'office' or not exists (select 1 from occasion_rosters r where r.county_id = (select app_county())
    and r.occasion_id = attendance_marks.occasion_id and r.office_id = attendance_marks.office_id and r.completed_at is not null)));
--> statement-breakpoint
-- The ledger: the lines of that class alone, and none of a class held after they had left.
create policy class_of_moved_on on hours_entries for select to qicheng_app using (
  county_id = (select app_county()) and (select app_role()) = 'office' and source_kind in ('lecture', 'collective_class')
  and (person_id, source_id) in (select m.person_id, 'occasion:' || m.occasion_id from door_moved_on() m));
--> statement-breakpoint
create policy posting_class_of_moved_on on hours_entries for insert to qicheng_app with check (
  county_id = (select app_county()) and posted_by = (select app_account()) and posted_as = (select app_role())
  and (select app_role()) = 'office' and source_kind in ('lecture', 'collective_class')
  and case when source_id ~ '^occasion:[0-9a-f-]{36}$'
    then door_moved_on_from(substr(source_id, 10)::uuid, person_id, county_day) else false end);
--> statement-breakpoint
revoke execute on function door_seat_forgotten(uuid, uuid), door_strike_place(uuid, uuid), door_moved_on(),
  door_moved_on_from(uuid, uuid, date) from public;
--> statement-breakpoint
grant execute on function door_seat_forgotten(uuid, uuid), door_strike_place(uuid, uuid), door_moved_on(),
  door_moved_on_from(uuid, uuid, date) to qicheng_app;
