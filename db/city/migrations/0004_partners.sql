CREATE TABLE "note" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"text" text NOT NULL,
	"internal" boolean NOT NULL,
	"organisation_id" uuid,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "note_text" CHECK ("note"."text" <> ''),
	CONSTRAINT "note_internal" CHECK (not ("note"."internal" and "note"."organisation_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "referral_answer" (
	"referral_id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"answer" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	"answered_by" uuid NOT NULL,
	CONSTRAINT "referral_answer_reason" CHECK ("referral_answer"."answer" = 'accepted' or "referral_answer"."reason" <> '')
);
--> statement-breakpoint
ALTER TABLE "assessment_ability" DROP CONSTRAINT "assessment_ability_assessment_id_assessment_id_fk";
--> statement-breakpoint
DROP INDEX "consent_once";
--> statement-breakpoint
DROP INDEX "referral_live";
--> statement-breakpoint
ALTER TABLE "assessment" ADD COLUMN "standing" boolean GENERATED ALWAYS AS (voided_at is null) STORED NOT NULL;
--> statement-breakpoint
ALTER TABLE "assessment_ability" ADD COLUMN "client_id" uuid;
--> statement-breakpoint
ALTER TABLE "assessment_ability" ADD COLUMN "occurred_on" date;
--> statement-breakpoint
ALTER TABLE "assessment_ability" ADD COLUMN "standing" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
ALTER TABLE "consent" ADD COLUMN "form_id" uuid;
--> statement-breakpoint
ALTER TABLE "consent" ADD COLUMN "organisation_name" text;
--> statement-breakpoint
ALTER TABLE "consent" ADD COLUMN "answer" text DEFAULT 'given' NOT NULL;
--> statement-breakpoint
ALTER TABLE "consent" ADD COLUMN "interpreter_name" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "consent" ADD COLUMN "signed_how" text;
--> statement-breakpoint
ALTER TABLE "consent" ADD COLUMN "signed_name" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "consent" ADD COLUMN "withdrawn_by" uuid;
--> statement-breakpoint
ALTER TABLE "consent" ADD COLUMN "withdrawn_how" text;
--> statement-breakpoint
ALTER TABLE "consent" ADD COLUMN "withdrawal_reason" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "referral" ADD COLUMN "organisation_name" text;
--> statement-breakpoint
ALTER TABLE "referral" ADD COLUMN "consent_id" uuid;
--> statement-breakpoint
ALTER TABLE "referral" ADD COLUMN "consent_category" text DEFAULT 'identity' NOT NULL;
--> statement-breakpoint
ALTER TABLE "referral" ADD COLUMN "note" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "referral" ADD COLUMN "ended_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "referral" ADD COLUMN "end_reason" text;
--> statement-breakpoint
-- What is there already: given on paper, to an organisation whose name the registry knows; a referral rests on the consent to identity.
UPDATE "assessment_ability" SET "client_id" = "assessment"."client_id", "occurred_on" = "assessment"."occurred_on", "standing" = "assessment"."standing" FROM "assessment" WHERE "assessment"."id" = "assessment_id";
--> statement-breakpoint
UPDATE "consent" SET "form_id" = "id", "organisation_name" = '', "signed_how" = 'paper', "purpose" = CASE "purpose" WHEN 'Bewerbungstraining' THEN 'job-applications' WHEN 'Schuldnerberatung' THEN 'debt-advice' WHEN 'Qualifizierung' THEN 'qualification' WHEN 'Vermittlung' THEN 'job-placement' ELSE 'counselling' END, "withdrawn_by" = CASE WHEN "withdrawn_at" IS NOT NULL THEN "recorded_by" END, "withdrawn_how" = CASE WHEN "withdrawn_at" IS NOT NULL THEN 'in-writing' END;
--> statement-breakpoint
UPDATE "referral" SET "organisation_name" = '', "purpose" = CASE "purpose" WHEN 'Bewerbungstraining' THEN 'job-applications' WHEN 'Schuldnerberatung' THEN 'debt-advice' WHEN 'Qualifizierung' THEN 'qualification' WHEN 'Vermittlung' THEN 'job-placement' ELSE 'counselling' END;
--> statement-breakpoint
UPDATE "referral" SET "consent_id" = (SELECT "id" FROM "consent" WHERE "consent"."client_id" = "referral"."client_id" AND "consent"."organisation_id" = "referral"."organisation_id" AND "consent"."purpose" = "referral"."purpose" AND "category" = 'identity' ORDER BY "withdrawn_at" DESC NULLS FIRST LIMIT 1);
--> statement-breakpoint
ALTER TABLE "assessment_ability" ALTER COLUMN "client_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "assessment_ability" ALTER COLUMN "occurred_on" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "consent" ALTER COLUMN "form_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "consent" ALTER COLUMN "organisation_name" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "referral" ALTER COLUMN "organisation_name" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "referral" ALTER COLUMN "consent_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_known" UNIQUE("id","client_id","occurred_on","standing");
--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_named" UNIQUE("id","client_id","organisation_id","purpose","category");
--> statement-breakpoint
ALTER TABLE "referral" ADD CONSTRAINT "referral_of_organisation" UNIQUE("id","organisation_id");
--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "referral_answer" ADD CONSTRAINT "referral_answer_answered_by_actor_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "referral_answer" ADD CONSTRAINT "referral_answer_of" FOREIGN KEY ("referral_id","organisation_id") REFERENCES "public"."referral"("id","organisation_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "note_client" ON "note" USING btree ("client_id","occurred_on" DESC NULLS LAST);
--> statement-breakpoint
ALTER TABLE "assessment_ability" ADD CONSTRAINT "assessment_ability_of" FOREIGN KEY ("assessment_id","client_id","occurred_on","standing") REFERENCES "public"."assessment"("id","client_id","occurred_on","standing") ON DELETE no action ON UPDATE cascade;
--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_withdrawn_by_actor_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "referral" ADD CONSTRAINT "referral_consent" FOREIGN KEY ("consent_id","client_id","organisation_id","purpose","consent_category") REFERENCES "public"."consent"("id","client_id","organisation_id","purpose","category") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "assessment_ability_client" ON "assessment_ability" USING btree ("client_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "consent_of_form" ON "consent" USING btree ("form_id","category");
--> statement-breakpoint
CREATE INDEX "consent_client" ON "consent" USING btree ("client_id");
--> statement-breakpoint
CREATE INDEX "consent_organisation" ON "consent" USING btree ("organisation_id","client_id");
--> statement-breakpoint
CREATE INDEX "referral_consent_index" ON "referral" USING btree ("consent_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "referral_live" ON "referral" USING btree ("client_id","organisation_id","purpose") WHERE ended_at is null and voided_at is null;
--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_signed" CHECK (("consent"."answer" = 'given') = ("consent"."signed_how" is not null));
--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_typed" CHECK ("consent"."signed_how" is distinct from 'typed' or "consent"."signed_name" <> '');
--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_withdrawal" CHECK (("consent"."withdrawn_at" is null) = ("consent"."withdrawn_how" is null) and ("consent"."withdrawn_at" is null) = ("consent"."withdrawn_by" is null));
--> statement-breakpoint
ALTER TABLE "referral" ADD CONSTRAINT "referral_identity" CHECK ("referral"."consent_category" = 'identity');
--> statement-breakpoint
ALTER TABLE "referral" ADD CONSTRAINT "referral_end" CHECK (("referral"."ended_at" is null) = ("referral"."end_reason" is null) and ("referral"."ended_at" is null or "referral"."until_on" is not null));