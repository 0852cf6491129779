CREATE TABLE "plan_catalogue_step" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"proposal_key" text,
	"goal" text NOT NULL,
	"what" text NOT NULL,
	"who" text NOT NULL,
	"weeks" smallint NOT NULL,
	"evidence" text NOT NULL,
	"retired_at" timestamp with time zone,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	CONSTRAINT "plan_catalogue_step_of_proposal" UNIQUE("proposal_key"),
	CONSTRAINT "plan_catalogue_step_weeks" CHECK ("plan_catalogue_step"."weeks" between 1 and 104)
);
--> statement-breakpoint
CREATE TABLE "plan_step_mark" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"plan_id" uuid NOT NULL,
	"step_key" text NOT NULL,
	"nth" smallint NOT NULL,
	"state" text NOT NULL,
	"note" text NOT NULL,
	"occurred_on" date NOT NULL,
	"appointment_id" uuid,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	CONSTRAINT "plan_step_mark_once" UNIQUE("plan_id","step_key","nth"),
	CONSTRAINT "plan_step_mark_reason" CHECK ("plan_step_mark"."state" <> 'dropped' or length("plan_step_mark"."note") > 0)
);
--> statement-breakpoint
CREATE TABLE "signing_request" (
	"version_id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"reminders" smallint DEFAULT 0 NOT NULL,
	"link" smallint DEFAULT 0 NOT NULL,
	"link_hash" text,
	"expires_at" timestamp with time zone,
	"wrong_tries" smallint DEFAULT 0 NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "signing_request_link" UNIQUE("link_hash"),
	CONSTRAINT "signing_request_reminders" CHECK ("signing_request"."reminders" between 0 and 5),
	CONSTRAINT "signing_request_tries" CHECK ("signing_request"."wrong_tries" between 0 and 5),
	CONSTRAINT "signing_request_has_link" CHECK (("signing_request"."link" = 0) = ("signing_request"."link_hash" is null) and ("signing_request"."link_hash" is null) = ("signing_request"."expires_at" is null))
);
--> statement-breakpoint
ALTER TABLE "signature" DROP CONSTRAINT "signature_proof";--> statement-breakpoint
ALTER TABLE "work_plan" DROP CONSTRAINT "work_plan_in_force";--> statement-breakpoint
DROP INDEX "work_plan_offered";--> statement-breakpoint
DROP INDEX "work_plan_live";--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "version_id" uuid;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "nth" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "signature" ADD COLUMN "channel" text NOT NULL DEFAULT 'tablet';--> statement-breakpoint
ALTER TABLE "signature" ALTER COLUMN "channel" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "signature" ADD COLUMN "language" text NOT NULL DEFAULT '';--> statement-breakpoint
ALTER TABLE "signature" ALTER COLUMN "language" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "signature" ADD COLUMN "place" text NOT NULL DEFAULT '';--> statement-breakpoint
ALTER TABLE "signature" ALTER COLUMN "place" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "signature" ADD COLUMN "interpreter" text;--> statement-breakpoint
ALTER TABLE "signature" ADD COLUMN "text_digest" text NOT NULL DEFAULT '';--> statement-breakpoint
ALTER TABLE "signature" ALTER COLUMN "text_digest" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "signature" ADD COLUMN "seal" "bytea";--> statement-breakpoint
ALTER TABLE "work_plan" ADD COLUMN "ended_on" date;--> statement-breakpoint
ALTER TABLE "work_plan" ADD COLUMN "end_reason" text;--> statement-breakpoint
ALTER TABLE "work_plan_version" ADD COLUMN "state" text;--> statement-breakpoint
ALTER TABLE "work_plan_version" ADD COLUMN "offered_at" timestamp with time zone;--> statement-breakpoint
-- What its signatures say: the newest version both signed is in force or ended with its plan, older ones are superseded;
-- the newest waits, what was written anew before anybody signed it is void.
UPDATE "work_plan_version" own SET "offered_at" = "made_at", "state" = CASE
  WHEN signed.parties = 2 AND NOT EXISTS (SELECT FROM "work_plan_version" later
      WHERE later.plan_id = own.plan_id AND later.version > own.version
        AND (SELECT count(*) FROM "signature" WHERE "signature"."version_id" = later.id) = 2)
    THEN CASE "work_plan"."state" WHEN 'ended' THEN 'ended' ELSE 'in-force' END
  WHEN signed.parties = 2 THEN 'superseded'
  WHEN "work_plan"."state" = 'ended' OR EXISTS (SELECT FROM "work_plan_version" later
      WHERE later.plan_id = own.plan_id AND later.version > own.version) THEN 'void'
  WHEN signed.parties = 1 THEN 'partly-signed' ELSE 'offered' END
FROM "work_plan", (SELECT counted.id, (SELECT count(*) FROM "signature" WHERE "signature"."version_id" = counted.id) AS parties
  FROM "work_plan_version" counted) signed
WHERE "work_plan"."id" = own.plan_id AND signed.id = own.id;--> statement-breakpoint
ALTER TABLE "work_plan_version" ALTER COLUMN "state" SET NOT NULL;--> statement-breakpoint
-- Steps get a name that lasts from version to version. The hash of a plan without a rhythm is read as it always was.
UPDATE "work_plan_version" SET "content" = jsonb_build_object('targetJob', "content" -> 'targetJob', 'rhythmWeeks', null, 'goals', (
  SELECT jsonb_agg(jsonb_build_object('what', goal -> 'what', 'steps', (
    SELECT jsonb_agg(step || jsonb_build_object('key', 'g' || goal_nth || 's' || step_nth, 'evidence', '') ORDER BY step_nth)
    FROM jsonb_array_elements(goal -> 'steps') WITH ORDINALITY AS steps(step, step_nth))) ORDER BY goal_nth)
  FROM jsonb_array_elements("content" -> 'goals') WITH ORDINALITY AS goals(goal, goal_nth)));--> statement-breakpoint
UPDATE "work_plan" SET "end_reason" = 'other', "ended_on" = greatest("in_force_on", coalesce(
  (SELECT "exited_on" FROM "participation" WHERE "participation"."id" = "participation_id"), "in_force_on")) WHERE "state" = 'ended';--> statement-breakpoint
ALTER TABLE "plan_catalogue_step" ADD CONSTRAINT "plan_catalogue_step_changed_by_actor_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_step_mark" ADD CONSTRAINT "plan_step_mark_plan_id_work_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."work_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_step_mark" ADD CONSTRAINT "plan_step_mark_appointment_id_appointment_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_step_mark" ADD CONSTRAINT "plan_step_mark_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_request" ADD CONSTRAINT "signing_request_version_id_work_plan_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."work_plan_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_request" ADD CONSTRAINT "signing_request_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "plan_catalogue_step_words" ON "plan_catalogue_step" USING btree ("goal","what") WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX "signing_request_client" ON "signing_request" USING btree ("client_id");--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_version_id_work_plan_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."work_plan_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "message_of_version" ON "message" USING btree ("version_id","kind","nth");--> statement-breakpoint
CREATE INDEX "work_plan_unsigned" ON "work_plan" USING btree ("client_id") WHERE in_force_on is null and voided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "work_plan_version_open" ON "work_plan_version" USING btree ("plan_id") WHERE state in ('draft', 'offered', 'partly-signed');--> statement-breakpoint
CREATE UNIQUE INDEX "work_plan_version_in_force" ON "work_plan_version" USING btree ("plan_id") WHERE state = 'in-force';--> statement-breakpoint
CREATE INDEX "work_plan_version_hash" ON "work_plan_version" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "work_plan_live" ON "work_plan" USING btree ("client_id") WHERE ended_on is null and voided_at is null;--> statement-breakpoint
ALTER TABLE "work_plan" DROP COLUMN "state";--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_about" CHECK (num_nonnulls("message"."appointment_id", "message"."version_id") = 1);--> statement-breakpoint
ALTER TABLE "signature" ADD CONSTRAINT "signature_link" CHECK ("signature"."channel" <> 'link' or "signature"."party" = 'client');--> statement-breakpoint
ALTER TABLE "signature" ADD CONSTRAINT "signature_proof" CHECK (case "signature"."method" when 'drawn' then "signature"."drawing" is not null and "signature"."channel" <> 'paper'
        when 'paper' then "signature"."channel" = 'paper' and "signature"."drawing" is null
        else "signature"."channel" <> 'paper' and ("signature"."party" = 'worker' or "signature"."channel" = 'link' or "signature"."witness" is not null) end);--> statement-breakpoint
ALTER TABLE "work_plan" ADD CONSTRAINT "work_plan_ended" CHECK (("work_plan"."ended_on" is null) = ("work_plan"."end_reason" is null));--> statement-breakpoint
ALTER TABLE "work_plan" ADD CONSTRAINT "work_plan_was_in_force" CHECK ("work_plan"."ended_on" is null or "work_plan"."in_force_on" is not null);--> statement-breakpoint
ALTER TABLE "work_plan_version" ADD CONSTRAINT "work_plan_version_offered" CHECK (case "work_plan_version"."state" when 'draft' then "work_plan_version"."offered_at" is null when 'void' then true else "work_plan_version"."offered_at" is not null end);--> statement-breakpoint
-- Partners no longer ask for signatures: the state of a version says it.
ALTER TABLE "signature" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "signature" DISABLE ROW LEVEL SECURITY;
