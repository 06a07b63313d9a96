-- Written by hand. What the tables lean on: the time, the actor of the transaction, and arithmetic on instants.
create extension if not exists btree_gist;
--> statement-breakpoint
-- Now, as the product counts it: the start of the statement, to the millisecond, moved by the clock the app keeps.
create function app_now() returns timestamptz language sql stable parallel safe as $$
  select date_trunc('milliseconds', statement_timestamp()
    + coalesce(nullif(current_setting('app.clock_offset_ms', true), '')::bigint, 0) * interval '1 millisecond')
$$;
--> statement-breakpoint
-- The actor of the transaction, as inActorTransaction() set it; null without one, so that nothing matches.
create function app_account() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.account', true), '')::uuid $$;
--> statement-breakpoint
create function app_role() returns text language sql stable parallel safe as $$ select nullif(current_setting('app.role', true), '') $$;
--> statement-breakpoint
create function app_county() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.county', true), '')::uuid $$;
--> statement-breakpoint
create function app_office() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.office', true), '')::uuid $$;
--> statement-breakpoint
create function app_person() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.person', true), '')::uuid $$;
--> statement-breakpoint
-- Length of a set of instants in seconds; 0 of an empty one.
create function seconds_of(instants tstzmultirange) returns numeric language sql immutable parallel safe as $$
  select coalesce(sum(extract(epoch from upper(span) - lower(span))), 0) from unnest(instants) as span
$$;
--> statement-breakpoint
-- Until which instant the time since `last_seen` counts, when the server hears again at `seen` (decisions 3; the same
-- rule in words and cases: app/domains/learning/witness.policy.ts). `resume`: the page was not in use, nothing counts.
create function counted_until(last_seen timestamptz, seen timestamptz, contact text, scripted boolean, view_seconds integer, idle_limit_seconds integer)
returns timestamptz language sql immutable parallel safe as $$
  select case
    when seen <= last_seen or contact = 'resume' then last_seen
    when contact = 'beat' or scripted then
      case when seen - last_seen <= idle_limit_seconds * interval '1 second' then seen else last_seen end
    else least(seen, last_seen + view_seconds * interval '1 second')
  end
$$;
