CREATE TABLE "attendance_confirmations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"mark_id" uuid NOT NULL,
	"minutes" integer NOT NULL,
	"reason" text,
	"confirmed_by" uuid NOT NULL,
	"confirmed_as" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "attendance_confirmations_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "attendance_confirmations_mark_once" UNIQUE("county_id","mark_id"),
	CONSTRAINT "attendance_confirmations_minutes" CHECK ("attendance_confirmations"."minutes" between 0 and 720)
);
--> statement-breakpoint
CREATE TABLE "attendance_marks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"office_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"outcome" text,
	"attended" boolean,
	"needs_note" boolean,
	"in_at" timestamp (3) with time zone,
	"out_at" timestamp (3) with time zone,
	"late_minutes" integer,
	"note" text,
	"recorded_by" uuid NOT NULL,
	"recorded_as" text NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"follows_revision" integer GENERATED ALWAYS AS (case when revision > 1 then revision - 1 end) STORED,
	CONSTRAINT "attendance_marks_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "attendance_marks_id_person" UNIQUE("county_id","id","occasion_id","person_id"),
	CONSTRAINT "attendance_marks_revision" UNIQUE("county_id","occasion_id","person_id","revision"),
	CONSTRAINT "attendance_marks_revision_from_one" CHECK ("attendance_marks"."revision" >= 1),
	CONSTRAINT "attendance_marks_flags_with_outcome" CHECK (num_nonnulls("attendance_marks"."outcome", "attendance_marks"."attended", "attendance_marks"."needs_note") in (0, 3)),
	CONSTRAINT "attendance_marks_times_of_presence" CHECK (coalesce("attendance_marks"."attended", false) or num_nonnulls("attendance_marks"."in_at", "attendance_marks"."out_at", "attendance_marks"."late_minutes") = 0),
	CONSTRAINT "attendance_marks_in_before_out" CHECK ("attendance_marks"."in_at" <= "attendance_marks"."out_at"),
	CONSTRAINT "attendance_marks_late" CHECK ("attendance_marks"."late_minutes" is null or ("attendance_marks"."in_at" is null and "attendance_marks"."late_minutes" between 1 and 720)),
	CONSTRAINT "attendance_marks_left_has_time" CHECK ("attendance_marks"."outcome" is distinct from 'left-early' or "attendance_marks"."out_at" is not null),
	CONSTRAINT "attendance_marks_note" CHECK (("attendance_marks"."note" is null or char_length("attendance_marks"."note") between 1 and 200)
        and ("attendance_marks"."note" is not null or not coalesce("attendance_marks"."needs_note", false)))
);
--> statement-breakpoint
CREATE TABLE "attendance_outcomes" (
	"code" text PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"attended" boolean NOT NULL,
	"credited" boolean NOT NULL,
	"excusable" boolean NOT NULL,
	"needs_note" boolean NOT NULL,
	CONSTRAINT "attendance_outcomes_flags" UNIQUE("code","attended","needs_note"),
	CONSTRAINT "attendance_outcomes_credit_needs_presence" CHECK (not "attendance_outcomes"."credited" or "attendance_outcomes"."attended")
);
--> statement-breakpoint
CREATE TABLE "occasion_places" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"office_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"regime" text NOT NULL,
	"minors_regime" boolean GENERATED ALWAYS AS (regime = 'minors') STORED,
	"state" text NOT NULL,
	"ordinal" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"offered_by" uuid NOT NULL,
	"offered_as" text NOT NULL,
	"offered_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	"changed_by" uuid NOT NULL,
	"changed_as" text NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "occasion_places_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "occasion_places_once" UNIQUE("county_id","occasion_id","person_id"),
	CONSTRAINT "occasion_places_roster_person" UNIQUE("county_id","occasion_id","office_id","person_id"),
	CONSTRAINT "occasion_places_ordinal" CHECK (("occasion_places"."state" = 'waiting') = ("occasion_places"."ordinal" is not null)),
	CONSTRAINT "occasion_places_version" CHECK ("occasion_places"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "occasion_rosters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"host_office_id" uuid NOT NULL,
	"office_id" uuid NOT NULL,
	"seats" integer NOT NULL,
	"joined" integer DEFAULT 0 NOT NULL,
	"last_ordinal" integer DEFAULT 0 NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"completed_by" uuid,
	CONSTRAINT "occasion_rosters_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "occasion_rosters_once" UNIQUE("county_id","occasion_id","office_id"),
	CONSTRAINT "occasion_rosters_seats" CHECK ("occasion_rosters"."joined" >= 0 and "occasion_rosters"."joined" <= "occasion_rosters"."seats"),
	CONSTRAINT "occasion_rosters_completed_whole" CHECK (num_nonnulls("occasion_rosters"."completed_at", "occasion_rosters"."completed_by") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "occasions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"office_id" uuid NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"regime" text NOT NULL,
	"title_code" text NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"during" "tstzrange" NOT NULL,
	"room_zh" text NOT NULL,
	"room_en" text NOT NULL,
	"capacity" integer NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_as" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "occasions_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "occasions_county_id_office" UNIQUE("county_id","id","office_id"),
	CONSTRAINT "occasions_county_id_regime" UNIQUE("county_id","id","regime"),
	CONSTRAINT "occasions_source_once" UNIQUE("county_id","source_kind","source_id"),
	CONSTRAINT "occasions_span" CHECK (lower_inc("occasions"."during") and not upper_inc("occasions"."during") and upper("occasions"."during") > lower("occasions"."during")
        and upper("occasions"."during") - lower("occasions"."during") <= interval '12 hours'),
	CONSTRAINT "occasions_capacity" CHECK ("occasions"."capacity" between 1 and 500),
	CONSTRAINT "occasions_title_code" CHECK ("occasions"."title_code" ~ '^[a-z][a-z0-9-]{0,19}$'),
	CONSTRAINT "occasions_version" CHECK ("occasions"."version" >= 1)
);
--> statement-breakpoint
ALTER TABLE "supervised_persons" ADD CONSTRAINT "supervised_persons_county_id_regime" UNIQUE("county_id","id","minors_regime");--> statement-breakpoint
ALTER TABLE "attendance_confirmations" ADD CONSTRAINT "attendance_confirmations_mark" FOREIGN KEY ("county_id","mark_id","occasion_id","person_id") REFERENCES "public"."attendance_marks"("county_id","id","occasion_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_marks" ADD CONSTRAINT "attendance_marks_place" FOREIGN KEY ("county_id","occasion_id","office_id","person_id") REFERENCES "public"."occasion_places"("county_id","occasion_id","office_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_marks" ADD CONSTRAINT "attendance_marks_follow_on" FOREIGN KEY ("county_id","occasion_id","person_id","follows_revision") REFERENCES "public"."attendance_marks"("county_id","occasion_id","person_id","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_marks" ADD CONSTRAINT "attendance_marks_outcome" FOREIGN KEY ("outcome","attended","needs_note") REFERENCES "public"."attendance_outcomes"("code","attended","needs_note") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occasion_places" ADD CONSTRAINT "occasion_places_roster" FOREIGN KEY ("county_id","occasion_id","office_id") REFERENCES "public"."occasion_rosters"("county_id","occasion_id","office_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occasion_places" ADD CONSTRAINT "occasion_places_regime_of_occasion" FOREIGN KEY ("county_id","occasion_id","regime") REFERENCES "public"."occasions"("county_id","id","regime") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occasion_places" ADD CONSTRAINT "occasion_places_regime_of_person" FOREIGN KEY ("county_id","person_id","minors_regime") REFERENCES "public"."supervised_persons"("county_id","id","minors_regime") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occasion_rosters" ADD CONSTRAINT "occasion_rosters_occasion" FOREIGN KEY ("county_id","occasion_id","host_office_id") REFERENCES "public"."occasions"("county_id","id","office_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occasion_rosters" ADD CONSTRAINT "occasion_rosters_office" FOREIGN KEY ("county_id","office_id") REFERENCES "public"."judicial_offices"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occasions" ADD CONSTRAINT "occasions_office" FOREIGN KEY ("county_id","office_id") REFERENCES "public"."judicial_offices"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attendance_confirmations_county_occasion" ON "attendance_confirmations" USING btree ("county_id","occasion_id");--> statement-breakpoint
CREATE UNIQUE INDEX "occasion_places_waiting" ON "occasion_places" USING btree ("county_id","occasion_id","office_id","ordinal") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "occasion_places_county_person" ON "occasion_places" USING btree ("county_id","person_id");--> statement-breakpoint
CREATE INDEX "occasion_rosters_county_office" ON "occasion_rosters" USING btree ("county_id","office_id");--> statement-breakpoint
CREATE INDEX "occasions_county_office" ON "occasions" USING btree ("county_id","office_id","state");--> statement-breakpoint
-- From here on written by hand. What a mark can say, with its flags.
insert into attendance_outcomes (code, position, attended, credited, excusable, needs_note) values
  ('attended', 1, true, true, false, false),
  ('left-early', 2, true, true, false, false),
  ('excused', 3, false, false, true, false),
  ('absent', 4, false, false, false, false),
  ('could-not-take-place', 5, false, false, true, true);
--> statement-breakpoint
create trigger attendance_marks_append_only before update or delete on attendance_marks for each row execute function refuse_change();
--> statement-breakpoint
create trigger attendance_marks_no_truncate before truncate on attendance_marks for each statement execute function refuse_change();
--> statement-breakpoint
create trigger attendance_confirmations_append_only before update or delete on attendance_confirmations for each row execute function refuse_change();
--> statement-breakpoint
create trigger attendance_confirmations_no_truncate before truncate on attendance_confirmations for each statement execute function refuse_change();
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['occasions', 'occasion_rosters', 'occasion_places', 'attendance_marks', 'attendance_confirmations']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_works on %I for all to %I using (true) with check (true)', name, current_user);
  end loop;
end $$;
--> statement-breakpoint
grant select on attendance_outcomes to qicheng_app;
--> statement-breakpoint
grant select, insert on occasions, occasion_rosters, occasion_places, attendance_marks, attendance_confirmations to qicheng_app;
--> statement-breakpoint
grant update (title_code, title_zh, title_en, during, room_zh, room_en, capacity, state, version) on occasions to qicheng_app;
--> statement-breakpoint
-- Neither who has a seat nor how many have one is ever written by a statement of the app: the doors below do it.
grant update (seats, completed_at, completed_by) on occasion_rosters to qicheng_app;
--> statement-breakpoint
-- Doors. The waiting list of one roster moves up: whoever waits longest gets each free seat. The accounts of those who moved,
-- so that they can be told. Only before the class begins. The caller holds the roster's row.
create function promote_places(in_county uuid, of_occasion uuid, of_office uuid) returns uuid[]
language plpgsql volatile set search_path = public, pg_temp as $$
declare free integer; moved uuid[];
begin
  select r.seats - r.joined into free from occasion_rosters r
  join occasions o on o.county_id = r.county_id and o.id = r.occasion_id
  where r.county_id = in_county and r.occasion_id = of_occasion and r.office_id = of_office
    and o.state in ('planned', 'unsettled') and lower(o.during) > app_now();
  if coalesce(free, 0) <= 0 then return '{}'; end if;
  with up as (
    select p.id from occasion_places p
    where p.county_id = in_county and p.occasion_id = of_occasion and p.office_id = of_office and p.state = 'waiting'
    order by p.ordinal limit free),
  seated as (
    update occasion_places p set state = 'joined', ordinal = null, version = p.version + 1,
      changed_by = app_account(), changed_as = app_role(), changed_at = app_now()
    where p.id in (select id from up)
    returning p.person_id),
  counted as (
    update occasion_rosters r set joined = r.joined + (select count(*) from seated)
    where r.county_id = in_county and r.occasion_id = of_occasion and r.office_id = of_office)
  select coalesce(array_agg(q.account_id) filter (where q.account_id is not null), '{}') into moved
  from seated s join supervised_persons q on q.county_id = in_county and q.id = s.person_id;
  return moved;
end $$;
--> statement-breakpoint
-- A seat, or a place in the waiting list: for oneself, or by staff of the person's office. One roster's seats are given one
-- after the other (its row is locked), so the last one goes to one person.
-- joined | waiting; refused: not-offered, closed (begun, over, complete), gone (no longer on the register), elsewhere.
create function door_join_occasion(of_occasion uuid, of_person uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare place occasion_places; roster occasion_rosters; class occasions; staff boolean; queued integer;
begin
  select p.* into place from occasion_places p
  where p.county_id = app_county() and p.occasion_id = of_occasion and p.person_id = of_person;
  staff := coalesce(app_role() in ('office', 'social-worker') and app_office() = place.office_id, false);
  if place.id is null or not (staff or coalesce(app_person() = of_person, false)) then return 'not-offered'; end if;
  perform pg_advisory_xact_lock(hashtextextended('attendance:person:' || of_person, 0));
  select r.* into roster from occasion_rosters r
  where r.county_id = place.county_id and r.occasion_id = of_occasion and r.office_id = place.office_id for update;
  select p.* into place from occasion_places p where p.id = place.id;
  select o.* into class from occasions o where o.county_id = place.county_id and o.id = of_occasion;
  if place.state in ('joined', 'waiting') then return place.state; end if;
  -- Whom staff took out, or excused, does not come back by themselves.
  if not staff and place.state <> 'offered' and place.changed_as <> 'supervised-person' then return 'not-offered'; end if;
  if class.state not in ('planned', 'took-place') or roster.completed_at is not null
    or (not staff and (class.state <> 'planned' or lower(class.during) <= app_now())) then return 'closed'; end if;
  if exists (select 1 from supervised_persons q where q.county_id = place.county_id and q.id = of_person
    and q.left_on <= (lower(class.during) at time zone 'Asia/Shanghai')::date) then return 'gone'; end if;
  if exists (select 1 from occasion_places e join occasions o on o.county_id = e.county_id and o.id = e.occasion_id
    where e.county_id = place.county_id and e.person_id = of_person and e.occasion_id <> of_occasion and e.state = 'joined'
      and o.state in ('planned', 'took-place') and o.during && class.during) then return 'elsewhere'; end if;
  if roster.joined < roster.seats then
    update occasion_places set state = 'joined', ordinal = null, version = version + 1,
      changed_by = app_account(), changed_as = app_role(), changed_at = app_now() where id = place.id;
    update occasion_rosters set joined = joined + 1 where id = roster.id;
    return 'joined';
  end if;
  -- Nobody waits for a seat in a class that has begun.
  if lower(class.during) <= app_now() then return 'full'; end if;
  update occasion_rosters set last_ordinal = last_ordinal + 1 where id = roster.id returning last_ordinal into queued;
  update occasion_places set state = 'waiting', ordinal = queued, version = version + 1,
    changed_by = app_account(), changed_as = app_role(), changed_at = app_now() where id = place.id;
  return 'waiting';
end $$;
--> statement-breakpoint
-- A place is given up, by the person or by staff; or excused, by staff. The seat goes to whoever waits longest, in the same
-- transaction. `result`: left; refused: not-offered, closed. `promoted`: the accounts of those who now have a seat.
create function door_leave_occasion(of_occasion uuid, of_person uuid, excused boolean)
returns table (result text, promoted uuid[])
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare place occasion_places; roster occasion_rosters; class occasions; staff boolean;
  goal text := case when excused then 'excused' else 'withdrawn' end;
begin
  select p.* into place from occasion_places p
  where p.county_id = app_county() and p.occasion_id = of_occasion and p.person_id = of_person;
  staff := coalesce(app_role() in ('office', 'social-worker') and app_office() = place.office_id, false);
  if place.id is null or not (staff or (coalesce(app_person() = of_person, false) and not excused)) then
    return query select 'not-offered'::text, '{}'::uuid[]; return;
  end if;
  select r.* into roster from occasion_rosters r
  where r.county_id = place.county_id and r.occasion_id = of_occasion and r.office_id = place.office_id for update;
  select p.* into place from occasion_places p where p.id = place.id;
  select o.* into class from occasions o where o.county_id = place.county_id and o.id = of_occasion;
  if place.state = goal then
    return query select 'left'::text, '{}'::uuid[]; return;
  end if;
  -- When the class has begun, who was to come is a matter of the register.
  if class.state not in ('planned', 'unsettled') or roster.completed_at is not null or lower(class.during) <= app_now()
    or (not staff and place.state not in ('offered', 'joined', 'waiting')) then
    return query select 'closed'::text, '{}'::uuid[]; return;
  end if;
  update occasion_places set state = goal, ordinal = null, version = version + 1,
    changed_by = app_account(), changed_as = app_role(), changed_at = app_now() where id = place.id;
  if place.state <> 'joined' then
    return query select 'left'::text, '{}'::uuid[]; return;
  end if;
  update occasion_rosters set joined = joined - 1 where id = roster.id;
  return query select 'left'::text, promote_places(place.county_id, of_occasion, place.office_id);
end $$;
--> statement-breakpoint
-- Who withdrew, or was excused, is asked once more, by staff. The people whose places that were.
create function door_offer_again(of_occasion uuid, people uuid[]) returns uuid[]
language sql volatile security definer set search_path = public, pg_temp as $$
  with again as (
    update occasion_places p set state = 'offered', ordinal = null, version = p.version + 1,
      changed_by = app_account(), changed_as = app_role(), changed_at = app_now()
    where p.county_id = app_county() and p.occasion_id = of_occasion and p.person_id = any(people)
      and app_role() in ('office', 'social-worker') and p.office_id = app_office() and p.state in ('withdrawn', 'excused')
      and exists (select 1 from occasions o where o.county_id = p.county_id and o.id = p.occasion_id and o.state = 'planned')
    returning p.person_id)
  select coalesce(array_agg(person_id), '{}') from again
$$;
--> statement-breakpoint
-- After the office got more seats.
create function door_promote_places(of_occasion uuid, of_office uuid) returns uuid[]
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform 1 from occasion_rosters r where r.county_id = app_county() and r.occasion_id = of_occasion and r.office_id = of_office
    and app_role() in ('office', 'social-worker') and app_office() in (r.office_id, r.host_office_id) for update;
  if not found then return '{}'; end if;
  return promote_places(app_county(), of_occasion, of_office);
end $$;
--> statement-breakpoint
-- The rosters of the offices that share an order follow its shares: a share that stands has its seats, one that ended gives up
-- its places. For the host when the class is agreed, and for the office that joins or leaves: it sees no occasion before.
create function door_follow_shares(of_order uuid) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare class occasions; share record;
begin
  select o.* into class from occasions o where o.county_id = app_county() and o.source_kind = 'lecture' and o.source_id = of_order
    and app_role() in ('office', 'social-worker');
  if class.id is null then return; end if;
  for share in select s.office_id, s.seats, s.left_at is null as live from lecture_order_shares s
    where s.county_id = class.county_id and s.order_id = of_order and app_office() in (s.host_office_id, s.office_id)
    order by s.joined_at
  loop
    if share.live then
      insert into occasion_rosters (id, county_id, occasion_id, host_office_id, office_id, seats)
      values (gen_random_uuid(), class.county_id, class.id, class.office_id, share.office_id, share.seats)
      on conflict (county_id, occasion_id, office_id) do update set seats = greatest(excluded.seats, occasion_rosters.joined);
    else
      update occasion_places set state = 'withdrawn', ordinal = null, version = version + 1,
        changed_by = app_account(), changed_as = app_role(), changed_at = app_now()
      where county_id = class.county_id and occasion_id = class.id and office_id = share.office_id
        and state in ('offered', 'joined', 'waiting');
      update occasion_rosters set seats = 0, joined = 0
      where county_id = class.county_id and occasion_id = class.id and office_id = share.office_id;
    end if;
  end loop;
end $$;
--> statement-breakpoint
-- Whether the actor has to do with an occasion: its office, an office with a roster, the lecturer of its order, a person with a
-- place, the bureau. For the doors; policies ask their own tables.
create function door_sees_occasion(of_occasion uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from occasions o where o.county_id = app_county() and o.id = of_occasion and (
    app_role() in ('bureau', 'system:calendar')
    or (app_role() in ('office', 'social-worker') and (o.office_id = app_office() or exists (
      select 1 from occasion_rosters r where r.county_id = o.county_id and r.occasion_id = o.id and r.office_id = app_office())))
    or (app_role() = 'lecturer' and o.source_kind = 'lecture' and exists (
      select 1 from lecture_orders l where l.county_id = o.county_id and l.id = o.source_id
        and door_own_lecturer() in (l.lecturer_id, l.previous_lecturer_id)))
    or (app_person() is not null and exists (
      select 1 from occasion_places p where p.county_id = o.county_id and p.occasion_id = o.id and p.person_id = app_person()))))
$$;
--> statement-breakpoint
-- How full it is: numbers alone, also for those who see no names. For a person: the seats of their own office.
create function door_occasion_counts(of_occasions uuid[])
returns table (occasion_id uuid, office_id uuid, seats integer, joined integer, waiting integer, offered integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.occasion_id, r.office_id, r.seats, r.joined,
    (count(p.id) filter (where p.state = 'waiting'))::integer, (count(p.id) filter (where p.state = 'offered'))::integer
  from occasion_rosters r
  left join occasion_places p on p.county_id = r.county_id and p.occasion_id = r.occasion_id and p.office_id = r.office_id
    and p.state in ('waiting', 'offered')
  where r.county_id = app_county() and r.occasion_id = any(of_occasions) and door_sees_occasion(r.occasion_id)
    and (app_person() is null or r.office_id in (select q.office_id from occasion_places q
      where q.county_id = r.county_id and q.occasion_id = r.occasion_id and q.person_id = app_person()))
  group by r.occasion_id, r.office_id, r.seats, r.joined
$$;
--> statement-breakpoint
-- How many wait before oneself: a number, not who.
create function door_ahead_of_me(of_occasions uuid[]) returns table (occasion_id uuid, ahead integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select me.occasion_id, (select count(*)::integer from occasion_places p
    where p.county_id = me.county_id and p.occasion_id = me.occasion_id and p.office_id = me.office_id
      and p.state = 'waiting' and p.ordinal < me.ordinal)
  from occasion_places me
  where me.county_id = app_county() and me.person_id = app_person() and me.occasion_id = any(of_occasions) and me.state = 'waiting'
$$;
--> statement-breakpoint
-- Whose inbox hears of an occasion: accounts alone, for whoever moves or calls it off without seeing names.
create function door_accounts_of_occasion(of_occasion uuid) returns table (account_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select q.account_id from occasion_places p
  join supervised_persons q on q.county_id = p.county_id and q.id = p.person_id
  where p.county_id = app_county() and p.occasion_id = of_occasion and p.state in ('offered', 'joined', 'waiting')
    and q.account_id is not null and door_sees_occasion(of_occasion)
$$;
--> statement-breakpoint
revoke execute on function promote_places(uuid, uuid, uuid), door_join_occasion(uuid, uuid), door_leave_occasion(uuid, uuid, boolean),
  door_offer_again(uuid, uuid[]), door_promote_places(uuid, uuid), door_follow_shares(uuid), door_sees_occasion(uuid), door_occasion_counts(uuid[]),
  door_ahead_of_me(uuid[]), door_accounts_of_occasion(uuid) from public;
--> statement-breakpoint
grant execute on function door_join_occasion(uuid, uuid), door_leave_occasion(uuid, uuid, boolean),
  door_offer_again(uuid, uuid[]), door_promote_places(uuid, uuid), door_follow_shares(uuid), door_sees_occasion(uuid), door_occasion_counts(uuid[]),
  door_ahead_of_me(uuid[]), door_accounts_of_occasion(uuid) to qicheng_app;
--> statement-breakpoint
-- notices: an occasion's own events, to those who have a place in it; also by whoever sees no names, and by the person whose
-- leaving gave somebody a seat. The event's key names the occasion.
create policy telling_places on notices for insert to qicheng_app with check (
  county_id = (select app_county()) and read_at is null and account_id in (
    select d.account_id from door_accounts_of_occasion(
      case when event_key ~ '^occasion:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:' then substring(event_key from 10 for 36)::uuid end) d));
--> statement-breakpoint
-- attendance: an occasion, for its office, those that joined it, its lecturer, the bureau, and whoever has a place in it.
create policy occasions_in_scope on occasions for select to qicheng_app using (
  county_id = (select app_county()) and (
    (select app_role()) in ('bureau', 'system:calendar')
    or ((select app_role()) in ('office', 'social-worker') and (office_id = (select app_office())
      or id in (select r.occasion_id from occasion_rosters r where r.office_id = (select app_office()))))
    or ((select app_role()) = 'lecturer' and source_kind = 'lecture' and source_id in (select o.id from lecture_orders o
      where (select door_own_lecturer()) in (o.lecturer_id, o.previous_lecturer_id)))
    or id in (select p.occasion_id from occasion_places p where p.person_id = (select app_person()))));
--> statement-breakpoint
create policy occasions_planned on occasions for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'office' and office_id = (select app_office())
  and state = 'planned' and version = 1 and created_by = (select app_account()) and created_as = (select app_role()));
--> statement-breakpoint
-- Whoever moves or calls off what it comes from moves it too; a social worker takes back, no more (decisions 10).
create policy occasions_move on occasions for update to qicheng_app
  using (county_id = (select app_county()) and (
    (select app_role()) in ('bureau', 'system:calendar')
    or ((select app_role()) in ('office', 'social-worker') and office_id = (select app_office()))
    or ((select app_role()) = 'lecturer' and source_kind = 'lecture' and source_id in (select o.id from lecture_orders o
      where (select door_own_lecturer()) in (o.lecturer_id, o.previous_lecturer_id)))))
  with check (county_id = (select app_county()) and (
    ((select app_role()) = 'office' and office_id = (select app_office()))
    or ((select app_role()) = 'bureau' and state in ('unsettled', 'cancelled'))
    or ((select app_role()) in ('system:calendar', 'social-worker') and state = 'cancelled')
    or ((select app_role()) = 'lecturer' and state in ('unsettled', 'cancelled', 'took-place'))));
--> statement-breakpoint
-- A roster knows its host, so that neither policy asks the other's table.
create policy rosters_in_scope on occasion_rosters for select to qicheng_app using (
  county_id = (select app_county()) and (
    (select app_role()) = 'bureau'
    or ((select app_role()) in ('office', 'social-worker') and (select app_office()) in (office_id, host_office_id))));
--> statement-breakpoint
create policy rosters_of_host on occasion_rosters for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'office' and office_id = (select app_office())
  and host_office_id = (select app_office()) and joined = 0 and last_ordinal = 0 and completed_at is null);
--> statement-breakpoint
-- Completing is for office staff (社矫法 10; decisions 10), in their own name.
create policy rosters_change on occasion_rosters for update to qicheng_app
  using (county_id = (select app_county()) and (select app_role()) = 'office' and office_id = (select app_office()))
  with check (county_id = (select app_county()) and (select app_role()) = 'office' and office_id = (select app_office())
    and (completed_by is null or completed_by = (select app_account())));
--> statement-breakpoint
create policy places_in_scope on occasion_places for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
create policy places_offered on occasion_places for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) in ('office', 'social-worker') and office_id = (select app_office())
  and state = 'offered' and version = 1 and offered_by = (select app_account()) and offered_as = (select app_role())
  and changed_by = (select app_account()) and changed_as = (select app_role())
  and person_id in (select p.id from supervised_persons p where p.office_id = (select app_office()))
  and exists (select 1 from occasion_rosters r where r.county_id = (select app_county())
    and r.occasion_id = occasion_places.occasion_id and r.office_id = occasion_places.office_id and r.completed_at is null));
--> statement-breakpoint
create policy marks_in_scope on attendance_marks for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
-- Staff of the person's office record. Before the doors open there is nothing to say of a class but that somebody is excused;
-- of one that was called off, nothing at all. What a complete register says is changed by office staff alone.
create policy marking on attendance_marks for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) in ('office', 'social-worker') and office_id = (select app_office())
  and recorded_by = (select app_account()) and recorded_as = (select app_role())
  and person_id in (select id from supervised_persons)
  and exists (select 1 from occasions o where o.county_id = (select app_county()) and o.id = attendance_marks.occasion_id
    and o.state in ('planned', 'took-place')
    and (lower(o.during) - interval '60 minutes' <= app_now() or coalesce(attendance_marks.outcome, 'excused') = 'excused'))
  and (in_at is null or in_at <= app_now()) and (out_at is null or out_at <= app_now())
  and ((select app_role()) = 'office' or not exists (select 1 from occasion_rosters r where r.county_id = (select app_county())
    and r.occasion_id = attendance_marks.occasion_id and r.office_id = attendance_marks.office_id and r.completed_at is not null)));
--> statement-breakpoint
create policy confirmations_in_scope on attendance_confirmations for select to qicheng_app using (
  county_id = (select app_county()) and (person_id = (select app_person()) or person_id in (select id from supervised_persons)));
--> statement-breakpoint
create policy confirming on attendance_confirmations for insert to qicheng_app with check (
  county_id = (select app_county()) and (select app_role()) = 'office' and confirmed_by = (select app_account())
  and confirmed_as = (select app_role())
  and mark_id in (select m.id from attendance_marks m where m.office_id = (select app_office())));
