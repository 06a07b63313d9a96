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
--> statement-breakpoint
CREATE TABLE "feedback_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "feedback_tokens_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "feedback_tokens_once" UNIQUE("county_id","occasion_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "feedback_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"day" date NOT NULL,
	"face" text NOT NULL,
	"comment" text,
	CONSTRAINT "feedback_answers_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "feedback_answers_face" CHECK ("feedback_answers"."face" in ('good', 'fair', 'poor')),
	CONSTRAINT "feedback_answers_comment" CHECK ("feedback_answers"."comment" is null or char_length("feedback_answers"."comment") between 1 and 300)
);
--> statement-breakpoint
CREATE TABLE "absence_notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"said_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "absence_notices_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "absence_notices_reason" CHECK ("absence_notices"."reason" in ('ill', 'work', 'family', 'travel', 'other'))
);
--> statement-breakpoint
ALTER TABLE "feedback_tokens" ADD CONSTRAINT "feedback_tokens_place" FOREIGN KEY ("county_id","occasion_id","person_id") REFERENCES "public"."occasion_places"("county_id","occasion_id","person_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "feedback_answers" ADD CONSTRAINT "feedback_answers_occasion" FOREIGN KEY ("county_id","occasion_id") REFERENCES "public"."occasions"("county_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "absence_notices" ADD CONSTRAINT "absence_notices_place" FOREIGN KEY ("county_id","occasion_id","person_id") REFERENCES "public"."occasion_places"("county_id","occasion_id","person_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "feedback_answers_county_occasion" ON "feedback_answers" USING btree ("county_id","occasion_id");
--> statement-breakpoint
CREATE INDEX "absence_notices_county_occasion" ON "absence_notices" USING btree ("county_id","occasion_id","person_id");
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['feedback_tokens', 'feedback_answers', 'absence_notices']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_works on %I for all to %I using (true) with check (true)', name, current_user);
  end loop;
end $$;
--> statement-breakpoint
-- Of answers the app reads and writes nothing by itself; of tokens a person reads their own.
grant select on feedback_tokens to qicheng_app;
--> statement-breakpoint
grant select, insert on absence_notices to qicheng_app;
--> statement-breakpoint
create policy own_tokens on feedback_tokens for select to qicheng_app using (
  county_id = (select app_county()) and person_id = (select app_person()));
--> statement-breakpoint
create policy absences_in_scope on absence_notices for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
create policy saying_own_absence on absence_notices for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'supervised-person' and person_id = (select app_person())
  and occasion_id in (select p.occasion_id from occasion_places p where p.person_id = (select app_person())));
--> statement-breakpoint
-- One answer of somebody who was there, within 30 days of the class. The token is spent and the answer put among the class's
-- others in one transaction; all of them are written anew, in an order drawn by lot, under new ids: whoever reads the rows as
-- they lie finds no first, no last, and no transaction that one of them shares with one token alone.
-- given; refused: already, not-there (no attendance, not yet over, too long ago).
create function door_give_feedback(of_occasion uuid, chosen text, words text) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare class occasions;
begin
  if app_role() <> 'supervised-person' or app_person() is null then return 'not-there'; end if;
  select o.* into class from occasions o where o.county_id = app_county() and o.id = of_occasion
    and o.state in ('planned', 'took-place') and upper(o.during) <= app_now() and upper(o.during) > app_now() - interval '30 days';
  if class.id is null or not exists (
    select 1 from attendance_marks m where m.county_id = class.county_id and m.occasion_id = class.id and m.person_id = app_person()
      and m.attended and m.revision = (select max(l.revision) from attendance_marks l
        where l.county_id = m.county_id and l.occasion_id = m.occasion_id and l.person_id = m.person_id)) then
    return 'not-there';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('feedback:' || of_occasion, 0));
  insert into feedback_tokens (id, county_id, occasion_id, person_id)
  values (gen_random_uuid(), class.county_id, class.id, app_person()) on conflict do nothing;
  if not found then return 'already'; end if;
  with lifted as (
    delete from feedback_answers a where a.county_id = class.county_id and a.occasion_id = class.id returning a.day, a.face, a.comment),
  together as (
    select l.day, l.face, l.comment from lifted l
    union all select (lower(class.during) at time zone 'Asia/Shanghai')::date, chosen, words)
  insert into feedback_answers (id, county_id, occasion_id, day, face, comment)
  select gen_random_uuid(), class.county_id, class.id, t.day, t.face, t.comment from together t order by random();
  return 'given';
end $$;
--> statement-breakpoint
-- What was said about classes, from three answers up: faces as counts, comments by their own letters. For the bureau its
-- county's, for a lecturer their own; of one class, of one lecturer's, or of all.
create function door_feedback(of_occasion uuid, of_lecturer uuid)
returns table (occasion_id uuid, title_code text, title_zh text, title_en text, day date, good integer, fair integer, poor integer,
  comments text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.title_code, o.title_zh, o.title_en, min(a.day), (count(*) filter (where a.face = 'good'))::integer,
    (count(*) filter (where a.face = 'fair'))::integer, (count(*) filter (where a.face = 'poor'))::integer,
    coalesce(array_agg(a.comment order by a.comment collate "C") filter (where a.comment is not null), '{}')
  from occasions o
  join feedback_answers a on a.county_id = o.county_id and a.occasion_id = o.id
  left join lecture_orders l on o.source_kind = 'lecture' and l.county_id = o.county_id and l.id = o.source_id
  where o.county_id = app_county() and (of_occasion is null or o.id = of_occasion)
    and (of_lecturer is null or l.lecturer_id = of_lecturer)
    and (app_role() = 'bureau' or (app_role() = 'lecturer' and l.lecturer_id = door_own_lecturer()))
  group by o.id, o.title_code, o.title_zh, o.title_en, o.during
  having count(*) >= 3
  order by lower(o.during) desc, o.id
$$;
--> statement-breakpoint
-- The accounts of those who serve today at the office that gave the actor a place: whom "I cannot come" is told.
create function door_staff_of_own_place(of_occasion uuid) returns table (account_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct s.account_id from occasion_places p
  join staff_appointments t on t.county_id = p.county_id and t.office_id = p.office_id and t.role in ('office', 'social-worker')
    and t.valid_from <= (app_now() at time zone 'Asia/Shanghai')::date
    and (t.valid_to is null or t.valid_to > (app_now() at time zone 'Asia/Shanghai')::date)
  join staff s on s.id = t.staff_id
  where app_role() = 'supervised-person' and p.county_id = app_county() and p.occasion_id = of_occasion and p.person_id = app_person()
$$;
--> statement-breakpoint
create policy telling_own_office on notices for insert to qicheng_app with check (
  county_id = (select app_county()) and read_at is null and (select app_role()) = 'supervised-person' and code = 'absence-said'
  and account_id in (select d.account_id from door_staff_of_own_place(
    case when event_key ~ '^absence:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:' then substring(event_key from 9 for 36)::uuid end) d));
--> statement-breakpoint
revoke execute on function door_give_feedback(uuid, text, text), door_feedback(uuid, uuid), door_staff_of_own_place(uuid) from public;
--> statement-breakpoint
grant execute on function door_give_feedback(uuid, text, text), door_feedback(uuid, uuid), door_staff_of_own_place(uuid) to qicheng_app;
