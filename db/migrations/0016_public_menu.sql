-- Written by hand. The menu in force on a day, for the front page, which knows nobody: public titles alone. An installation
-- serves one county; where there are several there is none to choose, and no row.
create function door_public_menu(of_day date)
returns table (menu text, title_zh text, title_en text, group_zh text, group_en text, code text, minutes integer,
  sittings integer, public_zh text, public_en text, module_code text)
language sql stable security definer set search_path = public, pg_temp as $$
  with in_force as (
    select distinct on (v.menu) v.* from menu_versions v
    where v.state = 'published' and v.effective_from <= of_day and (select count(*) from counties) = 1
    order by v.menu, v.effective_from desc)
  select f.menu, f.title_zh, f.title_en, f.group_zh, f.group_en, t.code, t.minutes, t.sittings, t.public_zh, t.public_en,
    t.module_code
  from in_force f join menu_topics t on t.county_id = f.county_id and t.menu_version_id = f.id and not t.withdrawn
  order by f.menu, t.position
$$;
--> statement-breakpoint
revoke execute on function door_public_menu(date) from public;
--> statement-breakpoint
grant execute on function door_public_menu(date) to qicheng_app;
