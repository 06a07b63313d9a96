-- How many messages wait for whoever has signed in: asked with the login session's own row, so that every page can say so.
-- A number alone, for one secret.
create function door_unread_notices(session_hash text, of_county uuid) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from login_sessions s join notices n on n.account_id = s.account_id
  where s.id = session_hash and n.county_id = of_county and n.read_at is null
$$;
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"for_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "calendar_feeds_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "calendar_feeds_token" UNIQUE("token_hash"),
	CONSTRAINT "calendar_feeds_hash_shape" CHECK ("calendar_feeds"."token_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_one_live" ON "calendar_feeds" USING btree ("county_id","account_id","for_id") WHERE revoked_at is null;
--> statement-breakpoint
alter table calendar_feeds enable row level security;
--> statement-breakpoint
alter table calendar_feeds force row level security;
--> statement-breakpoint
do $$
begin
  execute format('create policy owner_works on calendar_feeds for all to %I using (true) with check (true)', current_user);
end $$;
--> statement-breakpoint
-- The hash is written, and read by the door alone.
grant select (id, county_id, account_id, kind, for_id, made_at, revoked_at) on calendar_feeds to qicheng_app;
--> statement-breakpoint
grant insert on calendar_feeds to qicheng_app;
--> statement-breakpoint
grant update (revoked_at) on calendar_feeds to qicheng_app;
--> statement-breakpoint
create policy own_feeds on calendar_feeds for select to qicheng_app using (
  county_id = (select app_county()) and account_id = (select app_account()));
--> statement-breakpoint
create policy making_own_feeds on calendar_feeds for insert to qicheng_app with check (
  county_id = (select app_county()) and account_id = (select app_account()) and revoked_at is null and (
    (kind = 'office' and (select app_role()) in ('office', 'social-worker') and for_id = (select app_office()))
    or (kind = 'lecturer' and for_id = (select door_own_lecturer()))));
--> statement-breakpoint
create policy revoking_own_feeds on calendar_feeds for update to qicheng_app
  using (county_id = (select app_county()) and account_id = (select app_account()) and revoked_at is null)
  with check (county_id = (select app_county()) and account_id = (select app_account()) and revoked_at is not null);
--> statement-breakpoint
-- Whose link a token is: for the named actor of tokens, and only while its holder may still see what it shows.
create function door_calendar_feed(hash text) returns table (county_id uuid, kind text, for_id uuid, locale text)
language sql stable security definer set search_path = public, pg_temp as $$
  select f.county_id, f.kind, f.for_id, a.locale
  from calendar_feeds f join accounts a on a.id = f.account_id and a.disabled_at is null and not a.must_change_password
  where app_role() = 'system:calendar-token' and f.token_hash = hash and f.revoked_at is null and exists (
    select 1 from staff s join staff_appointments t on t.staff_id = s.id and t.county_id = f.county_id
    where s.account_id = f.account_id and t.valid_from <= (app_now() at time zone 'Asia/Shanghai')::date
      and (t.valid_to is null or t.valid_to > (app_now() at time zone 'Asia/Shanghai')::date)
      and ((f.kind = 'office' and t.role in ('office', 'social-worker') and t.office_id = f.for_id)
        or (f.kind = 'lecturer' and t.role = 'lecturer' and exists (
          select 1 from lecturers l where l.id = f.for_id and l.county_id = f.county_id and l.staff_id = s.id
            and (l.to_on is null or l.to_on > (app_now() at time zone 'Asia/Shanghai')::date)))))
$$;
--> statement-breakpoint
-- The classes behind a token, from a month back: times, public titles and rooms; no seats, no needs, no reasons, nobody. One
-- row without an order where there is no class; no row for a token that opens nothing.
create function door_feed_orders(hash text)
returns table (order_id uuid, version integer, state text, hold_until timestamptz, during_from timestamptz, during_to timestamptz,
  last_from timestamptz, last_to timestamptz, concerns boolean, changed_at timestamptz, title_zh text, title_en text, room_zh text,
  room_en text, locale text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.version, o.state, o.hold_until, lower(o.during), upper(o.during), lower(o.last), upper(o.last), o.concerns,
    o.changed_at, o.public_zh, o.public_en, o.name_zh, o.name_en, f.locale
  from door_calendar_feed(hash) f
  left join lateral (
    select o.id, o.version, o.state, o.hold_until, o.during, timed.during as last, t.public_zh, t.public_en, r.name_zh, r.name_en,
      case f.kind when 'lecturer' then o.lecturer_id is not distinct from f.for_id
        else o.office_id = f.for_id or exists (select 1 from lecture_order_shares s
          where s.county_id = o.county_id and s.order_id = o.id and s.office_id = f.for_id and s.left_at is null) end as concerns,
      (select max(c.at) from lecture_order_changes c where c.county_id = o.county_id and c.order_id = o.id) as changed_at
    from lecture_orders o
    join menu_topics t on t.county_id = o.county_id and t.id = o.topic_id
    cross join lateral (
      select c.during, c.engagement_id from lecture_order_changes c
      where c.county_id = o.county_id and c.order_id = o.id and c.during is not null
        and (f.kind = 'office' or c.lecturer_id = f.for_id)
      order by c.version desc limit 1) timed
    left join engagements e on e.county_id = o.county_id and e.id = timed.engagement_id
    left join lecture_rooms r on r.county_id = o.county_id and r.id = coalesce(o.room_id, e.room_id)
    where o.county_id = f.county_id and upper(coalesce(o.during, timed.during)) > app_now() - interval '31 days'
      and (f.kind = 'lecturer' or o.office_id = f.for_id or exists (select 1 from lecture_order_shares s
        where s.county_id = o.county_id and s.order_id = o.id and s.office_id = f.for_id))
  ) o on true
  order by lower(coalesce(o.during, o.last)), o.id
$$;
--> statement-breakpoint
revoke execute on function door_unread_notices(text, uuid), door_calendar_feed(text), door_feed_orders(text) from public;
--> statement-breakpoint
grant execute on function door_unread_notices(text, uuid), door_feed_orders(text) to qicheng_app;
