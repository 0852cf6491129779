CREATE TABLE "diary_time" (
	"ref_id" uuid PRIMARY KEY NOT NULL,
	"responsible_id" uuid NOT NULL,
	"room_id" integer,
	"interpreter_id" uuid,
	"starts_at" timestamp with time zone NOT NULL,
	"minutes" smallint NOT NULL,
	"travel_minutes" smallint NOT NULL,
	"apart" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "group_talk" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"title" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"minutes" smallint NOT NULL,
	"travel_minutes" smallint DEFAULT 0 NOT NULL,
	"place" text NOT NULL,
	"room_id" integer,
	"responsible_id" uuid NOT NULL,
	"capacity" smallint NOT NULL,
	"moves" smallint DEFAULT 0 NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"called_off_at" timestamp with time zone,
	"called_off_by" uuid,
	CONSTRAINT "group_talk_titled" CHECK ("group_talk"."title" <> ''),
	CONSTRAINT "group_talk_minutes" CHECK ("group_talk"."minutes" between 15 and 480),
	CONSTRAINT "group_talk_travel" CHECK ("group_talk"."travel_minutes" between 0 and 120 and ("group_talk"."travel_minutes" = 0 or "group_talk"."room_id" is null)),
	CONSTRAINT "group_talk_capacity" CHECK ("group_talk"."capacity" between 2 and 60),
	CONSTRAINT "group_talk_called_off" CHECK (("group_talk"."called_off_at" is null) = ("group_talk"."called_off_by" is null))
);
--> statement-breakpoint
CREATE TABLE "interpreter" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"languages" text[] NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"service" boolean DEFAULT false NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"added_by" uuid NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "interpreter_named" CHECK ("interpreter"."name" <> ''),
	CONSTRAINT "interpreter_languages" CHECK (cardinality("interpreter"."languages") > 0)
);
--> statement-breakpoint
CREATE TABLE "worker_hours" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"actor_id" uuid,
	"valid_from" date NOT NULL,
	"weekday" smallint NOT NULL,
	"morning_from" time,
	"morning_until" time,
	"afternoon_from" time,
	"afternoon_until" time,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	CONSTRAINT "worker_hours_weekday" CHECK ("worker_hours"."weekday" between 1 and 5),
	CONSTRAINT "worker_hours_morning" CHECK (("worker_hours"."morning_from" is null) = ("worker_hours"."morning_until" is null) and coalesce("worker_hours"."morning_from" < "worker_hours"."morning_until", true)),
	CONSTRAINT "worker_hours_afternoon" CHECK (("worker_hours"."afternoon_from" is null) = ("worker_hours"."afternoon_until" is null)
        and coalesce("worker_hours"."afternoon_from" < "worker_hours"."afternoon_until", true)
        and coalesce("worker_hours"."morning_until" <= "worker_hours"."afternoon_from", true)),
	CONSTRAINT "worker_hours_lifted" CHECK (("worker_hours"."lifted_at" is null) = ("worker_hours"."lifted_by" is null))
);
--> statement-breakpoint
CREATE TABLE "appointment_interpreter" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"appointment_id" uuid NOT NULL,
	"interpreter_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"agreed_at" timestamp with time zone,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	CONSTRAINT "appointment_interpreter_mode" CHECK ("appointment_interpreter"."mode" in ('in-person', 'phone', 'video')),
	CONSTRAINT "appointment_interpreter_lifted" CHECK (("appointment_interpreter"."lifted_at" is null) = ("appointment_interpreter"."lifted_by" is null))
);
--> statement-breakpoint
DROP INDEX "appointment_booked";--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "venue" text DEFAULT 'office' NOT NULL;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "travel_minutes" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "city_setting" ADD COLUMN "travel_minutes" smallint DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE "diary_time" ADD CONSTRAINT "diary_time_responsible_id_actor_id_fk" FOREIGN KEY ("responsible_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "diary_time" ADD CONSTRAINT "diary_time_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "diary_time" ADD CONSTRAINT "diary_time_interpreter_id_interpreter_id_fk" FOREIGN KEY ("interpreter_id") REFERENCES "public"."interpreter"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_talk" ADD CONSTRAINT "group_talk_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_talk" ADD CONSTRAINT "group_talk_responsible_id_actor_id_fk" FOREIGN KEY ("responsible_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_talk" ADD CONSTRAINT "group_talk_made_by_actor_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_talk" ADD CONSTRAINT "group_talk_called_off_by_actor_id_fk" FOREIGN KEY ("called_off_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interpreter" ADD CONSTRAINT "interpreter_added_by_actor_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "worker_hours" ADD CONSTRAINT "worker_hours_actor_id_actor_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "worker_hours" ADD CONSTRAINT "worker_hours_made_by_actor_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "worker_hours" ADD CONSTRAINT "worker_hours_lifted_by_actor_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_interpreter" ADD CONSTRAINT "appointment_interpreter_appointment_id_appointment_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_interpreter" ADD CONSTRAINT "appointment_interpreter_interpreter_id_interpreter_id_fk" FOREIGN KEY ("interpreter_id") REFERENCES "public"."interpreter"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_interpreter" ADD CONSTRAINT "appointment_interpreter_made_by_actor_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_interpreter" ADD CONSTRAINT "appointment_interpreter_lifted_by_actor_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "diary_time_worker" ON "diary_time" USING btree ("responsible_id","starts_at");--> statement-breakpoint
CREATE INDEX "diary_time_room" ON "diary_time" USING btree ("room_id","starts_at") WHERE room_id is not null;--> statement-breakpoint
CREATE INDEX "diary_time_interpreter" ON "diary_time" USING btree ("interpreter_id","starts_at") WHERE interpreter_id is not null;--> statement-breakpoint
CREATE INDEX "group_talk_diary" ON "group_talk" USING btree ("responsible_id","starts_at");--> statement-breakpoint
CREATE INDEX "group_talk_room" ON "group_talk" USING btree ("room_id","starts_at") WHERE room_id is not null;--> statement-breakpoint
CREATE INDEX "group_talk_ahead" ON "group_talk" USING btree ("starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "interpreter_name" ON "interpreter" USING btree (lower("name")) WHERE retired_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "worker_hours_own" ON "worker_hours" USING btree ("actor_id","valid_from","weekday") WHERE lifted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "worker_hours_city" ON "worker_hours" USING btree ("valid_from","weekday") WHERE actor_id is null and lifted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_interpreter_one" ON "appointment_interpreter" USING btree ("appointment_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "appointment_interpreter_who" ON "appointment_interpreter" USING btree ("interpreter_id") WHERE lifted_at is null;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_group_id_group_talk_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."group_talk"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appointment_group" ON "appointment" USING btree ("group_id") WHERE group_id is not null;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_venue" CHECK ("appointment"."venue" in ('office', 'home', 'employer', 'elsewhere'));--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_travel" CHECK ("appointment"."travel_minutes" between 0 and 120 and ("appointment"."travel_minutes" = 0 or "appointment"."room_id" is null));--> statement-breakpoint
ALTER TABLE "city_setting" ADD CONSTRAINT "city_setting_travel" CHECK ("city_setting"."travel_minutes" between 5 and 90);--> statement-breakpoint
-- Written by hand from here on. A range of one id: what is the same overlaps, without an extension.
CREATE TYPE "uuid_range" AS RANGE (subtype = uuid);--> statement-breakpoint
ALTER TABLE "appointment" DROP CONSTRAINT "appointment_room_once";--> statement-breakpoint
INSERT INTO "diary_time" ("ref_id", "responsible_id", "room_id", "starts_at", "minutes", "travel_minutes", "apart")
SELECT a."id", a."responsible_id", a."room_id", a."starts_at", a."minutes", 0, NOT EXISTS (
  SELECT FROM "appointment" b WHERE b."responsible_id" = a."responsible_id" AND b."state" = 'booked' AND b."voided_at" IS NULL
    AND b."starts_at" < a."starts_at" AND b."starts_at" > a."starts_at" - interval '1 day'
    AND b."starts_at" + make_interval(mins => b."minutes"::int) > a."starts_at")
FROM "appointment" a WHERE a."state" = 'booked' AND a."voided_at" IS NULL;--> statement-breakpoint
-- Nobody is in two talks at one time, nor on the way to one. Talks that overlapped before this stay, as `apart` says.
ALTER TABLE "diary_time" ADD CONSTRAINT "diary_time_worker_once" EXCLUDE USING gist (uuid_range("responsible_id", "responsible_id", '[]') WITH &&, tsrange(("starts_at" at time zone 'UTC') - make_interval(mins => "travel_minutes"::int), ("starts_at" at time zone 'UTC') + make_interval(mins => "minutes"::int + "travel_minutes")) WITH &&) WHERE ("apart");--> statement-breakpoint
-- No room is taken twice at one time, and no interpreter.
ALTER TABLE "diary_time" ADD CONSTRAINT "diary_time_room_once" EXCLUDE USING gist (int4range("room_id", "room_id", '[]') WITH &&, tsrange("starts_at" at time zone 'UTC', ("starts_at" at time zone 'UTC') + make_interval(mins => "minutes"::int)) WITH &&) WHERE ("room_id" is not null);--> statement-breakpoint
ALTER TABLE "diary_time" ADD CONSTRAINT "diary_time_interpreter_once" EXCLUDE USING gist (uuid_range("interpreter_id", "interpreter_id", '[]') WITH &&, tsrange("starts_at" at time zone 'UTC', ("starts_at" at time zone 'UTC') + make_interval(mins => "minutes"::int)) WITH &&) WHERE ("interpreter_id" is not null);
