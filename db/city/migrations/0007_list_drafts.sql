CREATE TABLE "list_draft" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"programme_id" uuid NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"file" "bytea",
	"content" "bytea",
	"problem" text,
	"sheet" integer,
	"header_line" integer,
	"answers" jsonb,
	"excluded" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"preview" "bytea",
	"fingerprint" text,
	"outdated" boolean DEFAULT false NOT NULL,
	CONSTRAINT "list_draft_stage" CHECK (num_nonnulls("list_draft"."file", "list_draft"."content", "list_draft"."problem") = 1),
	CONSTRAINT "list_draft_preview" CHECK (("list_draft"."preview" is null) = ("list_draft"."fingerprint" is null))
);
--> statement-breakpoint
CREATE TABLE "list_header_meaning" (
	"wording" text PRIMARY KEY NOT NULL,
	"column" text,
	"answered_at" timestamp with time zone NOT NULL,
	"answered_by" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "list_import" DROP CONSTRAINT "list_import_reconciles";--> statement-breakpoint
ALTER TABLE "list_import" ADD COLUMN "nth" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "list_import_nth_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "list_import" ADD COLUMN "left_out" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "list_import" ADD COLUMN "voided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "list_import" ADD COLUMN "voided_by" uuid;--> statement-breakpoint
ALTER TABLE "list_import" ADD COLUMN "void_reason" text;--> statement-breakpoint
ALTER TABLE "list_row" ADD COLUMN "before" jsonb;--> statement-breakpoint
ALTER TABLE "list_row" ADD COLUMN "picture" text;--> statement-breakpoint
ALTER TABLE "list_draft" ADD CONSTRAINT "list_draft_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_draft" ADD CONSTRAINT "list_draft_uploaded_by_actor_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_header_meaning" ADD CONSTRAINT "list_header_meaning_answered_by_actor_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "list_draft_age" ON "list_draft" USING btree ("uploaded_at");--> statement-breakpoint
ALTER TABLE "list_import" ADD CONSTRAINT "list_import_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_import" ADD CONSTRAINT "list_import_voided" CHECK (("list_import"."voided_at" is null) = ("list_import"."voided_by" is null) and ("list_import"."voided_at" is null) = ("list_import"."void_reason" is null));--> statement-breakpoint
ALTER TABLE "list_import" ADD CONSTRAINT "list_import_reconciles" CHECK ("list_import"."rows" = "list_import"."created" + "list_import"."updated" + "list_import"."unchanged" + "list_import"."duplicates" + "list_import"."rejected" + "list_import"."left_out");--> statement-breakpoint
ALTER TABLE "list_row" ADD CONSTRAINT "list_row_person" CHECK ("list_row"."person_id" is not null or "list_row"."outcome" in ('rejected', 'duplicate', 'left-out'));--> statement-breakpoint
ALTER TABLE "list_row" ADD CONSTRAINT "list_row_before" CHECK (("list_row"."before" is not null) <= ("list_row"."outcome" = 'updated' and "list_row"."picture" is not null));