-- What refunds, disputes and payments that settle no order need to be carried out exactly once.

-- CreateEnum
CREATE TYPE "reversal_status" AS ENUM ('pending', 'succeeded');

-- AlterTable
ALTER TABLE "disputes" ADD COLUMN     "respond_by" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "charged_back_price" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "is_disputed" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "refunds" ADD COLUMN     "failure" TEXT;

-- CreateTable
CREATE TABLE "transfer_reversals" (
    "id" SERIAL NOT NULL,
    "payout_id" INTEGER NOT NULL,
    "refund_id" INTEGER,
    "dispute_id" INTEGER,
    "amount" BIGINT NOT NULL,
    "status" "reversal_status" NOT NULL DEFAULT 'pending',
    "reversal_sealed" TEXT,
    "reversal_lookup" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "transfer_reversals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stray_payments" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "payment_intent_sealed" TEXT NOT NULL,
    "payment_intent_lookup" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" "refund_status" NOT NULL DEFAULT 'pending',
    "failure" TEXT,
    "refund_sealed" TEXT,
    "refund_lookup" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "stray_payments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "transfer_reversals_refund_id_key" ON "transfer_reversals"("refund_id");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_reversals_dispute_id_key" ON "transfer_reversals"("dispute_id");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_reversals_reversal_lookup_key" ON "transfer_reversals"("reversal_lookup");

-- CreateIndex
CREATE INDEX "transfer_reversals_payout_id_idx" ON "transfer_reversals"("payout_id");

-- CreateIndex
CREATE INDEX "transfer_reversals_status_created_at_idx" ON "transfer_reversals"("status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "stray_payments_payment_intent_lookup_key" ON "stray_payments"("payment_intent_lookup");

-- CreateIndex
CREATE UNIQUE INDEX "stray_payments_refund_lookup_key" ON "stray_payments"("refund_lookup");

-- CreateIndex
CREATE INDEX "stray_payments_order_id_idx" ON "stray_payments"("order_id");

-- CreateIndex
CREATE INDEX "stray_payments_status_created_at_idx" ON "stray_payments"("status", "created_at");

-- AddForeignKey
ALTER TABLE "transfer_reversals" ADD CONSTRAINT "transfer_reversals_payout_id_fkey" FOREIGN KEY ("payout_id") REFERENCES "payouts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_reversals" ADD CONSTRAINT "transfer_reversals_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refunds"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_reversals" ADD CONSTRAINT "transfer_reversals_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "disputes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stray_payments" ADD CONSTRAINT "stray_payments_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's language cannot say.

-- What went back to the buyer by refund and what banks took back for good are never more than was paid.
ALTER TABLE "orders" DROP CONSTRAINT "orders_refunds_within_total";
ALTER TABLE "orders"
  ADD CONSTRAINT "orders_refunds_within_total" CHECK (
    "refunded_price" >= 0 AND "charged_back_price" >= 0 AND "refunded_price" + "charged_back_price" <= "total_price"),
  ADD CONSTRAINT "orders_returned_after_payment" CHECK (
    "paid_at" IS NOT NULL
    OR ("refunded_price" = 0 AND "charged_back_price" = 0 AND NOT "is_disputed" AND "received_at" IS NULL));

ALTER TABLE "transfer_reversals"
  ADD CONSTRAINT "transfer_reversals_amount_positive" CHECK ("amount" > 0),
  ADD CONSTRAINT "transfer_reversals_one_cause" CHECK (("refund_id" IS NULL) <> ("dispute_id" IS NULL)),
  ADD CONSTRAINT "transfer_reversals_settled" CHECK (
    ("status" = 'pending') = ("settled_at" IS NULL) AND ("settled_at" IS NULL) = ("reversal_sealed" IS NULL)
    AND ("reversal_sealed" IS NULL) = ("reversal_lookup" IS NULL)),
  ADD CONSTRAINT "transfer_reversals_sealed" CHECK ("reversal_sealed" LIKE 'v1.%.%');

ALTER TABLE "stray_payments"
  ADD CONSTRAINT "stray_payments_amount_positive" CHECK ("amount" > 0),
  ADD CONSTRAINT "stray_payments_settled" CHECK (("status" = 'pending') = ("settled_at" IS NULL)),
  ADD CONSTRAINT "stray_payments_sealed" CHECK (
    "payment_intent_sealed" LIKE 'v1.%.%' AND ("refund_sealed" IS NULL OR "refund_sealed" LIKE 'v1.%.%'));

-- Orders that were paid before there were books: what was paid is booked, and the seller's part held.
WITH "unbooked" AS (
  SELECT o.*, a."seller_id",
    o."hammer_price" + coalesce(o."shipping_price", 0) - o."commission" AS "seller_share",
    o."buyers_premium" + o."commission" AS "platform_share"
  FROM "orders" o JOIN "auctions" a ON a."id" = o."auction_id"
  WHERE o."status" = 'paid'
    AND NOT EXISTS (SELECT FROM "ledger_transactions" t WHERE t."reference" = 'order-' || o."id" || '-payment')
), "held" AS (
  INSERT INTO "payouts" ("order_id", "seller_id", "currency", "amount", "status", "release_at")
  SELECT "id", "seller_id", "currency", "seller_share",
    (CASE WHEN "seller_share" = 0 THEN 'cancelled' ELSE 'held' END)::"payout_status", "paid_at" + interval '7 days'
  FROM "unbooked"
  ON CONFLICT ("order_id") DO NOTHING
), "booked" AS (
  INSERT INTO "ledger_transactions" ("kind", "reference", "order_id", "occurred_at")
  SELECT 'payment', 'order-' || "id" || '-payment', "id", "paid_at" FROM "unbooked" ORDER BY "paid_at", "id"
  RETURNING "id", "order_id"
)
INSERT INTO "ledger_entries" ("transaction_id", "account", "bidder_id", "currency", "amount")
SELECT b."id", e."account"::"ledger_account", e."party", u."currency", e."amount"
FROM "booked" b JOIN "unbooked" u ON u."id" = b."order_id",
  LATERAL (VALUES
    (1, CASE u."paid_through" WHEN 'stripe' THEN 'stripe' ELSE 'external' END, NULL::INTEGER, u."total_price"),
    (2, 'seller', u."seller_id", -u."seller_share"),
    (3, 'platform', NULL, -u."platform_share"),
    (4, 'tax', NULL, -u."tax")
  ) AS e("position", "account", "party", "amount")
WHERE e."amount" <> 0
ORDER BY b."id", e."position";
