CREATE TABLE "deputy" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"absent_id" uuid NOT NULL,
	"deputy_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "deputy_other" CHECK ("deputy"."absent_id" <> "deputy"."deputy_id"),
	CONSTRAINT "deputy_dates" CHECK ("deputy"."until_on" >= "deputy"."from_on")
);
--> statement-breakpoint
CREATE TABLE "file_access" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"actor_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"until_on" date,
	"granted_at" timestamp with time zone NOT NULL,
	"granted_by" uuid NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	CONSTRAINT "file_access_former" CHECK (("file_access"."kind" = 'former-lead') = ("file_access"."until_on" is not null)),
	CONSTRAINT "file_access_ended" CHECK (("file_access"."ended_at" is null) = ("file_access"."ended_by" is null))
);
--> statement-breakpoint
CREATE TABLE "hand_over" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"from_id" uuid,
	"to_id" uuid NOT NULL,
	"note" text NOT NULL,
	"until_on" date,
	"returned_at" timestamp with time zone,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "hand_over_other" CHECK ("hand_over"."from_id" is distinct from "hand_over"."to_id"),
	CONSTRAINT "hand_over_dates" CHECK ("hand_over"."until_on" >= "hand_over"."occurred_on"),
	CONSTRAINT "hand_over_back" CHECK ("hand_over"."until_on" is null or "hand_over"."from_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "client" ADD COLUMN "restriction" text;--> statement-breakpoint
ALTER TABLE "deputy" ADD CONSTRAINT "deputy_absent_id_actor_id_fk" FOREIGN KEY ("absent_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputy" ADD CONSTRAINT "deputy_deputy_id_actor_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputy" ADD CONSTRAINT "deputy_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputy" ADD CONSTRAINT "deputy_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputy" ADD CONSTRAINT "deputy_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_access" ADD CONSTRAINT "file_access_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_access" ADD CONSTRAINT "file_access_actor_id_actor_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_access" ADD CONSTRAINT "file_access_granted_by_actor_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_access" ADD CONSTRAINT "file_access_ended_by_actor_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_from_id_actor_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_to_id_actor_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "deputy_once" ON "deputy" USING btree ("absent_id","deputy_id","from_on") WHERE voided_at is null;--> statement-breakpoint
CREATE INDEX "deputy_of" ON "deputy" USING btree ("deputy_id","until_on") WHERE voided_at is null;--> statement-breakpoint
CREATE INDEX "deputy_ahead" ON "deputy" USING btree ("until_on") WHERE voided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "file_access_once" ON "file_access" USING btree ("actor_id","client_id","kind") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "file_access_client" ON "file_access" USING btree ("client_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "hand_over_client" ON "hand_over" USING btree ("client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "hand_over_lent" ON "hand_over" USING btree ("client_id") WHERE until_on is not null and returned_at is null and voided_at is null;--> statement-breakpoint
CREATE INDEX "hand_over_due" ON "hand_over" USING btree ("until_on") WHERE until_on is not null and returned_at is null and voided_at is null;--> statement-breakpoint
CREATE INDEX "client_restricted" ON "client" USING btree ("person_id") WHERE restriction is not null and voided_at is null;