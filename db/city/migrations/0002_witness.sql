CREATE TABLE "platform_witness" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"mac" "bytea" NOT NULL,
	"last_row" bigint NOT NULL,
	"proof" "bytea" NOT NULL,
	"witnessed_at" timestamp with time zone NOT NULL
);
