CREATE TABLE "county_days" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"source" text NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "county_days_county_id_id" UNIQUE("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "engagements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"staff_id" uuid,
	"room_id" uuid,
	"office_id" uuid,
	"for_id" uuid,
	"during" "tstzrange" NOT NULL,
	"blocked" "tstzrange" NOT NULL,
	"state" text NOT NULL,
	"hold_until" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"placed_by" uuid,
	"placed_as" text NOT NULL,
	"placed_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "engagements_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "engagements_county_id_state" UNIQUE("county_id","id","state"),
	CONSTRAINT "engagements_of_something" CHECK (num_nonnulls("engagements"."staff_id", "engagements"."room_id") > 0),
	CONSTRAINT "engagements_lecture_whole" CHECK ("engagements"."kind" <> 'lecture' or num_nonnulls("engagements"."staff_id", "engagements"."room_id", "engagements"."office_id", "engagements"."for_id") = 4),
	CONSTRAINT "engagements_span" CHECK (lower_inc("engagements"."during") and not upper_inc("engagements"."during") and upper("engagements"."during") > lower("engagements"."during")
        and upper("engagements"."during") - lower("engagements"."during") <= interval '92 days'),
	CONSTRAINT "engagements_buffered" CHECK ("engagements"."blocked" @> "engagements"."during" and lower_inc("engagements"."blocked") and not upper_inc("engagements"."blocked")
        and upper("engagements"."blocked") - lower("engagements"."blocked") <= interval '93 days'),
	CONSTRAINT "engagements_hold_ends" CHECK ("engagements"."state" <> 'held' or "engagements"."hold_until" is not null),
	CONSTRAINT "engagements_ended" CHECK (("engagements"."state" in ('released', 'expired')) = ("engagements"."ended_at" is not null)),
	CONSTRAINT "engagements_version" CHECK ("engagements"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "lecture_rooms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"office_id" uuid NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"capacity" integer NOT NULL,
	"equipment" text[] NOT NULL,
	"travel_minutes" integer NOT NULL,
	"retired_on" date,
	CONSTRAINT "lecture_rooms_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "lecture_rooms_capacity" CHECK ("lecture_rooms"."capacity" between 1 and 500),
	CONSTRAINT "lecture_rooms_travel" CHECK ("lecture_rooms"."travel_minutes" between 0 and 180)
);
--> statement-breakpoint
CREATE TABLE "lecture_order_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"act" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"lecturer_id" uuid,
	"engagement_id" uuid,
	"during" "tstzrange",
	"reason" text,
	"actor_account_id" uuid,
	"actor_role" text NOT NULL,
	"actor_office_id" uuid,
	"at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "lecture_order_changes_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "lecture_order_changes_version" UNIQUE("county_id","order_id","version")
);
--> statement-breakpoint
CREATE TABLE "lecture_order_shares" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"host_office_id" uuid NOT NULL,
	"regime" text NOT NULL,
	"office_id" uuid NOT NULL,
	"seats" integer NOT NULL,
	"joined_by" uuid NOT NULL,
	"joined_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"left_at" timestamp (3) with time zone,
	CONSTRAINT "lecture_order_shares_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "lecture_order_shares_seats" CHECK ("lecture_order_shares"."seats" >= 1),
	CONSTRAINT "lecture_order_shares_other_office" CHECK ("lecture_order_shares"."office_id" <> "lecture_order_shares"."host_office_id")
);
--> statement-breakpoint
CREATE TABLE "lecture_orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"office_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"topic_code" text NOT NULL,
	"regime" text NOT NULL,
	"asked" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"seats" integer NOT NULL,
	"seats_taken" integer NOT NULL,
	"capacity" integer,
	"needs" jsonb NOT NULL,
	"wanted_from" date NOT NULL,
	"wanted_to" date NOT NULL,
	"wanted_time" text NOT NULL,
	"lecturer_id" uuid,
	"previous_lecturer_id" uuid,
	"room_id" uuid,
	"engagement_id" uuid,
	"during" "tstzrange",
	"hold_until" timestamp (3) with time zone,
	"shared" boolean DEFAULT false NOT NULL,
	"created_by" uuid,
	"created_as" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"requested_at" timestamp (3) with time zone,
	"booked_state" text GENERATED ALWAYS AS (case when state in ('confirmed', 'taught', 'closed') then 'confirmed' end) STORED,
	CONSTRAINT "lecture_orders_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "lecture_orders_county_id_regime" UNIQUE("county_id","id","office_id","regime"),
	CONSTRAINT "lecture_orders_time_with_state" CHECK (num_nonnulls("lecture_orders"."engagement_id", "lecture_orders"."during", "lecture_orders"."room_id", "lecture_orders"."capacity")
        = case when "lecture_orders"."state" in ('held', 'proposed', 'accepted', 'confirmed', 'taught', 'closed') then 4 else 0 end),
	CONSTRAINT "lecture_orders_lecturer_with_time" CHECK ("lecture_orders"."engagement_id" is null or "lecture_orders"."lecturer_id" is not null),
	CONSTRAINT "lecture_orders_hold" CHECK (("lecture_orders"."state" in ('held', 'proposed', 'accepted')) = ("lecture_orders"."hold_until" is not null)),
	CONSTRAINT "lecture_orders_seats" CHECK ("lecture_orders"."seats" >= 1 and "lecture_orders"."seats_taken" >= "lecture_orders"."seats"),
	CONSTRAINT "lecture_orders_capacity" CHECK ("lecture_orders"."capacity" is null or "lecture_orders"."seats_taken" <= "lecture_orders"."capacity"),
	CONSTRAINT "lecture_orders_wanted" CHECK ("lecture_orders"."wanted_to" >= "lecture_orders"."wanted_from"),
	CONSTRAINT "lecture_orders_requested" CHECK ("lecture_orders"."state" in ('draft', 'withdrawn') or "lecture_orders"."requested_at" is not null),
	CONSTRAINT "lecture_orders_version" CHECK ("lecture_orders"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "lecturer_exceptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"lecturer_id" uuid NOT NULL,
	"day" date NOT NULL,
	"open" boolean NOT NULL,
	"from_minute" integer NOT NULL,
	"to_minute" integer NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "lecturer_exceptions_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "lecturer_exceptions_span" CHECK ("lecturer_exceptions"."from_minute" >= 0 and "lecturer_exceptions"."to_minute" > "lecturer_exceptions"."from_minute" and "lecturer_exceptions"."to_minute" <= 1440)
);
--> statement-breakpoint
CREATE TABLE "lecturer_hours" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"lecturer_id" uuid NOT NULL,
	"weekday" integer NOT NULL,
	"from_minute" integer NOT NULL,
	"to_minute" integer NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	CONSTRAINT "lecturer_hours_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "lecturer_hours_weekday" CHECK ("lecturer_hours"."weekday" between 1 and 7),
	CONSTRAINT "lecturer_hours_span" CHECK ("lecturer_hours"."from_minute" >= 0 and "lecturer_hours"."to_minute" > "lecturer_hours"."from_minute" and "lecturer_hours"."to_minute" <= 1440),
	CONSTRAINT "lecturer_hours_order" CHECK ("lecturer_hours"."to_on" is null or "lecturer_hours"."to_on" >= "lecturer_hours"."from_on")
);
--> statement-breakpoint
CREATE TABLE "lecturer_topics" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"lecturer_id" uuid NOT NULL,
	"topic_code" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	CONSTRAINT "lecturer_topics_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "lecturer_topics_order" CHECK ("lecturer_topics"."to_on" is null or "lecturer_topics"."to_on" > "lecturer_topics"."from_on")
);
--> statement-breakpoint
CREATE TABLE "lecturers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"menu" text NOT NULL,
	"credentials_zh" text NOT NULL,
	"credentials_en" text NOT NULL,
	"languages" text[] NOT NULL,
	"travel_limit_minutes" integer NOT NULL,
	"day_limit" integer NOT NULL,
	"month_limit" integer NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	CONSTRAINT "lecturers_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "lecturers_county_staff" UNIQUE("county_id","staff_id"),
	CONSTRAINT "lecturers_limits" CHECK ("lecturers"."day_limit" between 1 and 6 and "lecturers"."month_limit" between 1 and 60),
	CONSTRAINT "lecturers_travel" CHECK ("lecturers"."travel_limit_minutes" between 0 and 180),
	CONSTRAINT "lecturers_order" CHECK ("lecturers"."to_on" is null or "lecturers"."to_on" > "lecturers"."from_on")
);
--> statement-breakpoint
CREATE TABLE "menu_topics" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"menu_version_id" uuid NOT NULL,
	"code" text NOT NULL,
	"position" integer NOT NULL,
	"minutes" integer NOT NULL,
	"sittings" integer NOT NULL,
	"public_zh" text NOT NULL,
	"public_en" text NOT NULL,
	"full_zh" text NOT NULL,
	"full_en" text NOT NULL,
	"audience_zh" text NOT NULL,
	"audience_en" text NOT NULL,
	"stage" text NOT NULL,
	"room_needs" text[] NOT NULL,
	"module_code" text,
	"withdrawn" boolean DEFAULT false NOT NULL,
	CONSTRAINT "menu_topics_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "menu_topics_county_id_code" UNIQUE("county_id","id","code"),
	CONSTRAINT "menu_topics_once" UNIQUE("county_id","menu_version_id","code"),
	CONSTRAINT "menu_topics_code_shape" CHECK ("menu_topics"."code" ~ '^[a-z][0-9]{1,2}$'),
	CONSTRAINT "menu_topics_minutes" CHECK ("menu_topics"."minutes" between 15 and 180),
	CONSTRAINT "menu_topics_sittings" CHECK ("menu_topics"."sittings" between 1 and 4)
);
--> statement-breakpoint
CREATE TABLE "menu_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"menu" text NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"full_zh" text NOT NULL,
	"full_en" text NOT NULL,
	"group_zh" text NOT NULL,
	"group_en" text NOT NULL,
	"effective_from" date,
	"published_at" timestamp (3) with time zone,
	"published_by" uuid,
	CONSTRAINT "menu_versions_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "menu_versions_number" UNIQUE("county_id","menu","number"),
	CONSTRAINT "menu_versions_published_whole" CHECK (num_nonnulls("menu_versions"."effective_from", "menu_versions"."published_at") = case when "menu_versions"."state" = 'published' then 2 else 0 end)
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"event_key" text NOT NULL,
	"code" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "notices_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "notices_one_per_event" UNIQUE("county_id","account_id","event_key"),
	CONSTRAINT "notices_code_shape" CHECK ("notices"."code" ~ '^[a-z]+(-[a-z]+)*$')
);
--> statement-breakpoint
ALTER TABLE "county_days" ADD CONSTRAINT "county_days_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_room" FOREIGN KEY ("county_id","room_id") REFERENCES "public"."lecture_rooms"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_office" FOREIGN KEY ("county_id","office_id") REFERENCES "public"."judicial_offices"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_rooms" ADD CONSTRAINT "lecture_rooms_office" FOREIGN KEY ("county_id","office_id") REFERENCES "public"."judicial_offices"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_order_changes" ADD CONSTRAINT "lecture_order_changes_order" FOREIGN KEY ("county_id","order_id") REFERENCES "public"."lecture_orders"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_order_shares" ADD CONSTRAINT "lecture_order_shares_order" FOREIGN KEY ("county_id","order_id","host_office_id","regime") REFERENCES "public"."lecture_orders"("county_id","id","office_id","regime") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_order_shares" ADD CONSTRAINT "lecture_order_shares_office" FOREIGN KEY ("county_id","office_id") REFERENCES "public"."judicial_offices"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_orders" ADD CONSTRAINT "lecture_orders_office" FOREIGN KEY ("county_id","office_id") REFERENCES "public"."judicial_offices"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_orders" ADD CONSTRAINT "lecture_orders_topic" FOREIGN KEY ("county_id","topic_id","topic_code") REFERENCES "public"."menu_topics"("county_id","id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_orders" ADD CONSTRAINT "lecture_orders_lecturer" FOREIGN KEY ("county_id","lecturer_id") REFERENCES "public"."lecturers"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_orders" ADD CONSTRAINT "lecture_orders_previous_lecturer" FOREIGN KEY ("county_id","previous_lecturer_id") REFERENCES "public"."lecturers"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_orders" ADD CONSTRAINT "lecture_orders_room" FOREIGN KEY ("county_id","room_id") REFERENCES "public"."lecture_rooms"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_orders" ADD CONSTRAINT "lecture_orders_engagement_there" FOREIGN KEY ("county_id","engagement_id") REFERENCES "public"."engagements"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecturer_exceptions" ADD CONSTRAINT "lecturer_exceptions_lecturer" FOREIGN KEY ("county_id","lecturer_id") REFERENCES "public"."lecturers"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecturer_hours" ADD CONSTRAINT "lecturer_hours_lecturer" FOREIGN KEY ("county_id","lecturer_id") REFERENCES "public"."lecturers"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecturer_topics" ADD CONSTRAINT "lecturer_topics_lecturer" FOREIGN KEY ("county_id","lecturer_id") REFERENCES "public"."lecturers"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecturers" ADD CONSTRAINT "lecturers_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "menu_topics" ADD CONSTRAINT "menu_topics_version" FOREIGN KEY ("county_id","menu_version_id") REFERENCES "public"."menu_versions"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "menu_versions" ADD CONSTRAINT "menu_versions_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "county_days_one_standing" ON "county_days" USING btree ("county_id","day") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "engagements_one_live" ON "engagements" USING btree ("county_id","for_id") WHERE for_id is not null and state in ('held', 'confirmed');--> statement-breakpoint
CREATE INDEX "engagements_county_staff" ON "engagements" USING btree ("county_id","staff_id");--> statement-breakpoint
CREATE INDEX "lecture_rooms_county_office" ON "lecture_rooms" USING btree ("county_id","office_id");--> statement-breakpoint
CREATE UNIQUE INDEX "lecture_order_shares_once" ON "lecture_order_shares" USING btree ("county_id","order_id","office_id") WHERE left_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "lecture_orders_engagement" ON "lecture_orders" USING btree ("county_id","engagement_id") WHERE engagement_id is not null;--> statement-breakpoint
CREATE INDEX "lecture_orders_county_office" ON "lecture_orders" USING btree ("county_id","office_id","state");--> statement-breakpoint
CREATE INDEX "lecture_orders_county_lecturer" ON "lecture_orders" USING btree ("county_id","lecturer_id","state");--> statement-breakpoint
CREATE INDEX "lecture_orders_county_waiting" ON "lecture_orders" USING btree ("county_id","topic_code","requested_at","id") WHERE state = 'requested';--> statement-breakpoint
CREATE INDEX "lecturer_exceptions_county_lecturer" ON "lecturer_exceptions" USING btree ("county_id","lecturer_id","day");--> statement-breakpoint
CREATE INDEX "lecturer_hours_county_lecturer" ON "lecturer_hours" USING btree ("county_id","lecturer_id");--> statement-breakpoint
CREATE INDEX "lecturer_topics_county_lecturer" ON "lecturer_topics" USING btree ("county_id","lecturer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "menu_versions_one_draft" ON "menu_versions" USING btree ("county_id","menu") WHERE state = 'draft';--> statement-breakpoint
CREATE UNIQUE INDEX "menu_versions_one_a_day" ON "menu_versions" USING btree ("county_id","menu","effective_from") WHERE state = 'published';--> statement-breakpoint
CREATE INDEX "notices_county_account" ON "notices" USING btree ("county_id","account_id","read_at","at");--> statement-breakpoint
-- From here on written by hand. Two things can never be at once: a lecturer at two doors, two classes in one room. On
-- whoever's time it is and without county_id, because a lecturer may teach in two counties (scale.md, schema rule 5).
alter table engagements add constraint engagements_staff_free exclude using gist (staff_id with =, blocked with &&) where (state in ('held', 'confirmed'));
--> statement-breakpoint
alter table engagements add constraint engagements_room_free exclude using gist (room_id with =, blocked with &&) where (state in ('held', 'confirmed'));
--> statement-breakpoint
-- An order that is on has an engagement, and that engagement is confirmed. Looked at when the transaction ends, so that an
-- order and its time may change in either order.
alter table lecture_orders add constraint lecture_orders_booked foreign key (county_id, engagement_id, booked_state)
  references engagements (county_id, id, state) deferrable initially deferred;
--> statement-breakpoint
alter table lecturer_topics add constraint lecturer_topics_no_overlap exclude using gist (
  lecturer_id with =, topic_code with =, (daterange(from_on, to_on)) with &&);
--> statement-breakpoint
alter table lecturer_hours add constraint lecturer_hours_no_overlap exclude using gist (
  lecturer_id with =, weekday with =, (int4range(from_minute, to_minute)) with &&, (daterange(from_on, to_on)) with &&);
--> statement-breakpoint
create trigger lecture_order_changes_append_only before update or delete on lecture_order_changes for each row execute function refuse_change();
--> statement-breakpoint
create trigger lecture_order_changes_no_truncate before truncate on lecture_order_changes for each statement execute function refuse_change();
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['notices', 'lecture_rooms', 'engagements', 'county_days', 'menu_versions', 'menu_topics', 'lecturers',
    'lecturer_topics', 'lecturer_hours', 'lecturer_exceptions', 'lecture_orders', 'lecture_order_shares', 'lecture_order_changes']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_works on %I for all to %I using (true) with check (true)', name, current_user);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert on notices, lecture_rooms, engagements, county_days, menu_versions, menu_topics, lecturers, lecturer_topics,
  lecturer_hours, lecturer_exceptions, lecture_orders, lecture_order_changes to qicheng_app;
--> statement-breakpoint
grant select on lecture_order_shares to qicheng_app;
--> statement-breakpoint
grant update (read_at) on notices to qicheng_app;
--> statement-breakpoint
grant update (name_zh, name_en, capacity, equipment, travel_minutes, retired_on) on lecture_rooms to qicheng_app;
--> statement-breakpoint
grant update (state, version, hold_until, ended_at) on engagements to qicheng_app;
--> statement-breakpoint
grant update (withdrawn_at) on county_days to qicheng_app;
--> statement-breakpoint
grant update (state, title_zh, title_en, full_zh, full_en, group_zh, group_en, effective_from, published_at, published_by) on menu_versions to qicheng_app;
--> statement-breakpoint
grant update (position, minutes, sittings, public_zh, public_en, full_zh, full_en, audience_zh, audience_en, stage, room_needs,
  module_code, withdrawn) on menu_topics to qicheng_app;
--> statement-breakpoint
grant update (credentials_zh, credentials_en, languages, travel_limit_minutes, day_limit, month_limit, to_on) on lecturers to qicheng_app;
--> statement-breakpoint
grant update (to_on) on lecturer_topics, lecturer_hours to qicheng_app;
--> statement-breakpoint
grant update (withdrawn_at) on lecturer_exceptions to qicheng_app;
--> statement-breakpoint
grant update (asked, state, version, seats, seats_taken, capacity, needs, wanted_from, wanted_to, wanted_time, lecturer_id,
  previous_lecturer_id, room_id, engagement_id, during, hold_until, shared, requested_at) on lecture_orders to qicheng_app;
--> statement-breakpoint
-- Doors. Who the actor is among staff and lecturers: a policy that asked those tables would go round in a circle.
create function door_own_staff() returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select f.id from staff f where f.account_id = app_account() and app_role() in ('lecturer', 'counsellor')
$$;
--> statement-breakpoint
create function door_own_lecturer() returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select l.id from lecturers l join staff f on f.id = l.staff_id
  where l.county_id = app_county() and f.account_id = app_account() and app_role() = 'lecturer'
$$;
--> statement-breakpoint
-- When the county's lecturers and rooms are taken, in whatever county and by whomever: times alone, not for whom or what.
-- `lecture` counts towards a lecturer's limits.
create function door_free_busy(of_staff uuid[], of_rooms uuid[], span tstzrange)
returns table (staff_id uuid, room_id uuid, during tstzrange, blocked tstzrange, lecture boolean, held boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when e.staff_id = any(of_staff) then e.staff_id end, case when e.room_id = any(of_rooms) then e.room_id end,
    e.during, e.blocked, e.kind = 'lecture', e.state = 'held'
  from engagements e
  where app_role() in ('office', 'social-worker', 'lecturer', 'counsellor', 'bureau')
    and (e.state = 'confirmed' or (e.state = 'held' and e.hold_until > app_now())) and e.blocked && span
    and ((e.staff_id = any(of_staff) and e.staff_id in (select t.staff_id from staff_appointments t where t.county_id = app_county()))
      or (e.room_id = any(of_rooms) and e.room_id in (select r.id from lecture_rooms r where r.county_id = app_county())))
$$;
--> statement-breakpoint
-- Before a claim: what was held too long on this lecturer and this room gives way, whoever held it (decisions 22).
create function door_expire_stale_holds(of_staff uuid, of_room uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update engagements set state = 'expired', version = version + 1, ended_at = app_now()
  where app_role() in ('office', 'social-worker', 'lecturer', 'counsellor', 'bureau') and state = 'held' and hold_until <= app_now()
    and (staff_id = of_staff or room_id = of_room)
$$;
--> statement-breakpoint
-- How much each topic is wanted in the county and not met: numbers alone, no office.
create function door_topic_demand()
returns table (topic_code text, wanted integer, unmet integer, offices integer, seats integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.topic_code, count(*)::integer,
    (count(*) filter (where o.state in ('requested', 'declined', 'expired', 'cancelled-by-lecturer')))::integer,
    (count(distinct o.office_id) filter (where o.state in ('requested', 'declined', 'expired', 'cancelled-by-lecturer')))::integer,
    (coalesce(sum(o.seats) filter (where o.state in ('requested', 'declined', 'expired', 'cancelled-by-lecturer')), 0))::integer
  from lecture_orders o
  where o.county_id = app_county() and app_role() in ('office', 'social-worker', 'lecturer', 'bureau')
    and o.state in ('requested', 'held', 'proposed', 'accepted', 'declined', 'expired', 'confirmed', 'cancelled-by-lecturer')
    and o.wanted_to >= (app_now() at time zone 'Asia/Shanghai')::date
  group by o.topic_code
$$;
--> statement-breakpoint
-- Joining another office's session: its seats grow and the share stands, or neither. The order's new version; no row when
-- it moved meanwhile, is not open to others, or has no seats left.
create function door_join_order(share uuid, of_order uuid, more_seats integer, seen_version integer) returns integer
language sql volatile security definer set search_path = public, pg_temp as $$
  with host as (
    update lecture_orders set seats_taken = seats_taken + more_seats, version = version + 1
    where county_id = app_county() and id = of_order and version = seen_version and shared and more_seats >= 1
      and app_role() in ('office', 'social-worker') and office_id <> app_office()
      and state in ('requested', 'held', 'proposed', 'accepted', 'confirmed')
      and (capacity is null or seats_taken + more_seats <= capacity)
    returning county_id, id, office_id, regime, version),
  added as (
    insert into lecture_order_shares (id, county_id, order_id, host_office_id, regime, office_id, seats, joined_by, joined_at)
    select share, county_id, id, office_id, regime, app_office(), more_seats, app_account(), app_now() from host)
  select version from host
$$;
--> statement-breakpoint
-- Which offices' people sit in a class: the host's and those that joined. Public facts, for telling them.
create function door_offices_of_order(of_order uuid) returns table (office_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.office_id from lecture_orders o where o.county_id = app_county() and o.id = of_order
    and app_role() in ('office', 'social-worker', 'lecturer', 'bureau', 'system:calendar')
  union
  select s.office_id from lecture_order_shares s where s.county_id = app_county() and s.order_id = of_order and s.left_at is null
    and app_role() in ('office', 'social-worker', 'lecturer', 'bureau', 'system:calendar')
$$;
--> statement-breakpoint
create function door_leave_order(of_order uuid, seen_version integer) returns integer
language sql volatile security definer set search_path = public, pg_temp as $$
  with gone as (
    update lecture_order_shares s set left_at = app_now() from lecture_orders o
    where s.county_id = app_county() and s.order_id = of_order and s.office_id = app_office() and s.left_at is null
      and app_role() in ('office', 'social-worker') and o.county_id = s.county_id and o.id = s.order_id and o.version = seen_version
    returning s.seats)
  update lecture_orders o set seats_taken = o.seats_taken - gone.seats, version = o.version + 1 from gone
  where o.county_id = app_county() and o.id = of_order and o.version = seen_version
  returning o.version
$$;
--> statement-breakpoint
revoke execute on function door_own_staff(), door_own_lecturer(), door_free_busy(uuid[], uuid[], tstzrange),
  door_expire_stale_holds(uuid, uuid), door_topic_demand(), door_join_order(uuid, uuid, integer, integer),
  door_leave_order(uuid, integer), door_offices_of_order(uuid) from public;
--> statement-breakpoint
grant execute on function door_own_staff(), door_own_lecturer(), door_free_busy(uuid[], uuid[], tstzrange),
  door_expire_stale_holds(uuid, uuid), door_topic_demand(), door_join_order(uuid, uuid, integer, integer),
  door_leave_order(uuid, integer), door_offices_of_order(uuid) to qicheng_app;
--> statement-breakpoint
-- notices: one's own inbox. Written with the event, by whoever caused it, to the county's staff or to people in sight.
create policy own_inbox on notices for select to qicheng_app using (
  county_id = (select app_county()) and account_id = (select app_account()));
--> statement-breakpoint
create policy telling on notices for insert to qicheng_app with check (
  county_id = (select app_county()) and read_at is null
  and (select app_role()) in ('office', 'social-worker', 'lecturer', 'counsellor', 'bureau', 'system:calendar')
  and (account_id in (select f.account_id from staff f where f.id in (select t.staff_id from staff_appointments t where t.county_id = (select app_county())))
    or account_id in (select p.account_id from supervised_persons p where p.account_id is not null)));
--> statement-breakpoint
create policy reading_own on notices for update to qicheng_app
  using (county_id = (select app_county()) and account_id = (select app_account()))
  with check (county_id = (select app_county()) and account_id = (select app_account()));
--> statement-breakpoint
-- calendar: nothing for supervised persons (decisions 22). Rooms and days are the county's staff's to read.
create policy rooms_of_county on lecture_rooms for select to qicheng_app using (
  county_id = (select app_county())
  and (select app_role()) in ('office', 'social-worker', 'lecturer', 'counsellor', 'bureau', 'system:calendar'));
--> statement-breakpoint
create policy rooms_added on lecture_rooms for insert to qicheng_app with check (
  county_id = (select app_county()) and retired_on is null
  and ((select app_role()) = 'bureau' or ((select app_role()) = 'office' and office_id = (select app_office()))));
--> statement-breakpoint
create policy rooms_changed on lecture_rooms for update to qicheng_app
  using (county_id = (select app_county())
    and ((select app_role()) = 'bureau' or ((select app_role()) = 'office' and office_id = (select app_office()))))
  with check (county_id = (select app_county())
    and ((select app_role()) = 'bureau' or ((select app_role()) = 'office' and office_id = (select app_office()))));
--> statement-breakpoint
create policy days_of_county on county_days for select to qicheng_app using (
  county_id = (select app_county())
  and (select app_role()) in ('office', 'social-worker', 'lecturer', 'counsellor', 'bureau', 'system:calendar'));
--> statement-breakpoint
create policy days_by_bureau on county_days for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'bureau' and withdrawn_at is null);
--> statement-breakpoint
create policy days_withdrawn_by_bureau on county_days for update to qicheng_app
  using (county_id = (select app_county()) and (select app_role()) = 'bureau' and withdrawn_at is null)
  with check (county_id = (select app_county()) and (select app_role()) = 'bureau' and withdrawn_at is not null);
--> statement-breakpoint
-- An office sees its own classes, a lecturer what takes their own time, the bureau the county. Of everything else there is
-- free or busy (door_free_busy).
create policy engagements_in_scope on engagements for select to qicheng_app using (
  county_id = (select app_county()) and (
    (select app_role()) in ('bureau', 'system:calendar')
    or ((select app_role()) in ('office', 'social-worker') and office_id = (select app_office()))
    or staff_id = (select door_own_staff())));
--> statement-breakpoint
create policy engaging on engagements for insert to qicheng_app with check (
  county_id = (select app_county()) and placed_by = (select app_account()) and placed_as = (select app_role()) and version = 1 and (
    (kind = 'lecture' and state = 'held'
      and (select app_role()) in ('office', 'social-worker', 'lecturer', 'bureau')
      and exists (select 1 from lecture_orders o where o.county_id = engagements.county_id and o.id = engagements.for_id
        and o.office_id = engagements.office_id))
    or (kind in ('leave', 'block', 'counselling') and state = 'confirmed' and office_id is null and for_id is null
      and staff_id = (select door_own_staff()))
    or (kind = 'block' and state = 'confirmed' and staff_id is null and office_id = (select app_office())
      and (select app_role()) = 'office'
      and room_id in (select r.id from lecture_rooms r where r.office_id = (select app_office())))));
--> statement-breakpoint
create policy engagements_move on engagements for update to qicheng_app
  using (county_id = (select app_county()) and state in ('held', 'confirmed') and (
    (select app_role()) = 'bureau'
    or ((select app_role()) in ('office', 'social-worker') and office_id = (select app_office()))
    or staff_id = (select door_own_staff())
    or ((select app_role()) = 'system:calendar' and state = 'held' and hold_until <= app_now())))
  with check (county_id = (select app_county()) and (
    (select app_role()) = 'bureau'
    or ((select app_role()) in ('office', 'social-worker') and office_id = (select app_office()))
    or staff_id = (select door_own_staff())
    or ((select app_role()) = 'system:calendar' and state = 'expired')));
--> statement-breakpoint
-- lectures: published menus for everybody of the county, drafts for the bureau, which alone writes them. What is published
-- stays as it is.
create policy menus_of_county on menu_versions for select to qicheng_app using (
  county_id = (select app_county()) and (state = 'published' or (select app_role()) = 'bureau'));
--> statement-breakpoint
create policy menus_drafted on menu_versions for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'bureau' and state = 'draft');
--> statement-breakpoint
create policy menus_drafts_change on menu_versions for update to qicheng_app
  using (county_id = (select app_county()) and (select app_role()) = 'bureau' and state = 'draft')
  with check (county_id = (select app_county()) and (select app_role()) = 'bureau'
    and (state <> 'published' or published_by = (select app_account())));
--> statement-breakpoint
create policy topics_of_menus on menu_topics for select to qicheng_app using (
  county_id = (select app_county()) and menu_version_id in (select v.id from menu_versions v));
--> statement-breakpoint
create policy topics_drafted on menu_topics for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'bureau'
  and menu_version_id in (select v.id from menu_versions v where v.state = 'draft'));
--> statement-breakpoint
create policy topics_of_drafts_change on menu_topics for update to qicheng_app
  using (county_id = (select app_county()) and (select app_role()) = 'bureau'
    and menu_version_id in (select v.id from menu_versions v where v.state = 'draft'))
  with check (county_id = (select app_county()) and (select app_role()) = 'bureau'
    and menu_version_id in (select v.id from menu_versions v where v.state = 'draft'));
--> statement-breakpoint
-- The registry is the bureau's; the open hours are the lecturer's own. Staff read both.
do $$
declare name text;
begin
  foreach name in array array['lecturers', 'lecturer_topics', 'lecturer_hours', 'lecturer_exceptions']
  loop
    execute format('create policy lecturers_of_county on %I for select to qicheng_app using (county_id = (select app_county())
      and (select app_role()) in (''office'', ''social-worker'', ''lecturer'', ''counsellor'', ''bureau'', ''system:calendar''))', name);
  end loop;
  foreach name in array array['lecturers', 'lecturer_topics']
  loop
    execute format('create policy registered_by_bureau on %I for insert to qicheng_app with check (
      county_id = (select app_county()) and (select app_role()) = ''bureau'')', name);
    execute format('create policy changed_by_bureau on %I for update to qicheng_app
      using (county_id = (select app_county()) and (select app_role()) = ''bureau'')
      with check (county_id = (select app_county()) and (select app_role()) = ''bureau'')', name);
  end loop;
  foreach name in array array['lecturer_hours', 'lecturer_exceptions']
  loop
    execute format('create policy own_hours_set on %I for insert to qicheng_app with check (
      county_id = (select app_county()) and lecturer_id = (select door_own_lecturer()))', name);
    execute format('create policy own_hours_changed on %I for update to qicheng_app
      using (county_id = (select app_county()) and lecturer_id = (select door_own_lecturer()))
      with check (county_id = (select app_county()) and lecturer_id = (select door_own_lecturer()))', name);
  end loop;
end $$;
--> statement-breakpoint
-- A share knows its host, so that neither policy asks the other's table.
create policy shares_in_scope on lecture_order_shares for select to qicheng_app using (
  county_id = (select app_county()) and (
    (select app_role()) = 'bureau'
    or ((select app_role()) in ('office', 'social-worker') and (select app_office()) in (office_id, host_office_id))));
--> statement-breakpoint
-- An order: the office's own, those it joined and those it may join; a lecturer's, those handed on, and requests on a topic
-- they teach; the county's for the bureau. No row of it names a person on the register.
create policy orders_in_scope on lecture_orders for select to qicheng_app using (
  county_id = (select app_county()) and (
    (select app_role()) in ('bureau', 'system:calendar')
    or ((select app_role()) in ('office', 'social-worker') and (
      office_id = (select app_office())
      or (shared and state in ('requested', 'held', 'proposed', 'accepted', 'confirmed'))
      or id in (select s.order_id from lecture_order_shares s where s.office_id = (select app_office()))))
    or ((select app_role()) = 'lecturer' and (
      lecturer_id = (select door_own_lecturer()) or previous_lecturer_id = (select door_own_lecturer())
      or (state = 'requested' and topic_code in (select t.topic_code from lecturer_topics t where t.lecturer_id = (select door_own_lecturer())))))));
--> statement-breakpoint
create policy orders_drafted on lecture_orders for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) in ('office', 'social-worker') and office_id = (select app_office())
  and state = 'draft' and version = 1 and created_by = (select app_account()) and created_as = (select app_role())
  and seats_taken = seats and topic_id in (select t.id from menu_topics t where not t.withdrawn));
--> statement-breakpoint
-- A social worker may ask and take back; confirming, cancelling and closing is for office staff (社矫法 10; decisions 10).
create policy orders_move on lecture_orders for update to qicheng_app
  using (county_id = (select app_county()) and (
    (select app_role()) = 'bureau'
    or ((select app_role()) in ('office', 'social-worker') and office_id = (select app_office()))
    or ((select app_role()) = 'lecturer' and (lecturer_id = (select door_own_lecturer())
      or (state = 'requested' and topic_code in (select t.topic_code from lecturer_topics t where t.lecturer_id = (select door_own_lecturer())))))
    or ((select app_role()) = 'system:calendar' and hold_until <= app_now())))
  with check (county_id = (select app_county()) and (
    (select app_role()) = 'bureau'
    or ((select app_role()) = 'office' and office_id = (select app_office()))
    or ((select app_role()) = 'social-worker' and office_id = (select app_office()) and state in ('draft', 'requested', 'held', 'withdrawn'))
    or ((select app_role()) = 'lecturer' and (select door_own_lecturer()) in (lecturer_id, previous_lecturer_id))
    or ((select app_role()) = 'system:calendar' and state = 'expired')));
--> statement-breakpoint
create policy changes_of_orders on lecture_order_changes for select to qicheng_app using (
  county_id = (select app_county()) and order_id in (select o.id from lecture_orders o));
--> statement-breakpoint
create policy own_changes on lecture_order_changes for insert to qicheng_app with check (
  county_id = (select app_county()) and actor_account_id is not distinct from (select app_account())
  and actor_role = (select app_role()) and order_id in (select o.id from lecture_orders o));
