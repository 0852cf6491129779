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
ALTER TABLE "message" DROP CONSTRAINT "message_open";--> statement-breakpoint
DROP INDEX "message_once";--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "delivery" text;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "delivery_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "slot" text;--> statement-breakpoint
ALTER TABLE "blocked_address" ADD CONSTRAINT "blocked_address_lifted_by_actor_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_event" ADD CONSTRAINT "delivery_event_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "blocked_address_now" ON "blocked_address" USING btree ("channel","address") WHERE lifted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "message_a_day" ON "message" USING btree ("channel","slot");--> statement-breakpoint
CREATE UNIQUE INDEX "message_once" ON "message" USING btree ("appointment_id","kind","channel","nth");--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_delivery" CHECK (("message"."delivery" is null) = ("message"."delivery_at" is null));--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_open" CHECK (("message"."next_at" is null) = ("message"."state" in ('sent', 'skipped', 'failed', 'unknown', 'handed')));