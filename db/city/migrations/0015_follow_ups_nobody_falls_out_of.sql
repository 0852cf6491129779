CREATE TABLE "digest" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'due' NOT NULL,
	"frozen" jsonb,
	"next_at" timestamp with time zone,
	"claimed_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"vendor_id" text,
	"closed_at" timestamp with time zone,
	CONSTRAINT "digest_open" CHECK (("digest"."next_at" is not null) = ("digest"."state" in ('due', 'frozen'))),
	CONSTRAINT "digest_frozen" CHECK (("digest"."frozen" is not null) = ("digest"."state" = 'frozen'))
);
--> statement-breakpoint
CREATE TABLE "closure_day" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"on_day" date NOT NULL,
	"name" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	CONSTRAINT "closure_day_lifted" CHECK (("closure_day"."lifted_at" is null) = ("closure_day"."lifted_by" is null))
);
--> statement-breakpoint
CREATE TABLE "follow_up_hold" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"participation_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"ended_on" date,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "follow_up_hold_reason" CHECK ("follow_up_hold"."reason" in ('illness', 'maternity', 'travel', 'course')),
	CONSTRAINT "follow_up_hold_dates" CHECK ("follow_up_hold"."until_on" >= "follow_up_hold"."from_on"),
	CONSTRAINT "follow_up_hold_ended" CHECK ("follow_up_hold"."ended_on" between "follow_up_hold"."from_on" and "follow_up_hold"."until_on")
);
--> statement-breakpoint
CREATE TABLE "worker_absence" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"actor_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"reason" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	CONSTRAINT "worker_absence_dates" CHECK ("worker_absence"."until_on" >= "worker_absence"."from_on"),
	CONSTRAINT "worker_absence_lifted" CHECK (("worker_absence"."lifted_at" is null) = ("worker_absence"."lifted_by" is null))
);
--> statement-breakpoint
CREATE TABLE "blocked_address" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"reason" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid
);
--> statement-breakpoint
CREATE TABLE "delivery_event" (
	"id" text PRIMARY KEY NOT NULL,
	"message_id" uuid,
	"delivery" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_feed" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"actor_id" uuid,
	"room_id" integer,
	"token_hash" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "calendar_feed_of_one" CHECK (("calendar_feed"."actor_id" is null) <> ("calendar_feed"."room_id" is null))
);
--> statement-breakpoint
CREATE TABLE "room" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "room_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"added_by" uuid NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "room_named" CHECK ("room"."name" <> '')
);
--> statement-breakpoint
ALTER TABLE "message" DROP CONSTRAINT "message_open";--> statement-breakpoint
DROP INDEX "appointment_diary";--> statement-breakpoint
DROP INDEX "message_once";--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "room_id" integer;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "talk_result" text;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "absence_cause" text;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "cancelled_by" text;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "delivery" text;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "delivery_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "slot" text;--> statement-breakpoint
ALTER TABLE "city_setting" ADD COLUMN "rhythm_from_days" smallint DEFAULT 28 NOT NULL;--> statement-breakpoint
ALTER TABLE "city_setting" ADD COLUMN "rhythm_to_days" smallint DEFAULT 42 NOT NULL;--> statement-breakpoint
ALTER TABLE "city_setting" ADD COLUMN "no_show_from_days" smallint DEFAULT 7 NOT NULL;--> statement-breakpoint
ALTER TABLE "city_setting" ADD COLUMN "no_show_to_days" smallint DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "city_setting" ADD COLUMN "permit_weeks" smallint DEFAULT 8 NOT NULL;--> statement-breakpoint
ALTER TABLE "city_setting" ADD COLUMN "hold_back_days" smallint DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "closure_day" ADD CONSTRAINT "closure_day_made_by_actor_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closure_day" ADD CONSTRAINT "closure_day_lifted_by_actor_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_hold" ADD CONSTRAINT "follow_up_hold_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_hold" ADD CONSTRAINT "follow_up_hold_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_hold" ADD CONSTRAINT "follow_up_hold_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_hold" ADD CONSTRAINT "follow_up_hold_participation_id_client_id_participation_id_client_id_fk" FOREIGN KEY ("participation_id","client_id") REFERENCES "public"."participation"("id","client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "worker_absence" ADD CONSTRAINT "worker_absence_actor_id_actor_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "worker_absence" ADD CONSTRAINT "worker_absence_made_by_actor_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "worker_absence" ADD CONSTRAINT "worker_absence_lifted_by_actor_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blocked_address" ADD CONSTRAINT "blocked_address_lifted_by_actor_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_event" ADD CONSTRAINT "delivery_event_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_actor_id_actor_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_made_by_actor_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room" ADD CONSTRAINT "room_added_by_actor_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "digest_once" ON "digest" USING btree ("account_id","day","kind");--> statement-breakpoint
CREATE INDEX "digest_due" ON "digest" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "closure_day_once" ON "closure_day" USING btree ("on_day") WHERE lifted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "follow_up_hold_open" ON "follow_up_hold" USING btree ("client_id") WHERE ended_on is null and voided_at is null;--> statement-breakpoint
CREATE INDEX "follow_up_hold_client" ON "follow_up_hold" USING btree ("client_id","from_on") WHERE voided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "worker_absence_once" ON "worker_absence" USING btree ("actor_id","from_on","until_on") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "worker_absence_ahead" ON "worker_absence" USING btree ("actor_id","until_on") WHERE lifted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "blocked_address_now" ON "blocked_address" USING btree ("channel","address") WHERE lifted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feed_token" ON "calendar_feed" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feed_actor" ON "calendar_feed" USING btree ("actor_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feed_room" ON "calendar_feed" USING btree ("room_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "room_name" ON "room" USING btree (lower("name")) WHERE retired_at is null;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appointment_room" ON "appointment" USING btree ("room_id","starts_at") WHERE room_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "message_a_day" ON "message" USING btree ("channel","slot");--> statement-breakpoint
CREATE INDEX "appointment_diary" ON "appointment" USING btree ("responsible_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "message_once" ON "message" USING btree ("appointment_id","kind","channel","nth");--> statement-breakpoint
-- Written by hand: what old rows say in the new words. A talk was called off only by moving it or by planning anew.
UPDATE "appointment" SET "talk_result" = CASE WHEN "state" = 'attended' THEN 'as-planned' END, "absence_cause" = CASE WHEN "state" = 'no-show' THEN 'unknown' END, "cancelled_by" = CASE WHEN "state" = 'cancelled' THEN CASE WHEN EXISTS (SELECT FROM "appointment" "later" WHERE "later"."schedule_id" = "appointment"."schedule_id" AND "later"."id" <> "appointment"."id" AND "later"."recorded_at" >= "appointment"."outcome_at") THEN 'moved' ELSE 'replanned' END END WHERE "state" <> 'booked';--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_state" CHECK ("appointment"."state" in ('booked', 'attended', 'late', 'excused', 'no-show', 'cancelled'));--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_result" CHECK (case when "appointment"."state" in ('attended', 'late')
        then coalesce("appointment"."talk_result" in ('as-planned', 'cut-short', 'new-date-only', 'not-held'), false)
        else "appointment"."talk_result" is null end);--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_absence" CHECK (case when "appointment"."state" in ('excused', 'no-show')
        then coalesce("appointment"."absence_cause" in ('unknown', 'ill', 'childcare', 'work', 'course', 'other-office', 'transport',
          'forgot', 'not-reminded', 'refuses', 'other'), false)
        else "appointment"."absence_cause" is null end);--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_cancelled" CHECK (case when "appointment"."state" = 'cancelled'
        then coalesce("appointment"."cancelled_by" in ('client', 'office', 'interpreter', 'partner', 'moved', 'replanned'), false)
        else "appointment"."cancelled_by" is null end);--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_delivery" CHECK (("message"."delivery" is null) = ("message"."delivery_at" is null));--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_open" CHECK (("message"."next_at" is null) = ("message"."state" in ('sent', 'skipped', 'failed', 'unknown', 'handed')));--> statement-breakpoint
ALTER TABLE "city_setting" ADD CONSTRAINT "city_setting_rhythm" CHECK ("city_setting"."rhythm_from_days" >= 28 and "city_setting"."rhythm_to_days" <= 42 and "city_setting"."rhythm_to_days" - "city_setting"."rhythm_from_days" >= 6);--> statement-breakpoint
ALTER TABLE "city_setting" ADD CONSTRAINT "city_setting_no_show" CHECK ("city_setting"."no_show_from_days" >= 3 and "city_setting"."no_show_to_days" <= 21 and "city_setting"."no_show_to_days" - "city_setting"."no_show_from_days" >= 4);--> statement-breakpoint
ALTER TABLE "city_setting" ADD CONSTRAINT "city_setting_permit" CHECK ("city_setting"."permit_weeks" between 8 and 16);--> statement-breakpoint
ALTER TABLE "city_setting" ADD CONSTRAINT "city_setting_hold" CHECK ("city_setting"."hold_back_days" between 3 and 10);--> statement-breakpoint
-- Written by hand: drizzle knows no exclusion constraints. A room is never booked twice at overlapping times.
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_room_once" EXCLUDE USING gist (int4range("room_id", "room_id", '[]') WITH &&, tsrange("starts_at" at time zone 'UTC', ("starts_at" at time zone 'UTC') + make_interval(mins => "minutes"::int)) WITH &&) WHERE ("room_id" is not null and "state" = 'booked' and "voided_at" is null);
