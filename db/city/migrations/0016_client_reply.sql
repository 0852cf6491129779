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
ALTER TABLE "city_setting" ADD COLUMN "reaction_days" smallint DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "client_reply" ADD CONSTRAINT "client_reply_appointment_id_appointment_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "client_reply_live" ON "client_reply" USING btree ("appointment_id") WHERE replaced_at is null;--> statement-breakpoint
ALTER TABLE "city_setting" ADD CONSTRAINT "city_setting_reaction" CHECK ("city_setting"."reaction_days" between 0 and 5);