CREATE TABLE "audit_change" (
	"event_id" bigint NOT NULL,
	"nth" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_change_nth_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"table_name" text NOT NULL,
	"row_key" jsonb NOT NULL,
	"salt" "bytea",
	"fields" jsonb,
	"digest" "bytea" NOT NULL,
	CONSTRAINT "audit_change_event_id_nth_pk" PRIMARY KEY("event_id","nth"),
	CONSTRAINT "audit_change_erased" CHECK (("audit_change"."salt" is null) = ("audit_change"."fields" is null))
);
--> statement-breakpoint
CREATE TABLE "platform_witness" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"mac" "bytea" NOT NULL,
	"last_row" bigint NOT NULL,
	"proof" "bytea" NOT NULL,
	"witnessed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "audit_event_subject";--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "special" text[];--> statement-breakpoint
ALTER TABLE "audit_change" ADD CONSTRAINT "audit_change_event_id_audit_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."audit_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_actor" ON "audit_event" USING btree ("actor_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_event_subject" ON "audit_event" USING btree ("subject_id","at","id");--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_action" CHECK ("audit_event"."action" in ('view', 'search', 'create', 'change', 'export', 'print', 'share', 'failure', 'import', 'send', 'count'));--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_special" CHECK ("audit_event"."special" <@ array['health', 'minority', 'religion']);--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_reason" CHECK (btrim("audit_event"."reason") <> '');