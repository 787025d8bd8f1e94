-- Comparing the orders and the books with Stripe, and following refunds that were made there.

-- AlterTable
ALTER TABLE "refunds" ALTER COLUMN "requested_by" DROP NOT NULL;

-- CreateTable
CREATE TABLE "reconciliations" (
    "id" SERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "compared" INTEGER NOT NULL DEFAULT 0,
    "repaired" INTEGER NOT NULL DEFAULT 0,
    "differences" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "reconciliations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reconciliations_started_at_idx" ON "reconciliations"("started_at");

-- What Prisma's language cannot say.

ALTER TABLE "reconciliations"
  ADD CONSTRAINT "reconciliations_counts" CHECK ("compared" >= 0 AND "repaired" >= 0);
