-- Mails that are under way without a batch: their keys are used no more, so nobody can ask what became of them.
WITH "lost" AS (
	UPDATE "message" SET "state" = 'unknown', "next_at" = null, "claimed_until" = null, "closed_at" = now()
	WHERE "channel" = 'email' AND "state" = 'frozen' RETURNING "id", "client_id"
)
INSERT INTO "task" ("client_id", "reason", "ref_id", "due_on", "created_at")
SELECT "client_id", 'message-unknown', "id", current_date, now() FROM "lost" ON CONFLICT DO NOTHING;
--> statement-breakpoint
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
CREATE TABLE "client_reply" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"appointment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"cause" text,
	"proposed" timestamp with time zone[] DEFAULT '{}' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"replaced_at" timestamp with time zone,
	CONSTRAINT "client_reply_kind" CHECK ("client_reply"."kind" in ('confirmed', 'cannot-come', 'proposes')),
	CONSTRAINT "client_reply_cause" CHECK ("client_reply"."cause" is null or ("client_reply"."kind" = 'cannot-come'
        and "client_reply"."cause" in ('ill', 'childcare', 'work', 'course', 'other-office', 'transport', 'other'))),
	CONSTRAINT "client_reply_proposed" CHECK (cardinality("client_reply"."proposed") <= case when "client_reply"."kind" = 'proposes' then 3 else 0 end)
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
CREATE TABLE "message_sender" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"name" text NOT NULL,
	"local_part" text NOT NULL,
	"domain" text NOT NULL,
	"reply_to" text,
	"sms_name" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	CONSTRAINT "message_sender_one" CHECK ("message_sender"."one"),
	CONSTRAINT "message_sender_name" CHECK ("message_sender"."name" <> '' and "message_sender"."name" !~ '[[:cntrl:]<>"]'),
	CONSTRAINT "message_sender_sms" CHECK ("message_sender"."sms_name" ~ '^[A-Za-z0-9]{1,11}$')
);
--> statement-breakpoint
CREATE TABLE "message_template" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	"subject" text,
	"text" text,
	"note" text DEFAULT '' NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	CONSTRAINT "message_template_first" CHECK ("message_template"."version" > 0),
	CONSTRAINT "message_template_whole" CHECK (("message_template"."subject" is null) = ("message_template"."text" is null)),
	CONSTRAINT "message_template_says" CHECK ("message_template"."text" <> '')
);
--> statement-breakpoint
CREATE TABLE "message_batch" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"frozen_at" timestamp with time zone NOT NULL,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"next_at" timestamp with time zone,
	"attempts" integer DEFAULT 1 NOT NULL,
	"outcome" text,
	CONSTRAINT "message_batch_closed" CHECK (("message_batch"."next_at" is null) = ("message_batch"."outcome" is not null))
);
--> statement-breakpoint
CREATE TABLE "sms_reply" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"event_id" text NOT NULL,
	"client_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "message" DROP CONSTRAINT "message_open";--> statement-breakpoint
DROP INDEX "appointment_booked";--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "venue" text DEFAULT 'office' NOT NULL;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "travel_minutes" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "batch_nth" smallint;--> statement-breakpoint
ALTER TABLE "city_setting" ADD COLUMN "reaction_days" smallint DEFAULT 3 NOT NULL;--> statement-breakpoint
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
ALTER TABLE "client_reply" ADD CONSTRAINT "client_reply_appointment_id_appointment_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_interpreter" ADD CONSTRAINT "appointment_interpreter_appointment_id_appointment_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_interpreter" ADD CONSTRAINT "appointment_interpreter_interpreter_id_interpreter_id_fk" FOREIGN KEY ("interpreter_id") REFERENCES "public"."interpreter"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_interpreter" ADD CONSTRAINT "appointment_interpreter_made_by_actor_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_interpreter" ADD CONSTRAINT "appointment_interpreter_lifted_by_actor_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_sender" ADD CONSTRAINT "message_sender_changed_by_actor_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_template" ADD CONSTRAINT "message_template_made_by_actor_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sms_reply" ADD CONSTRAINT "sms_reply_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "diary_time_worker" ON "diary_time" USING btree ("responsible_id","starts_at");--> statement-breakpoint
CREATE INDEX "diary_time_room" ON "diary_time" USING btree ("room_id","starts_at") WHERE room_id is not null;--> statement-breakpoint
CREATE INDEX "diary_time_interpreter" ON "diary_time" USING btree ("interpreter_id","starts_at") WHERE interpreter_id is not null;--> statement-breakpoint
CREATE INDEX "group_talk_diary" ON "group_talk" USING btree ("responsible_id","starts_at");--> statement-breakpoint
CREATE INDEX "group_talk_room" ON "group_talk" USING btree ("room_id","starts_at") WHERE room_id is not null;--> statement-breakpoint
CREATE INDEX "group_talk_ahead" ON "group_talk" USING btree ("starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "interpreter_name" ON "interpreter" USING btree (lower("name")) WHERE retired_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "worker_hours_own" ON "worker_hours" USING btree ("actor_id","valid_from","weekday") WHERE lifted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "worker_hours_city" ON "worker_hours" USING btree ("valid_from","weekday") WHERE actor_id is null and lifted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "client_reply_live" ON "client_reply" USING btree ("appointment_id") WHERE replaced_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_interpreter_one" ON "appointment_interpreter" USING btree ("appointment_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "appointment_interpreter_who" ON "appointment_interpreter" USING btree ("interpreter_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "message_template_version" ON "message_template" USING btree ("kind","channel","language","version");--> statement-breakpoint
CREATE INDEX "message_batch_open" ON "message_batch" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "sms_reply_once" ON "sms_reply" USING btree ("event_id","client_id");--> statement-breakpoint
CREATE INDEX "sms_reply_client" ON "sms_reply" USING btree ("client_id","at" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_group_id_group_talk_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."group_talk"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_batch_id_message_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."message_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "person_contact_phone" ON "person_contact" USING btree ("phone") WHERE phone is not null;--> statement-breakpoint
CREATE INDEX "appointment_group" ON "appointment" USING btree ("group_id") WHERE group_id is not null;--> statement-breakpoint
CREATE INDEX "message_sms_vendor" ON "message" USING btree ("vendor_id") WHERE channel = 'sms' and vendor_id is not null;--> statement-breakpoint
CREATE INDEX "message_sms_to" ON "message" USING btree ((frozen ->> 'to')) WHERE channel = 'sms' and frozen is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "message_of_batch" ON "message" USING btree ("batch_id","batch_nth");--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_venue" CHECK ("appointment"."venue" in ('office', 'home', 'employer', 'elsewhere'));--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_travel" CHECK ("appointment"."travel_minutes" between 0 and 120 and ("appointment"."travel_minutes" = 0 or "appointment"."room_id" is null));--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_batched" CHECK (("message"."batch_id" is null) = ("message"."batch_nth" is null));--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_mail_frozen" CHECK ("message"."channel" <> 'email' or "message"."state" <> 'frozen' or "message"."batch_id" is not null);--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_open" CHECK (("message"."next_at" is null) = ("message"."state" in ('sent', 'skipped', 'failed', 'unknown', 'handed')
        or ("message"."state" = 'frozen' and "message"."batch_id" is not null)));--> statement-breakpoint
ALTER TABLE "city_setting" ADD CONSTRAINT "city_setting_reaction" CHECK ("city_setting"."reaction_days" between 0 and 5);--> statement-breakpoint
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
