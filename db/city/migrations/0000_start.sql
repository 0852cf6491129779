CREATE TABLE "actor" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"organisation" text
);
--> statement-breakpoint
CREATE TABLE "assessment" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"participation_id" uuid NOT NULL,
	"schooling" text,
	"school_years" smallint,
	"school_country" text DEFAULT '' NOT NULL,
	"training" text,
	"training_place" text,
	"isced" smallint NOT NULL,
	"qualification" text DEFAULT '' NOT NULL,
	"recognition" text,
	"german_oral" text NOT NULL,
	"german_written" text NOT NULL,
	"german_proof" text DEFAULT 'self' NOT NULL,
	"motivation" smallint NOT NULL,
	"wish" text DEFAULT '' NOT NULL,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "assessment_school_years" CHECK ("assessment"."school_years" between 0 and 25),
	CONSTRAINT "assessment_isced" CHECK ("assessment"."isced" between 0 and 8),
	CONSTRAINT "assessment_motivation" CHECK ("assessment"."motivation" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "assessment_ability" (
	"assessment_id" uuid PRIMARY KEY NOT NULL,
	"ability" text NOT NULL,
	"childcare" text NOT NULL,
	"note" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"generation" integer NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"actor_role" text NOT NULL,
	"organisation" text,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid,
	"value_digest" "bytea"
);
--> statement-breakpoint
CREATE TABLE "audit_seal" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"generation" integer NOT NULL,
	"xid_from" "xid8" NOT NULL,
	"xid_to" "xid8" NOT NULL,
	"digests" "bytea" NOT NULL,
	"previous_mac" "bytea" NOT NULL,
	"mac" "bytea" NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_value" (
	"event_id" bigint PRIMARY KEY NOT NULL,
	"salt" "bytea" NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "city_identity" (
	"one" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"schema_version" integer NOT NULL,
	"generation" integer NOT NULL,
	CONSTRAINT "city_identity_one" CHECK ("city_identity"."one" = 1)
);
--> statement-breakpoint
CREATE TABLE "client" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"lead_id" uuid,
	"origin" text NOT NULL,
	"closed_on" date,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text
);
--> statement-breakpoint
CREATE TABLE "dwelling" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"street" text NOT NULL,
	"house_number" text DEFAULT '' NOT NULL,
	"postcode" text DEFAULT '' NOT NULL,
	"town" text DEFAULT '' NOT NULL,
	"street_key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "household" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "household_member" (
	"household_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"relation" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	CONSTRAINT "household_member_household_id_person_id_from_on_pk" PRIMARY KEY("household_id","person_id","from_on")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"family_name" text NOT NULL,
	"given_name" text DEFAULT '' NOT NULL,
	"birth_date" text NOT NULL,
	"gender" text,
	"nationality" text,
	"nationality_text" text,
	"names_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "person_birth_date" CHECK ("person"."birth_date" ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$')
);
--> statement-breakpoint
CREATE TABLE "person_contact" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"email" text,
	"phone" text,
	"language" text,
	"language_text" text,
	"interpreter" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_registry" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"azr_number" text NOT NULL,
	CONSTRAINT "person_registry_azr_number_unique" UNIQUE("azr_number"),
	CONSTRAINT "person_registry_azr" CHECK ("person_registry"."azr_number" ~ '^[0-9]{12}$')
);
--> statement-breakpoint
CREATE TABLE "tenancy" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"dwelling_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	CONSTRAINT "tenancy_dates" CHECK ("tenancy"."until_on" >= "tenancy"."from_on")
);
--> statement-breakpoint
CREATE TABLE "timeline" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "timeline_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"client_id" uuid NOT NULL,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"kind" text NOT NULL,
	"ref_id" uuid,
	"words" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appointment" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"participation_id" uuid NOT NULL,
	"schedule_id" uuid,
	"starts_at" timestamp with time zone NOT NULL,
	"minutes" smallint NOT NULL,
	"place" text NOT NULL,
	"responsible_id" uuid NOT NULL,
	"state" text NOT NULL,
	"outcome_note" text DEFAULT '' NOT NULL,
	"outcome_at" timestamp with time zone,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "appointment_outcome" CHECK (("appointment"."state" = 'booked') = ("appointment"."outcome_at" is null))
);
--> statement-breakpoint
CREATE TABLE "follow_up_schedule" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"participation_id" uuid NOT NULL,
	"window_from" date NOT NULL,
	"window_to" date NOT NULL,
	"rule" text NOT NULL,
	"rule_version" smallint NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "follow_up_schedule_window" CHECK ("follow_up_schedule"."window_to" >= "follow_up_schedule"."window_from")
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid,
	"reason" text NOT NULL,
	"ref_id" uuid,
	"due_on" date NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" uuid
);
--> statement-breakpoint
CREATE TABLE "message" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"appointment_id" uuid,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"language" text NOT NULL,
	"state" text DEFAULT 'due' NOT NULL,
	"next_at" timestamp with time zone,
	"frozen" jsonb,
	"frozen_at" timestamp with time zone,
	"claimed_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"vendor_id" text,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_open" CHECK (("message"."next_at" is null) = ("message"."state" in ('sent', 'skipped', 'failed', 'unknown'))),
	CONSTRAINT "message_frozen" CHECK ("message"."state" not in ('frozen', 'sent', 'unknown') or "message"."frozen" is not null)
);
--> statement-breakpoint
CREATE TABLE "list_import" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"programme_id" uuid NOT NULL,
	"imported_on" date NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	"imported_by" uuid NOT NULL,
	"rows" integer NOT NULL,
	"created" integer NOT NULL,
	"updated" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"duplicates" integer NOT NULL,
	"rejected" integer NOT NULL,
	"header" jsonb NOT NULL,
	CONSTRAINT "list_import_reconciles" CHECK ("list_import"."rows" = "list_import"."created" + "list_import"."updated" + "list_import"."unchanged" + "list_import"."duplicates" + "list_import"."rejected")
);
--> statement-breakpoint
CREATE TABLE "list_row" (
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"outcome" text NOT NULL,
	"person_id" uuid,
	"column" text,
	"code" text,
	"cells" jsonb,
	"warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "list_row_import_id_line_pk" PRIMARY KEY("import_id","line"),
	CONSTRAINT "list_row_person_or_reason" CHECK (("list_row"."outcome" = 'rejected') = ("list_row"."person_id" is null and "list_row"."code" is not null))
);
--> statement-breakpoint
CREATE TABLE "visit" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"dwelling_id" uuid,
	"programme_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text
);
--> statement-breakpoint
CREATE TABLE "consent" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"category" text NOT NULL,
	"purpose" text NOT NULL,
	"text_version" text NOT NULL,
	"language_shown" text NOT NULL,
	"interpreter" boolean DEFAULT false NOT NULL,
	"expires_on" date,
	"withdrawn_at" timestamp with time zone,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "consent_expiry" CHECK ("consent"."expires_on" >= "consent"."occurred_on")
);
--> statement-breakpoint
CREATE TABLE "referral" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"participation_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"until_on" date,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "referral_dates" CHECK ("referral"."until_on" >= "referral"."occurred_on")
);
--> statement-breakpoint
CREATE TABLE "permit_extension" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"participation_id" uuid NOT NULL,
	"title_id" uuid NOT NULL,
	"decided_on" date,
	"outcome" text,
	"new_title_id" uuid,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "permit_extension_decided" CHECK (("permit_extension"."decided_on" is null) = ("permit_extension"."outcome" is null)),
	CONSTRAINT "permit_extension_order" CHECK ("permit_extension"."decided_on" >= "permit_extension"."occurred_on"),
	CONSTRAINT "permit_extension_title" CHECK (("permit_extension"."outcome" is not distinct from 'granted') = ("permit_extension"."new_title_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "person_stay" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"entered_on" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "residence_title" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"status" text,
	"wording" text NOT NULL,
	"valid_until" date,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text
);
--> statement-breakpoint
CREATE TABLE "employer" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"town" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "placement" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"participation_id" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"job_title" text NOT NULL,
	"full_time" boolean NOT NULL,
	"hours_per_week" numeric(4, 1) NOT NULL,
	"ended_on" date,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "placement_hours" CHECK ("placement"."hours_per_week" > 0 and "placement"."hours_per_week" <= 60),
	CONSTRAINT "placement_dates" CHECK ("placement"."ended_on" >= "placement"."occurred_on")
);
--> statement-breakpoint
CREATE TABLE "participation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"exited_on" date,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "participation_of_client" UNIQUE("id","client_id"),
	CONSTRAINT "participation_dates" CHECK ("participation"."exited_on" >= "participation"."occurred_on")
);
--> statement-breakpoint
CREATE TABLE "programme" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	CONSTRAINT "programme_slug_unique" UNIQUE("slug"),
	CONSTRAINT "programme_dates" CHECK ("programme"."ends_on" >= "programme"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "report_snapshot" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"run_id" uuid NOT NULL,
	"period_from" date,
	"period_to" date NOT NULL,
	"counted_on" date NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	"figures" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signature" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"version_id" uuid NOT NULL,
	"party" text NOT NULL,
	"method" text NOT NULL,
	"name" text NOT NULL,
	"witness" text,
	"drawing" text,
	"signed_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	CONSTRAINT "signature_once" UNIQUE("version_id","party"),
	CONSTRAINT "signature_proof" CHECK (case "signature"."method" when 'drawn' then "signature"."drawing" is not null else "signature"."party" = 'worker' or "signature"."witness" is not null end)
);
--> statement-breakpoint
CREATE TABLE "work_plan" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"participation_id" uuid NOT NULL,
	"state" text NOT NULL,
	"in_force_on" date,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "work_plan_in_force" CHECK (("work_plan"."state" = 'offered') = ("work_plan"."in_force_on" is null))
);
--> statement-breakpoint
CREATE TABLE "work_plan_version" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"plan_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"hash" "bytea" NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	CONSTRAINT "work_plan_version_once" UNIQUE("plan_id","version")
);
--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_participation_id_client_id_participation_id_client_id_fk" FOREIGN KEY ("participation_id","client_id") REFERENCES "public"."participation"("id","client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_ability" ADD CONSTRAINT "assessment_ability_assessment_id_assessment_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_value" ADD CONSTRAINT "audit_value_event_id_audit_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."audit_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client" ADD CONSTRAINT "client_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client" ADD CONSTRAINT "client_lead_id_actor_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client" ADD CONSTRAINT "client_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client" ADD CONSTRAINT "client_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client" ADD CONSTRAINT "client_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_member" ADD CONSTRAINT "household_member_household_id_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."household"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_member" ADD CONSTRAINT "household_member_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_contact" ADD CONSTRAINT "person_contact_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_registry" ADD CONSTRAINT "person_registry_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenancy" ADD CONSTRAINT "tenancy_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenancy" ADD CONSTRAINT "tenancy_dwelling_id_dwelling_id_fk" FOREIGN KEY ("dwelling_id") REFERENCES "public"."dwelling"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "timeline" ADD CONSTRAINT "timeline_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "timeline" ADD CONSTRAINT "timeline_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_schedule_id_follow_up_schedule_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."follow_up_schedule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_responsible_id_actor_id_fk" FOREIGN KEY ("responsible_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_participation_id_client_id_participation_id_client_id_fk" FOREIGN KEY ("participation_id","client_id") REFERENCES "public"."participation"("id","client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_schedule" ADD CONSTRAINT "follow_up_schedule_participation_id_client_id_participation_id_client_id_fk" FOREIGN KEY ("participation_id","client_id") REFERENCES "public"."participation"("id","client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_done_by_actor_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_appointment_id_appointment_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_import" ADD CONSTRAINT "list_import_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_import" ADD CONSTRAINT "list_import_imported_by_actor_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_row" ADD CONSTRAINT "list_row_import_id_list_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."list_import"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_row" ADD CONSTRAINT "list_row_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_dwelling_id_dwelling_id_fk" FOREIGN KEY ("dwelling_id") REFERENCES "public"."dwelling"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral" ADD CONSTRAINT "referral_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral" ADD CONSTRAINT "referral_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral" ADD CONSTRAINT "referral_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral" ADD CONSTRAINT "referral_participation_id_client_id_participation_id_client_id_fk" FOREIGN KEY ("participation_id","client_id") REFERENCES "public"."participation"("id","client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permit_extension" ADD CONSTRAINT "permit_extension_title_id_residence_title_id_fk" FOREIGN KEY ("title_id") REFERENCES "public"."residence_title"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permit_extension" ADD CONSTRAINT "permit_extension_new_title_id_residence_title_id_fk" FOREIGN KEY ("new_title_id") REFERENCES "public"."residence_title"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permit_extension" ADD CONSTRAINT "permit_extension_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permit_extension" ADD CONSTRAINT "permit_extension_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permit_extension" ADD CONSTRAINT "permit_extension_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permit_extension" ADD CONSTRAINT "permit_extension_participation_id_client_id_participation_id_client_id_fk" FOREIGN KEY ("participation_id","client_id") REFERENCES "public"."participation"("id","client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_stay" ADD CONSTRAINT "person_stay_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "residence_title" ADD CONSTRAINT "residence_title_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "residence_title" ADD CONSTRAINT "residence_title_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "residence_title" ADD CONSTRAINT "residence_title_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "residence_title" ADD CONSTRAINT "residence_title_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_employer_id_employer_id_fk" FOREIGN KEY ("employer_id") REFERENCES "public"."employer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_participation_id_client_id_participation_id_client_id_fk" FOREIGN KEY ("participation_id","client_id") REFERENCES "public"."participation"("id","client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participation" ADD CONSTRAINT "participation_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participation" ADD CONSTRAINT "participation_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participation" ADD CONSTRAINT "participation_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participation" ADD CONSTRAINT "participation_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participation" ADD CONSTRAINT "participation_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature" ADD CONSTRAINT "signature_version_id_work_plan_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."work_plan_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature" ADD CONSTRAINT "signature_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_plan" ADD CONSTRAINT "work_plan_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_plan" ADD CONSTRAINT "work_plan_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_plan" ADD CONSTRAINT "work_plan_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_plan" ADD CONSTRAINT "work_plan_participation_id_client_id_participation_id_client_id_fk" FOREIGN KEY ("participation_id","client_id") REFERENCES "public"."participation"("id","client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_plan_version" ADD CONSTRAINT "work_plan_version_plan_id_work_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."work_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_plan_version" ADD CONSTRAINT "work_plan_version_made_by_actor_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assessment_client" ON "assessment" USING btree ("client_id","occurred_on" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_event_xid" ON "audit_event" USING btree ("generation","xid");--> statement-breakpoint
CREATE INDEX "audit_event_subject" ON "audit_event" USING btree ("subject_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "client_of_person" ON "client" USING btree ("person_id") WHERE voided_at is null;--> statement-breakpoint
CREATE INDEX "client_lead" ON "client" USING btree ("lead_id") WHERE closed_on is null and voided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "dwelling_once" ON "dwelling" USING btree ("street_key","house_number","postcode","town");--> statement-breakpoint
CREATE UNIQUE INDEX "household_member_current" ON "household_member" USING btree ("person_id") WHERE until_on is null;--> statement-breakpoint
CREATE INDEX "person_by_name" ON "person" USING btree ("family_name","given_name","id");--> statement-breakpoint
CREATE INDEX "person_match" ON "person" USING btree ("names_key","birth_date");--> statement-breakpoint
CREATE INDEX "person_search" ON "person" USING gin ("names_key" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "person_born" ON "person" USING btree ("birth_date");--> statement-breakpoint
CREATE UNIQUE INDEX "tenancy_current" ON "tenancy" USING btree ("person_id") WHERE until_on is null;--> statement-breakpoint
CREATE INDEX "tenancy_dwelling" ON "tenancy" USING btree ("dwelling_id") WHERE until_on is null;--> statement-breakpoint
CREATE INDEX "timeline_client" ON "timeline" USING btree ("client_id","occurred_on" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_of_schedule" ON "appointment" USING btree ("schedule_id") WHERE state = 'booked' and voided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_booked" ON "appointment" USING btree ("responsible_id","starts_at") WHERE state = 'booked' and voided_at is null;--> statement-breakpoint
CREATE INDEX "appointment_diary" ON "appointment" USING btree ("responsible_id","starts_at") WHERE state <> 'cancelled' and voided_at is null;--> statement-breakpoint
CREATE INDEX "appointment_client" ON "appointment" USING btree ("client_id","starts_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "follow_up_schedule_live" ON "follow_up_schedule" USING btree ("client_id") WHERE state = 'live';--> statement-breakpoint
CREATE UNIQUE INDEX "follow_up_schedule_version" ON "follow_up_schedule" USING btree ("client_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "task_once" ON "task" USING btree ("reason","ref_id");--> statement-breakpoint
CREATE INDEX "task_open" ON "task" USING btree ("client_id") WHERE done_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "message_once" ON "message" USING btree ("appointment_id","kind","channel");--> statement-breakpoint
CREATE INDEX "message_due" ON "message" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "message_client" ON "message" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "list_row_person" ON "list_row" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "visit_person" ON "visit" USING btree ("person_id","occurred_on" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "visit_programme" ON "visit" USING btree ("programme_id");--> statement-breakpoint
CREATE UNIQUE INDEX "consent_once" ON "consent" USING btree ("client_id","organisation_id","category","purpose") WHERE withdrawn_at is null and voided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "referral_live" ON "referral" USING btree ("client_id","organisation_id","purpose") WHERE until_on is null and voided_at is null;--> statement-breakpoint
CREATE INDEX "referral_organisation" ON "referral" USING btree ("organisation_id","client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "permit_extension_open" ON "permit_extension" USING btree ("title_id") WHERE outcome is null and voided_at is null;--> statement-breakpoint
CREATE INDEX "permit_extension_client" ON "permit_extension" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "residence_title_person" ON "residence_title" USING btree ("person_id","occurred_on" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "employer_once" ON "employer" USING btree (lower("name"),lower("town"));--> statement-breakpoint
CREATE INDEX "placement_client" ON "placement" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "placement_recent" ON "placement" USING btree ("occurred_on" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "placement_employer" ON "placement" USING btree ("employer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "participation_once" ON "participation" USING btree ("client_id","programme_id") WHERE voided_at is null;--> statement-breakpoint
CREATE INDEX "participation_programme" ON "participation" USING btree ("programme_id");--> statement-breakpoint
CREATE UNIQUE INDEX "report_snapshot_run" ON "report_snapshot" USING btree ("run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "work_plan_live" ON "work_plan" USING btree ("client_id") WHERE state <> 'ended' and voided_at is null;--> statement-breakpoint
CREATE INDEX "work_plan_client" ON "work_plan" USING btree ("client_id");