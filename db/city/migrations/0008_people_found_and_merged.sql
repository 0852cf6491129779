CREATE TABLE "help_request" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"asker" text NOT NULL,
	"referrer" text DEFAULT '' NOT NULL,
	"concern" text NOT NULL,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "help_request_referrer" CHECK (("help_request"."asker" = 'self') = ("help_request"."referrer" = ''))
);
--> statement-breakpoint
CREATE TABLE "not_duplicate" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"one_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "not_duplicate_order" CHECK ("not_duplicate"."one_id" < "not_duplicate"."other_id")
);
--> statement-breakpoint
CREATE TABLE "person_merge" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kept_id" uuid NOT NULL,
	"gone_id" uuid NOT NULL,
	"kept_client_id" uuid,
	"gone_client_id" uuid,
	"reason" text NOT NULL,
	"changed" jsonb NOT NULL,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "person_merge_other" CHECK ("person_merge"."kept_id" <> "person_merge"."gone_id")
);
--> statement-breakpoint
ALTER TABLE "client" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "sound_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_duplicate" ADD CONSTRAINT "not_duplicate_one_id_person_id_fk" FOREIGN KEY ("one_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_duplicate" ADD CONSTRAINT "not_duplicate_other_id_person_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_duplicate" ADD CONSTRAINT "not_duplicate_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_duplicate" ADD CONSTRAINT "not_duplicate_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_duplicate" ADD CONSTRAINT "not_duplicate_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_kept_id_person_id_fk" FOREIGN KEY ("kept_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_gone_id_person_id_fk" FOREIGN KEY ("gone_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_kept_client_id_client_id_fk" FOREIGN KEY ("kept_client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_gone_client_id_client_id_fk" FOREIGN KEY ("gone_client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "help_request_client" ON "help_request" USING btree ("client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "not_duplicate_once" ON "not_duplicate" USING btree ("one_id","other_id") WHERE voided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "person_merge_once" ON "person_merge" USING btree ("gone_id") WHERE voided_at is null;--> statement-breakpoint
CREATE INDEX "person_merge_kept" ON "person_merge" USING btree ("kept_id");--> statement-breakpoint
CREATE INDEX "person_merge_recent" ON "person_merge" USING btree ("recorded_at" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "client" ADD CONSTRAINT "client_merged_into_client_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_merged_into_person_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "client_merged" ON "client" USING btree ("merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "person_sound" ON "person" USING gin ("sound_key" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "person_alike" ON "person" USING btree ("sound_key","birth_date");--> statement-breakpoint
CREATE INDEX "person_merged" ON "person" USING btree ("merged_into") WHERE merged_into is not null;--> statement-breakpoint
ALTER TABLE "client" ADD CONSTRAINT "client_merged_voided" CHECK ("client"."merged_into" is null or "client"."voided_at" is not null);--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_merged_other" CHECK ("person"."merged_into" <> "person"."id");