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
DROP INDEX "appointment_diary";--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "room_id" integer;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "talk_result" text;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "absence_cause" text;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "cancelled_by" text;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_actor_id_actor_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_made_by_actor_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room" ADD CONSTRAINT "room_added_by_actor_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feed_token" ON "calendar_feed" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feed_actor" ON "calendar_feed" USING btree ("actor_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feed_room" ON "calendar_feed" USING btree ("room_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "room_name" ON "room" USING btree (lower("name")) WHERE retired_at is null;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appointment_room" ON "appointment" USING btree ("room_id","starts_at") WHERE room_id is not null;--> statement-breakpoint
CREATE INDEX "appointment_diary" ON "appointment" USING btree ("responsible_id","starts_at");--> statement-breakpoint
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
-- Written by hand: drizzle knows no exclusion constraints. A room is never booked twice at overlapping times.
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_room_once" EXCLUDE USING gist (int4range("room_id", "room_id", '[]') WITH &&, tsrange("starts_at" at time zone 'UTC', ("starts_at" at time zone 'UTC') + make_interval(mins => "minutes"::int)) WITH &&) WHERE ("room_id" is not null and "state" = 'booked' and "voided_at" is null);
