CREATE TABLE "assessment_draft" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"started_by" uuid NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "assessment_draft_ability" (
	"topic" text NOT NULL,
	"draft_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"answers" jsonb NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"saved_by" uuid NOT NULL,
	"saved_from" uuid NOT NULL,
	"nth" integer NOT NULL,
	CONSTRAINT "assessment_draft_ability_draft_id_topic_pk" PRIMARY KEY("draft_id","topic"),
	CONSTRAINT "assessment_draft_ability_only" CHECK ("assessment_draft_ability"."topic" = 'ability')
);
--> statement-breakpoint
CREATE TABLE "assessment_draft_topic" (
	"topic" text NOT NULL,
	"draft_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"answers" jsonb NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"saved_by" uuid NOT NULL,
	"saved_from" uuid NOT NULL,
	"nth" integer NOT NULL,
	CONSTRAINT "assessment_draft_topic_draft_id_topic_pk" PRIMARY KEY("draft_id","topic"),
	CONSTRAINT "assessment_draft_topic_no_health" CHECK ("assessment_draft_topic"."topic" <> 'ability')
);
--> statement-breakpoint
CREATE TABLE "assessment_german" (
	"assessment_id" uuid NOT NULL,
	"skill" text NOT NULL,
	"level" text NOT NULL,
	"proof" text NOT NULL,
	"proven_on" date,
	CONSTRAINT "assessment_german_assessment_id_skill_pk" PRIMARY KEY("assessment_id","skill")
);
--> statement-breakpoint
CREATE TABLE "assessment_job" (
	"assessment_id" uuid NOT NULL,
	"nth" smallint NOT NULL,
	"what" text NOT NULL,
	"employer" text DEFAULT '' NOT NULL,
	"country" text DEFAULT '' NOT NULL,
	"from_when" text,
	"until_when" text,
	"kind" text,
	CONSTRAINT "assessment_job_assessment_id_nth_pk" PRIMARY KEY("assessment_id","nth"),
	CONSTRAINT "assessment_job_from" CHECK ("assessment_job"."from_when" ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
	CONSTRAINT "assessment_job_until" CHECK ("assessment_job"."until_when" ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$')
);
--> statement-breakpoint
CREATE TABLE "assessment_language" (
	"assessment_id" uuid NOT NULL,
	"nth" smallint NOT NULL,
	"language" text NOT NULL,
	"spoken" text,
	"written" text,
	CONSTRAINT "assessment_language_assessment_id_nth_pk" PRIMARY KEY("assessment_id","nth")
);
--> statement-breakpoint
CREATE TABLE "assessment_obstacles" (
	"assessment_id" uuid PRIMARY KEY NOT NULL,
	"mobility" text,
	"licence" text,
	"debts" text,
	"note" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assessment_paper" (
	"assessment_id" uuid NOT NULL,
	"nth" smallint NOT NULL,
	"name" text NOT NULL,
	"country" text DEFAULT '' NOT NULL,
	"year" smallint,
	"paper" text,
	"recognition" text,
	"recognition_on" date,
	"office" text DEFAULT '' NOT NULL,
	CONSTRAINT "assessment_paper_assessment_id_nth_pk" PRIMARY KEY("assessment_id","nth"),
	CONSTRAINT "assessment_paper_year" CHECK ("assessment_paper"."year" between 1900 and 2100)
);
--> statement-breakpoint
CREATE TABLE "assessment_readiness" (
	"assessment_id" uuid NOT NULL,
	"item" text NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "assessment_readiness_assessment_id_item_pk" PRIMARY KEY("assessment_id","item")
);
--> statement-breakpoint
CREATE TABLE "city_setting" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"assessment_every_months" smallint NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	CONSTRAINT "city_setting_one" CHECK ("city_setting"."one"),
	CONSTRAINT "city_setting_assessment_every" CHECK ("city_setting"."assessment_every_months" between 1 and 36)
);
--> statement-breakpoint
ALTER TABLE "assessment" ALTER COLUMN "isced" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment" ALTER COLUMN "german_oral" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment" ALTER COLUMN "german_written" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment" ALTER COLUMN "motivation" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment_ability" ALTER COLUMN "ability" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment_ability" ALTER COLUMN "childcare" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment" ADD COLUMN "work_status" text;--> statement-breakpoint
ALTER TABLE "assessment" ADD COLUMN "motivation_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment" ADD COLUMN "wish_hours" text;--> statement-breakpoint
ALTER TABLE "assessment" ADD COLUMN "wish_times" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment" ADD COLUMN "wish_region" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment" ADD COLUMN "wish_not" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment" ADD COLUMN "declined" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment_draft" ADD CONSTRAINT "assessment_draft_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_draft" ADD CONSTRAINT "assessment_draft_started_by_actor_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_draft_ability" ADD CONSTRAINT "assessment_draft_ability_draft_id_assessment_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."assessment_draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_draft_ability" ADD CONSTRAINT "assessment_draft_ability_saved_by_actor_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_draft_topic" ADD CONSTRAINT "assessment_draft_topic_draft_id_assessment_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."assessment_draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_draft_topic" ADD CONSTRAINT "assessment_draft_topic_saved_by_actor_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_german" ADD CONSTRAINT "assessment_german_assessment_id_assessment_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_job" ADD CONSTRAINT "assessment_job_assessment_id_assessment_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_language" ADD CONSTRAINT "assessment_language_assessment_id_assessment_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_obstacles" ADD CONSTRAINT "assessment_obstacles_assessment_id_assessment_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_paper" ADD CONSTRAINT "assessment_paper_assessment_id_assessment_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_readiness" ADD CONSTRAINT "assessment_readiness_assessment_id_assessment_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "city_setting" ADD CONSTRAINT "city_setting_changed_by_actor_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "assessment_draft_running" ON "assessment_draft" USING btree ("client_id") WHERE finished_at is null;