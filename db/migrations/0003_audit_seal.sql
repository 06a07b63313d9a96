CREATE TABLE "audit_seal_members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"seal_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"leaf" "bytea" NOT NULL,
	CONSTRAINT "audit_seal_members_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "audit_seal_members_place" UNIQUE("county_id","seal_id","position")
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"era" integer NOT NULL,
	"horizon_xid" "xid8" NOT NULL,
	"horizon_id" uuid NOT NULL,
	"first_id" uuid NOT NULL,
	"last_id" uuid NOT NULL,
	"count" integer NOT NULL,
	"tree_root" "bytea" NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"header_hash" "bytea" NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "audit_seals_county_id_id" UNIQUE("county_id","id"),
	CONSTRAINT "audit_seals_county_sequence" UNIQUE("county_id","sequence")
);
--> statement-breakpoint
DROP INDEX "audit_events_county_at";--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "written_in" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_seal_members" ADD CONSTRAINT "audit_seal_members_of_seal" FOREIGN KEY ("county_id","seal_id") REFERENCES "public"."audit_seals"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_county_at_id" ON "audit_events" USING btree ("county_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_county_actor_at" ON "audit_events" USING btree ("county_id","actor_account_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_county_act_at" ON "audit_events" USING btree ("county_id","act","at");--> statement-breakpoint
CREATE INDEX "audit_events_county_written" ON "audit_events" USING btree ("county_id","written_in","id");--> statement-breakpoint
-- By hand from here on. What a seal may look like at all.
alter table audit_seals
  add constraint audit_seals_numbers check (sequence >= 1 and era >= 1 and count between 1 and 10000),
  add constraint audit_seals_hashes check (octet_length(tree_root) = 32 and octet_length(previous_hash) = 32 and octet_length(header_hash) = 32);
--> statement-breakpoint
alter table audit_seal_members
  add constraint audit_seal_members_hash check (octet_length(leaf) = 32),
  add constraint audit_seal_members_position check (position between 0 and 9999);
--> statement-breakpoint
create trigger audit_seals_append_only before update or delete on audit_seals for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_seals_no_truncate before truncate on audit_seals for each statement execute function refuse_change();
--> statement-breakpoint
create trigger audit_seal_members_append_only before update or delete on audit_seal_members for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_seal_members_no_truncate before truncate on audit_seal_members for each statement execute function refuse_change();
--> statement-breakpoint
alter table audit_seals enable row level security;
--> statement-breakpoint
alter table audit_seals force row level security;
--> statement-breakpoint
alter table audit_seal_members enable row level security;
--> statement-breakpoint
alter table audit_seal_members force row level security;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['audit_seals', 'audit_seal_members']
  loop
    execute format('create policy owner_works on %I for all to %I using (true) with check (true)', name, current_user);
  end loop;
end $$;
--> statement-breakpoint
grant select on audit_seals, audit_seal_members to qicheng_app;
--> statement-breakpoint
create policy read_by_bureau on audit_seals for select to qicheng_app using (
  county_id = (select app_county()) and (select app_role()) = 'bureau');
--> statement-breakpoint
create policy read_by_bureau on audit_seal_members for select to qicheng_app using (
  county_id = (select app_county()) and (select app_role()) = 'bureau');
--> statement-breakpoint
-- A row's place among the seals is the transaction that wrote it: nobody's request may claim another one.
alter policy own_acts on audit_events with check (
  county_id = (select app_county()) and actor_account_id is not distinct from (select app_account()) and actor_role = (select app_role())
  and written_in = pg_current_xact_id());
