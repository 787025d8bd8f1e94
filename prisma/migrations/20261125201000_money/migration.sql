-- Prices all in, saved cards, second chances, payouts, refunds, disputes, and the ledger that accounts for all of it.

-- CreateEnum
CREATE TYPE "order_origin" AS ENUM ('won', 'second_chance');

-- CreateEnum
CREATE TYPE "offer_status" AS ENUM ('open', 'accepted', 'declined', 'expired', 'withdrawn');

-- CreateEnum
CREATE TYPE "refund_status" AS ENUM ('pending', 'succeeded', 'failed');

-- CreateEnum
CREATE TYPE "payout_status" AS ENUM ('held', 'frozen', 'paid', 'cancelled');

-- CreateEnum
CREATE TYPE "ledger_account" AS ENUM ('buyer', 'seller', 'platform', 'tax', 'stripe', 'external');

-- AlterEnum
ALTER TYPE "order_status" ADD VALUE 'refunded';

-- DropIndex
DROP INDEX "orders_auction_id_key";

-- AlterTable
ALTER TABLE "auctions" ADD COLUMN     "fee_schedule_id" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "relisted_from_id" INTEGER,
ADD COLUMN     "second_chance" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "shipping_price" BIGINT;

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "address_sealed" TEXT,
ADD COLUMN     "buyers_premium" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "charge_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "charge_failure" TEXT,
ADD COLUMN     "commission" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "origin" "order_origin" NOT NULL DEFAULT 'won',
ADD COLUMN     "received_at" TIMESTAMPTZ(3),
ADD COLUMN     "refunded_price" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "shipping_price" BIGINT,
ADD COLUMN     "tax" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "fee_schedules" (
    "id" SERIAL NOT NULL,
    "fingerprint" CHAR(64) NOT NULL,
    "premium" JSONB NOT NULL,
    "commission" JSONB NOT NULL,
    "tax_basis_points" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fee_schedules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_chance_offers" (
    "id" SERIAL NOT NULL,
    "auction_id" INTEGER NOT NULL,
    "bidder_id" INTEGER NOT NULL,
    "price" BIGINT NOT NULL,
    "status" "offer_status" NOT NULL DEFAULT 'open',
    "offered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "order_id" INTEGER,

    CONSTRAINT "second_chance_offers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "strikes" (
    "id" SERIAL NOT NULL,
    "bidder_id" INTEGER NOT NULL,
    "order_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "forgiven_at" TIMESTAMPTZ(3),

    CONSTRAINT "strikes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_cards" (
    "bidder_id" INTEGER NOT NULL,
    "customer_sealed" TEXT NOT NULL,
    "customer_lookup" TEXT NOT NULL,
    "payment_method_sealed" TEXT,
    "brand" TEXT,
    "last_four" CHAR(4),
    "expiry_month" INTEGER,
    "expiry_year" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_cards_pkey" PRIMARY KEY ("bidder_id")
);

-- CreateTable
CREATE TABLE "delivery_addresses" (
    "bidder_id" INTEGER NOT NULL,
    "address_sealed" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_addresses_pkey" PRIMARY KEY ("bidder_id")
);

-- CreateTable
CREATE TABLE "seller_accounts" (
    "bidder_id" INTEGER NOT NULL,
    "account_sealed" TEXT NOT NULL,
    "account_lookup" TEXT NOT NULL,
    "details_submitted" BOOLEAN NOT NULL DEFAULT false,
    "transfers_enabled" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seller_accounts_pkey" PRIMARY KEY ("bidder_id")
);

-- CreateTable
CREATE TABLE "payouts" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "seller_id" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "status" "payout_status" NOT NULL DEFAULT 'held',
    "release_at" TIMESTAMPTZ(3) NOT NULL,
    "reversed_amount" BIGINT NOT NULL DEFAULT 0,
    "transfer_sealed" TEXT,
    "transfer_lookup" TEXT,
    "paid_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payouts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refunds" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" "refund_status" NOT NULL DEFAULT 'pending',
    "requested_by" INTEGER NOT NULL,
    "refund_sealed" TEXT,
    "refund_lookup" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disputes" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "dispute_sealed" TEXT NOT NULL,
    "dispute_lookup" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "disputes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_transactions" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "order_id" INTEGER,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_transactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "id" BIGSERIAL NOT NULL,
    "transaction_id" BIGINT NOT NULL,
    "account" "ledger_account" NOT NULL,
    "bidder_id" INTEGER,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "fee_schedules_fingerprint_key" ON "fee_schedules"("fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "second_chance_offers_order_id_key" ON "second_chance_offers"("order_id");

-- CreateIndex
CREATE INDEX "second_chance_offers_status_expires_at_idx" ON "second_chance_offers"("status", "expires_at");

-- CreateIndex
CREATE INDEX "second_chance_offers_bidder_id_id_idx" ON "second_chance_offers"("bidder_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "second_chance_offers_auction_id_bidder_id_key" ON "second_chance_offers"("auction_id", "bidder_id");

-- CreateIndex
CREATE UNIQUE INDEX "strikes_order_id_key" ON "strikes"("order_id");

-- CreateIndex
CREATE INDEX "strikes_bidder_id_idx" ON "strikes"("bidder_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_cards_customer_lookup_key" ON "saved_cards"("customer_lookup");

-- CreateIndex
CREATE UNIQUE INDEX "seller_accounts_account_lookup_key" ON "seller_accounts"("account_lookup");

-- CreateIndex
CREATE UNIQUE INDEX "payouts_order_id_key" ON "payouts"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "payouts_transfer_lookup_key" ON "payouts"("transfer_lookup");

-- CreateIndex
CREATE INDEX "payouts_status_release_at_idx" ON "payouts"("status", "release_at");

-- CreateIndex
CREATE INDEX "payouts_seller_id_id_idx" ON "payouts"("seller_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "refunds_refund_lookup_key" ON "refunds"("refund_lookup");

-- CreateIndex
CREATE INDEX "refunds_order_id_idx" ON "refunds"("order_id");

-- CreateIndex
CREATE INDEX "refunds_status_created_at_idx" ON "refunds"("status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "disputes_dispute_lookup_key" ON "disputes"("dispute_lookup");

-- CreateIndex
CREATE INDEX "disputes_order_id_idx" ON "disputes"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transactions_reference_key" ON "ledger_transactions"("reference");

-- CreateIndex
CREATE INDEX "ledger_transactions_order_id_idx" ON "ledger_transactions"("order_id");

-- CreateIndex
CREATE INDEX "ledger_entries_transaction_id_idx" ON "ledger_entries"("transaction_id");

-- CreateIndex
CREATE INDEX "ledger_entries_account_bidder_id_currency_idx" ON "ledger_entries"("account", "bidder_id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "auctions_relisted_from_id_key" ON "auctions"("relisted_from_id");

-- CreateIndex
CREATE INDEX "orders_auction_id_id_idx" ON "orders"("auction_id", "id");

-- The first schedule charges nothing; lots listed before there were schedules keep it.
INSERT INTO "fee_schedules" ("fingerprint", "premium", "commission", "tax_basis_points")
VALUES ('d060995040857f1ad4f7621909c0b7fc093403c175ca4ae4a0dfdd1a5b280c9f', '[]', '[]', 0);

-- AddForeignKey
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_fee_schedule_id_fkey" FOREIGN KEY ("fee_schedule_id") REFERENCES "fee_schedules"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_relisted_from_id_fkey" FOREIGN KEY ("relisted_from_id") REFERENCES "auctions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_chance_offers" ADD CONSTRAINT "second_chance_offers_auction_id_fkey" FOREIGN KEY ("auction_id") REFERENCES "auctions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_chance_offers" ADD CONSTRAINT "second_chance_offers_bidder_id_fkey" FOREIGN KEY ("bidder_id") REFERENCES "bidders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_chance_offers" ADD CONSTRAINT "second_chance_offers_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strikes" ADD CONSTRAINT "strikes_bidder_id_fkey" FOREIGN KEY ("bidder_id") REFERENCES "bidders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strikes" ADD CONSTRAINT "strikes_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_cards" ADD CONSTRAINT "saved_cards_bidder_id_fkey" FOREIGN KEY ("bidder_id") REFERENCES "bidders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_addresses" ADD CONSTRAINT "delivery_addresses_bidder_id_fkey" FOREIGN KEY ("bidder_id") REFERENCES "bidders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seller_accounts" ADD CONSTRAINT "seller_accounts_bidder_id_fkey" FOREIGN KEY ("bidder_id") REFERENCES "bidders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "bidders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_requested_by_fkey" FOREIGN KEY ("requested_by") REFERENCES "bidders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_transactions" ADD CONSTRAINT "ledger_transactions_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "ledger_transactions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_bidder_id_fkey" FOREIGN KEY ("bidder_id") REFERENCES "bidders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's language cannot say.

ALTER TABLE "fee_schedules"
  ADD CONSTRAINT "fee_schedules_tax_bounded" CHECK ("tax_basis_points" BETWEEN 0 AND 10000);

ALTER TABLE "auctions"
  ADD CONSTRAINT "auctions_shipping_not_negative" CHECK ("shipping_price" >= 0);

-- A lot is owed for, or paid, by at most one buyer at a time.
CREATE UNIQUE INDEX "orders_one_live_per_auction" ON "orders"("auction_id") WHERE "status" IN ('pending', 'paid');

ALTER TABLE "orders" DROP CONSTRAINT "orders_amounts", DROP CONSTRAINT "orders_paid_whole";
ALTER TABLE "orders"
  ADD CONSTRAINT "orders_amounts" CHECK (
    "hammer_price" > 0 AND "buyers_premium" >= 0 AND coalesce("shipping_price", 0) >= 0 AND "tax" >= 0
    AND "commission" BETWEEN 0 AND "hammer_price"
    AND "total_price" = "hammer_price" + "buyers_premium" + coalesce("shipping_price", 0) + "tax"),
  -- As text, since a value that this migration adds to a type cannot be used before it is committed.
  ADD CONSTRAINT "orders_paid_whole" CHECK (
    ("status"::text IN ('paid', 'refunded')) = ("paid_at" IS NOT NULL) AND ("paid_at" IS NULL) = ("paid_through" IS NULL)),
  ADD CONSTRAINT "orders_refunds_within_total" CHECK ("refunded_price" BETWEEN 0 AND "total_price"),
  ADD CONSTRAINT "orders_refunded_in_full" CHECK (
    "status"::text <> 'refunded' OR "refunded_price" = "total_price");

ALTER TABLE "second_chance_offers"
  ADD CONSTRAINT "second_chance_offers_price_positive" CHECK ("price" > 0),
  ADD CONSTRAINT "second_chance_offers_answered" CHECK (("status" = 'open') = ("answered_at" IS NULL)),
  ADD CONSTRAINT "second_chance_offers_accepted_has_order" CHECK (("status" = 'accepted') = ("order_id" IS NOT NULL));
-- One offer of a lot at a time.
CREATE UNIQUE INDEX "second_chance_offers_one_open" ON "second_chance_offers"("auction_id") WHERE "status" = 'open';

ALTER TABLE "saved_cards"
  ADD CONSTRAINT "saved_cards_whole" CHECK (
    ("payment_method_sealed" IS NULL) = ("last_four" IS NULL) AND ("last_four" IS NULL) = ("brand" IS NULL)
    AND ("last_four" IS NULL) = ("expiry_month" IS NULL) AND ("last_four" IS NULL) = ("expiry_year" IS NULL));

ALTER TABLE "payouts"
  ADD CONSTRAINT "payouts_amounts" CHECK ("amount" >= 0 AND "reversed_amount" BETWEEN 0 AND "amount"),
  ADD CONSTRAINT "payouts_paid_whole" CHECK (
    ("status" = 'paid') = ("paid_at" IS NOT NULL) AND ("paid_at" IS NULL) = ("transfer_sealed" IS NULL)
    AND ("transfer_sealed" IS NULL) = ("transfer_lookup" IS NULL));

ALTER TABLE "refunds"
  ADD CONSTRAINT "refunds_amount_positive" CHECK ("amount" > 0),
  ADD CONSTRAINT "refunds_settled" CHECK (("status" = 'pending') = ("settled_at" IS NULL));

ALTER TABLE "disputes"
  ADD CONSTRAINT "disputes_amount_positive" CHECK ("amount" > 0);

ALTER TABLE "ledger_entries"
  ADD CONSTRAINT "ledger_entries_move_something" CHECK ("amount" <> 0),
  ADD CONSTRAINT "ledger_entries_name_their_party" CHECK (("account" IN ('buyer', 'seller')) = ("bidder_id" IS NOT NULL));

CREATE TRIGGER "ledger_transactions_append_only" BEFORE UPDATE OR DELETE ON "ledger_transactions"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"();
CREATE TRIGGER "ledger_entries_append_only" BEFORE UPDATE OR DELETE ON "ledger_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"();

-- Whatever a transaction books sums to zero in each currency when it commits, and books something. The argument names the
-- column that holds the transaction's number.
CREATE FUNCTION "refuse_unbalanced"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  booked BIGINT := (to_jsonb(NEW) ->> TG_ARGV[0])::BIGINT;
BEGIN
  IF NOT EXISTS (SELECT FROM "ledger_entries" WHERE "transaction_id" = booked) THEN
    RAISE EXCEPTION 'ledger transaction % books nothing', booked USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM "ledger_entries" WHERE "transaction_id" = booked GROUP BY "currency" HAVING sum("amount") <> 0
  ) THEN
    RAISE EXCEPTION 'ledger transaction % does not sum to zero', booked USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "ledger_entries_balance" AFTER INSERT ON "ledger_entries"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "refuse_unbalanced"('transaction_id');
CREATE CONSTRAINT TRIGGER "ledger_transactions_balance" AFTER INSERT ON "ledger_transactions"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "refuse_unbalanced"('id');
