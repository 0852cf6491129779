ALTER TABLE "report_run" ALTER COLUMN "period_from" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "report_run" ADD COLUMN "last_sign_at" timestamp with time zone;