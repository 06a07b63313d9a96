ALTER TABLE "judicial_offices" ADD COLUMN "delegated_from" date DEFAULT '2020-07-01' NOT NULL;--> statement-breakpoint
ALTER TABLE "judicial_offices" ADD COLUMN "delegated_to" date;--> statement-breakpoint
ALTER TABLE "judicial_offices" ADD CONSTRAINT "judicial_offices_delegated" CHECK ("judicial_offices"."delegated_to" is null or "judicial_offices"."delegated_to" > "judicial_offices"."delegated_from");--> statement-breakpoint
-- Written by hand from here on.
-- A judicial office works by delegation of the county's agency (社矫法 9 ¶2). The offices that are there are delegated since the
-- law is in force, or since the county has them on its staff, if that is earlier.
update judicial_offices o set delegated_from = least(o.delegated_from,
  (select min(t.valid_from) from staff_appointments t where t.county_id = o.county_id));
--> statement-breakpoint
grant update (delegated_from, delegated_to) on judicial_offices to qicheng_app;
--> statement-breakpoint
-- Whether an office of the actor's county is delegated on a day.
create function door_delegated(of_office uuid, on_day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from judicial_offices o where o.county_id = app_county() and o.id = of_office
    and o.delegated_from <= on_day and (o.delegated_to is null or o.delegated_to > on_day))
$$;
--> statement-breakpoint
-- Who takes what, and until when it is held: what a week of a lecturer's and a room's time is drawn from. Whose class it is, is a
-- public fact of the own county; of another county there is the time alone. What the time is for stands nowhere in it.
create function door_taken(of_staff uuid[], of_rooms uuid[], span tstzrange)
returns table (staff_id uuid, room_id uuid, office_id uuid, during tstzrange, blocked tstzrange, lecture boolean, hold_until timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when e.staff_id = any(of_staff) then e.staff_id end, case when e.room_id = any(of_rooms) then e.room_id end,
    case when e.kind = 'lecture' and e.county_id = app_county() then e.office_id end, e.during, e.blocked, e.kind = 'lecture',
    case when e.state = 'held' then e.hold_until end
  from engagements e
  where app_role() in ('office', 'social-worker', 'bureau')
    and (e.state = 'confirmed' or (e.state = 'held' and e.hold_until > app_now())) and e.blocked && span
    and ((e.staff_id = any(of_staff) and e.staff_id in (select t.staff_id from staff_appointments t where t.county_id = app_county()))
      or (e.room_id = any(of_rooms) and e.room_id in (select r.id from lecture_rooms r where r.county_id = app_county())))
$$;
--> statement-breakpoint
-- Joining another office's session, as in 0012, and only of an office that is delegated today and on the day of the class.
create or replace function door_join_order(share uuid, of_order uuid, more_seats integer, seen_version integer) returns integer
language sql volatile security definer set search_path = public, pg_temp as $$
  with host as (
    update lecture_orders set seats_taken = seats_taken + more_seats, version = version + 1
    where county_id = app_county() and id = of_order and version = seen_version and shared and more_seats >= 1
      and app_role() in ('office', 'social-worker') and office_id <> app_office()
      and state in ('requested', 'held', 'proposed', 'accepted', 'confirmed')
      and (capacity is null or seats_taken + more_seats <= capacity)
      and door_delegated(app_office(), (app_now() at time zone 'Asia/Shanghai')::date)
      and (during is null or door_delegated(app_office(), (lower(during) at time zone 'Asia/Shanghai')::date))
    returning county_id, id, office_id, regime, version),
  added as (
    insert into lecture_order_shares (id, county_id, order_id, host_office_id, regime, office_id, seats, joined_by, joined_at)
    select share, county_id, id, office_id, regime, app_office(), more_seats, app_account(), app_now() from host)
  select version from host
$$;
--> statement-breakpoint
revoke execute on function door_delegated(uuid, date), door_taken(uuid[], uuid[], tstzrange) from public;
--> statement-breakpoint
grant execute on function door_delegated(uuid, date), door_taken(uuid[], uuid[], tstzrange) to qicheng_app;
--> statement-breakpoint
-- Beside the policies of 0012, which say who: no order begins, and no time is taken for a class, without the delegation.
create policy orders_of_delegated on lecture_orders as restrictive for insert to qicheng_app with check (
  door_delegated(office_id, (app_now() at time zone 'Asia/Shanghai')::date));
--> statement-breakpoint
create policy lectures_of_delegated on engagements as restrictive for insert to qicheng_app with check (
  kind <> 'lecture' or door_delegated(office_id, (lower(during) at time zone 'Asia/Shanghai')::date));
