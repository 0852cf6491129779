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
ALTER TABLE "message_sender" ADD CONSTRAINT "message_sender_changed_by_actor_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_template" ADD CONSTRAINT "message_template_made_by_actor_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "message_template_version" ON "message_template" USING btree ("kind","channel","language","version");