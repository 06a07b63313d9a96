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
