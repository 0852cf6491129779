CREATE TABLE "call_request" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"letter_id" uuid NOT NULL,
	"phone" text NOT NULL,
	"best_time" text DEFAULT '' NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	CONSTRAINT "call_request_letter_id_unique" UNIQUE("letter_id"),
	CONSTRAINT "call_request_done" CHECK (("call_request"."done_at" is null) = ("call_request"."done_by" is null))
);
--> statement-breakpoint
CREATE TABLE "do_not_visit" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"since_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	"lift_reason" text,
	CONSTRAINT "do_not_visit_lifted" CHECK (num_nonnulls("do_not_visit"."lifted_at", "do_not_visit"."lifted_by", "do_not_visit"."lift_reason") in (0, 3) and btrim("do_not_visit"."lift_reason") <> '')
);
--> statement-breakpoint
CREATE TABLE "outreach_letter" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"round_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"language" text NOT NULL,
	"code_digest" text NOT NULL,
	"expires_on" date NOT NULL,
	"sent_on" date,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "outreach_letter_code_digest_unique" UNIQUE("code_digest")
);
--> statement-breakpoint
CREATE TABLE "outreach_round" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"programme_id" uuid NOT NULL,
	"import_id" uuid,
	"name" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"instructions" text DEFAULT '' NOT NULL,
	"phone" text NOT NULL,
	"target_women" integer NOT NULL,
	"target_under_27" integer NOT NULL,
	"part" jsonb NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"closed_at" timestamp with time zone,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "outreach_round_dates" CHECK ("outreach_round"."until_on" >= "outreach_round"."from_on"),
	CONSTRAINT "outreach_round_targets" CHECK ("outreach_round"."target_women" between 0 and 100 and "outreach_round"."target_under_27" between 0 and 100),
	CONSTRAINT "outreach_round_closed" CHECK (("outreach_round"."status" = 'closed') = ("outreach_round"."closed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "round_person" (
	"round_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"dwelling_id" uuid NOT NULL,
	CONSTRAINT "round_person_round_id_person_id_pk" PRIMARY KEY("round_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "round_walker" (
	"round_id" uuid NOT NULL,
	"actor_id" uuid NOT NULL,
	CONSTRAINT "round_walker_round_id_actor_id_pk" PRIMARY KEY("round_id","actor_id")
);
--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "round_id" uuid;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "call_back_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "call_request" ADD CONSTRAINT "call_request_letter_id_outreach_letter_id_fk" FOREIGN KEY ("letter_id") REFERENCES "public"."outreach_letter"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_request" ADD CONSTRAINT "call_request_done_by_actor_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "do_not_visit" ADD CONSTRAINT "do_not_visit_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "do_not_visit" ADD CONSTRAINT "do_not_visit_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "do_not_visit" ADD CONSTRAINT "do_not_visit_lifted_by_actor_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_letter" ADD CONSTRAINT "outreach_letter_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_letter" ADD CONSTRAINT "outreach_letter_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_letter" ADD CONSTRAINT "outreach_letter_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_letter" ADD CONSTRAINT "outreach_letter_of_round" FOREIGN KEY ("round_id","person_id") REFERENCES "public"."round_person"("round_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_round" ADD CONSTRAINT "outreach_round_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_round" ADD CONSTRAINT "outreach_round_import_id_list_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."list_import"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_round" ADD CONSTRAINT "outreach_round_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_round" ADD CONSTRAINT "outreach_round_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_round" ADD CONSTRAINT "outreach_round_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_person" ADD CONSTRAINT "round_person_round_id_outreach_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."outreach_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_person" ADD CONSTRAINT "round_person_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_person" ADD CONSTRAINT "round_person_dwelling_id_dwelling_id_fk" FOREIGN KEY ("dwelling_id") REFERENCES "public"."dwelling"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_walker" ADD CONSTRAINT "round_walker_round_id_outreach_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."outreach_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_walker" ADD CONSTRAINT "round_walker_actor_id_actor_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_request_open" ON "call_request" USING btree ("received_at") WHERE done_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "do_not_visit_once" ON "do_not_visit" USING btree ("person_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "do_not_visit_newest" ON "do_not_visit" USING btree ("since_on","id") WHERE lifted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "outreach_letter_once" ON "outreach_letter" USING btree ("round_id","person_id") WHERE voided_at is null;--> statement-breakpoint
CREATE INDEX "outreach_round_open" ON "outreach_round" USING btree ("until_on") WHERE status = 'open' and voided_at is null;--> statement-breakpoint
CREATE INDEX "round_person_person" ON "round_person" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "round_walker_actor" ON "round_walker" USING btree ("actor_id");--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_of_round" FOREIGN KEY ("round_id","person_id") REFERENCES "public"."round_person"("round_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visit_round" ON "visit" USING btree ("round_id") WHERE round_id is not null;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_call_back" CHECK (("visit"."outcome" = 'call-back') = ("visit"."call_back_at" is not null));--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_language" CHECK ("visit"."language" is null or "visit"."outcome" = 'language-barrier');--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_refusal_says_no_more" CHECK ("visit"."note" is null or "visit"."outcome" <> 'declined');
--> statement-breakpoint
INSERT INTO "do_not_visit" ("person_id", "reason", "since_on", "recorded_at", "recorded_by")
SELECT DISTINCT ON ("person_id") "person_id", 'declined', "occurred_on", "recorded_at", "recorded_by"
FROM "visit" WHERE "outcome" = 'declined' AND "voided_at" IS NULL ORDER BY "person_id", "occurred_on" DESC;
