CREATE TABLE "document" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" "bytea" NOT NULL,
	"store_key" uuid NOT NULL,
	"scanned" text NOT NULL,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "document_title" CHECK ("document"."title" <> ''),
	CONSTRAINT "document_bytes" CHECK ("document"."bytes" > 0),
	CONSTRAINT "document_sha256" CHECK (length("document"."sha256") = 32)
);
--> statement-breakpoint
ALTER TABLE "signature" DROP CONSTRAINT "signature_proof";--> statement-breakpoint
ALTER TABLE "signature" ADD COLUMN "document_id" uuid;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_client" ON "document" USING btree ("client_id","occurred_on" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "document_stored" ON "document" USING btree ("store_key");--> statement-breakpoint
ALTER TABLE "signature" ADD CONSTRAINT "signature_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature" ADD CONSTRAINT "signature_proof" CHECK (case "signature"."method" when 'drawn' then "signature"."drawing" is not null and "signature"."channel" <> 'paper'
        when 'paper' then "signature"."channel" = 'paper' and "signature"."drawing" is null and "signature"."document_id" is not null
        else "signature"."channel" <> 'paper' and ("signature"."party" = 'worker' or "signature"."channel" = 'link' or "signature"."witness" is not null) end);