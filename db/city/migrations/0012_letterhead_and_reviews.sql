CREATE TABLE "catalogue_review" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"language" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"reviewer" text NOT NULL,
	"reviewed_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	CONSTRAINT "catalogue_review_digest" CHECK (octet_length("catalogue_review"."digest") = 32),
	CONSTRAINT "catalogue_review_reviewer" CHECK ("catalogue_review"."reviewer" <> ''),
	CONSTRAINT "catalogue_review_voided" CHECK (("catalogue_review"."voided_at" is null) = ("catalogue_review"."voided_by" is null))
);
--> statement-breakpoint
CREATE TABLE "letterhead" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"office" text NOT NULL,
	"street" text DEFAULT '' NOT NULL,
	"postcode" text DEFAULT '' NOT NULL,
	"town" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"web" text DEFAULT '' NOT NULL,
	"logo" "bytea",
	"logo_kind" text,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	CONSTRAINT "letterhead_one" CHECK ("letterhead"."one"),
	CONSTRAINT "letterhead_office" CHECK ("letterhead"."office" <> ''),
	CONSTRAINT "letterhead_logo" CHECK (("letterhead"."logo" is null) = ("letterhead"."logo_kind" is null)),
	CONSTRAINT "letterhead_logo_size" CHECK (octet_length("letterhead"."logo") <= 204800)
);
--> statement-breakpoint
ALTER TABLE "catalogue_review" ADD CONSTRAINT "catalogue_review_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_review" ADD CONSTRAINT "catalogue_review_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letterhead" ADD CONSTRAINT "letterhead_changed_by_actor_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "catalogue_review_standing" ON "catalogue_review" USING btree ("language") WHERE voided_at is null;