-- Mails that are under way without a batch: their keys are used no more, so nobody can ask what became of them.
WITH "lost" AS (
	UPDATE "message" SET "state" = 'unknown', "next_at" = null, "claimed_until" = null, "closed_at" = now()
	WHERE "channel" = 'email' AND "state" = 'frozen' RETURNING "id", "client_id"
)
INSERT INTO "task" ("client_id", "reason", "ref_id", "due_on", "created_at")
SELECT "client_id", 'message-unknown', "id", current_date, now() FROM "lost" ON CONFLICT DO NOTHING;
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
ALTER TABLE "message" DROP CONSTRAINT "message_open";--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "batch_nth" smallint;--> statement-breakpoint
CREATE INDEX "message_batch_open" ON "message_batch" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_batch_id_message_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."message_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "message_of_batch" ON "message" USING btree ("batch_id","batch_nth");--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_batched" CHECK (("message"."batch_id" is null) = ("message"."batch_nth" is null));--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_mail_frozen" CHECK ("message"."channel" <> 'email' or "message"."state" <> 'frozen' or "message"."batch_id" is not null);--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_open" CHECK (("message"."next_at" is null) = ("message"."state" in ('sent', 'skipped', 'failed', 'unknown', 'handed')
        or ("message"."state" = 'frozen' and "message"."batch_id" is not null)));