CREATE TABLE "counselling" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"participation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"minutes" smallint NOT NULL,
	"with_whom" text DEFAULT '' NOT NULL,
	"interpreter" boolean DEFAULT false NOT NULL,
	"note" text NOT NULL,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "counselling_minutes" CHECK ("counselling"."minutes" between 5 and 600),
	CONSTRAINT "counselling_note" CHECK ("counselling"."note" <> '')
);
--> statement-breakpoint
ALTER TABLE "round_person" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "counselling" ADD CONSTRAINT "counselling_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling" ADD CONSTRAINT "counselling_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling" ADD CONSTRAINT "counselling_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counselling" ADD CONSTRAINT "counselling_participation_id_client_id_participation_id_client_id_fk" FOREIGN KEY ("participation_id","client_id") REFERENCES "public"."participation"("id","client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "counselling_client" ON "counselling" USING btree ("client_id","occurred_on" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "counselling_participation" ON "counselling" USING btree ("participation_id","occurred_on") WHERE voided_at is null;--> statement-breakpoint
ALTER TABLE "round_person" ADD CONSTRAINT "round_person_import_id_list_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."list_import"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "round_person_import" ON "round_person" USING btree ("import_id") WHERE import_id is not null;--> statement-breakpoint
CREATE INDEX "visit_recorder" ON "visit" USING btree ("recorded_by","recorded_at");