CREATE TABLE "sms_reply" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"event_id" text NOT NULL,
	"client_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sms_reply" ADD CONSTRAINT "sms_reply_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "sms_reply_once" ON "sms_reply" USING btree ("event_id","client_id");--> statement-breakpoint
CREATE INDEX "sms_reply_client" ON "sms_reply" USING btree ("client_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "person_contact_phone" ON "person_contact" USING btree ("phone") WHERE phone is not null;--> statement-breakpoint
CREATE INDEX "message_sms_vendor" ON "message" USING btree ("vendor_id") WHERE channel = 'sms' and vendor_id is not null;--> statement-breakpoint
CREATE INDEX "message_sms_to" ON "message" USING btree ((frozen ->> 'to')) WHERE channel = 'sms' and frozen is not null;