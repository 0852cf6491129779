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
CREATE UNIQUE INDEX "digest_once" ON "digest" USING btree ("account_id","day","kind");--> statement-breakpoint
CREATE INDEX "digest_due" ON "digest" USING btree ("next_at") WHERE next_at is not null;