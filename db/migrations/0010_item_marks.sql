-- Written by hand. How the questions of a quiz did among those of the minors' regime, for the bureau: right or not, by
-- question and wording, and the attempt's sum; of first tries only, and only of what at least five of them were asked, so
-- that a number is never one minor's. No person, no office, no day, no answer; the attempts are numbered by chance.
-- Adults' attempts the bureau reads through the wall as they are.
create function door_minor_item_marks(of_module text)
returns table (attempt integer, question_id text, question_version text, is_right boolean, total integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with finished as (
    select a.id, a.asked, a.missed, a.right_count,
      row_number() over (partition by a.person_id order by a.started_at, a.id) as tried
    from quiz_attempts a join supervised_persons p on p.county_id = a.county_id and p.id = a.person_id
    where a.county_id = app_county() and app_role() = 'bureau' and a.module_code = of_module
      and a.submitted_at is not null and p.minors_regime
  ), numbered as (
    select f.asked, f.missed, f.right_count,
      row_number() over (order by md5(f.id::text), f.id) as attempt
    from finished f where f.tried = 1
  ), marks as (
    select n.attempt, q.value ->> 'id' as question_id, q.value ->> 'version' as question_version,
      not (q.value ->> 'id' = any (n.missed)) as is_right, n.right_count as total
    from numbered n cross join lateral jsonb_array_elements(n.asked) as q(value)
  ), counted as (
    select m.*, count(*) over (partition by m.question_id, m.question_version) as times from marks m
  )
  select c.attempt::integer, c.question_id, c.question_version, c.is_right, c.total
  from counted c where c.times >= 5
  order by c.attempt, c.question_id, c.question_version
$$;
--> statement-breakpoint
revoke execute on function door_minor_item_marks(text) from public;
--> statement-breakpoint
grant execute on function door_minor_item_marks(text) to qicheng_app;
