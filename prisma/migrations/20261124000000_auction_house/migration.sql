-- Text that compares without regard to case (usernames, e-mail addresses), and search by parts of words.
CREATE EXTENSION IF NOT EXISTS "citext";
CREATE EXTENSION IF NOT EXISTS "pg_trgm";

-- CreateEnum
CREATE TYPE "bidder_role" AS ENUM ('member', 'administrator');

-- CreateEnum
CREATE TYPE "bidder_standing" AS ENUM ('good', 'suspended');

-- CreateEnum
CREATE TYPE "session_kind" AS ENUM ('browser', 'token');

-- CreateEnum
CREATE TYPE "auction_status" AS ENUM ('scheduled', 'active', 'won', 'closed');

-- CreateEnum
CREATE TYPE "auction_outcome" AS ENUM ('sold', 'no_bids', 'reserve_not_met', 'unpaid', 'cancelled');

-- CreateEnum
CREATE TYPE "bid_kind" AS ENUM ('bid', 'automatic', 'raise', 'buy_now');

-- CreateEnum
CREATE TYPE "order_status" AS ENUM ('pending', 'paid', 'lapsed', 'cancelled');

-- CreateEnum
CREATE TYPE "payment_method" AS ENUM ('stripe', 'administrator');

-- CreateTable
CREATE TABLE "bidders" (
    "id" SERIAL NOT NULL,
    "username" CITEXT NOT NULL,
    "email" CITEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "role" "bidder_role" NOT NULL DEFAULT 'member',
    "standing" "bidder_standing" NOT NULL DEFAULT 'good',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bidders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "bidder_id" INTEGER NOT NULL,
    "kind" "session_kind" NOT NULL,
    "token_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auctions" (
    "id" SERIAL NOT NULL,
    "seller_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'USD',
    "starting_price" BIGINT NOT NULL,
    "current_price" BIGINT NOT NULL,
    "reserve_price" BIGINT,
    "buy_now_price" BIGINT,
    "bid_increment" BIGINT,
    "soft_close_seconds" INTEGER NOT NULL DEFAULT 120,
    "duration" INTEGER NOT NULL,
    "status" "auction_status" NOT NULL DEFAULT 'scheduled',
    "outcome" "auction_outcome",
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "original_ends_at" TIMESTAMPTZ(3) NOT NULL,
    "leader_id" INTEGER,
    "leader_maximum" BIGINT,
    "bid_count" INTEGER NOT NULL DEFAULT 0,
    "last_sequence" INTEGER NOT NULL DEFAULT 0,
    "last_hash" CHAR(64),
    "version" INTEGER NOT NULL DEFAULT 1,
    "published_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auctions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auction_images" (
    "id" SERIAL NOT NULL,
    "auction_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "picture_key" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "dominant_colour" CHAR(7) NOT NULL,
    "alt" TEXT NOT NULL,

    CONSTRAINT "auction_images_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bids" (
    "id" BIGSERIAL NOT NULL,
    "auction_id" INTEGER NOT NULL,
    "bidder_id" INTEGER NOT NULL,
    "seller_id" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" "bid_kind" NOT NULL,
    "price" BIGINT NOT NULL,
    "maximum" BIGINT,
    "salt" TEXT,
    "commitment" CHAR(64),
    "previous_hash" CHAR(64) NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "timestamp" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bids_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "bidder_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" CHAR(64) NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("bidder_id","key")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" SERIAL NOT NULL,
    "auction_id" INTEGER NOT NULL,
    "buyer_id" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "hammer_price" BIGINT NOT NULL,
    "total_price" BIGINT NOT NULL,
    "status" "order_status" NOT NULL DEFAULT 'pending',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "paid_through" "payment_method",
    "stripe_checkout_session_id" TEXT,
    "stripe_payment_intent_id" TEXT,
    "checkout_attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stripe_events" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stripe_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notices" (
    "id" BIGSERIAL NOT NULL,
    "bidder_id" INTEGER NOT NULL,
    "auction_id" INTEGER,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mails" (
    "id" BIGSERIAL NOT NULL,
    "notice_id" BIGINT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "captured_mails" (
    "id" BIGSERIAL NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "captured_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "captured_mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "watches" (
    "bidder_id" INTEGER NOT NULL,
    "auction_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "watches_pkey" PRIMARY KEY ("bidder_id","auction_id")
);

-- CreateTable
CREATE TABLE "blocked_bidders" (
    "seller_id" INTEGER NOT NULL,
    "bidder_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blocked_bidders_pkey" PRIMARY KEY ("seller_id","bidder_id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" BIGSERIAL NOT NULL,
    "actor_id" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "detail" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "bidders_username_key" ON "bidders"("username");

-- CreateIndex
CREATE UNIQUE INDEX "bidders_email_key" ON "bidders"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions"("token_hash");

-- CreateIndex
CREATE INDEX "sessions_bidder_id_idx" ON "sessions"("bidder_id");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE INDEX "auctions_status_id_idx" ON "auctions"("status", "id");

-- CreateIndex
CREATE INDEX "auctions_status_ends_at_id_idx" ON "auctions"("status", "ends_at", "id");

-- CreateIndex
CREATE INDEX "auctions_status_starts_at_idx" ON "auctions"("status", "starts_at");

-- CreateIndex
CREATE INDEX "auctions_category_status_ends_at_idx" ON "auctions"("category", "status", "ends_at");

-- CreateIndex
CREATE INDEX "auctions_seller_id_id_idx" ON "auctions"("seller_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "auctions_id_seller_id_key" ON "auctions"("id", "seller_id");

-- CreateIndex
CREATE UNIQUE INDEX "auction_images_auction_id_position_key" ON "auction_images"("auction_id", "position");

-- CreateIndex
CREATE INDEX "bids_auction_id_bidder_id_idx" ON "bids"("auction_id", "bidder_id");

-- CreateIndex
CREATE INDEX "bids_bidder_id_id_idx" ON "bids"("bidder_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "bids_auction_id_sequence_key" ON "bids"("auction_id", "sequence");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "orders_auction_id_key" ON "orders"("auction_id");

-- CreateIndex
CREATE UNIQUE INDEX "orders_stripe_checkout_session_id_key" ON "orders"("stripe_checkout_session_id");

-- CreateIndex
CREATE UNIQUE INDEX "orders_stripe_payment_intent_id_key" ON "orders"("stripe_payment_intent_id");

-- CreateIndex
CREATE INDEX "orders_buyer_id_id_idx" ON "orders"("buyer_id", "id");

-- CreateIndex
CREATE INDEX "orders_status_due_at_idx" ON "orders"("status", "due_at");

-- CreateIndex
CREATE INDEX "notices_bidder_id_id_idx" ON "notices"("bidder_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "mails_notice_id_key" ON "mails"("notice_id");

-- CreateIndex
CREATE INDEX "mails_sent_at_next_attempt_at_idx" ON "mails"("sent_at", "next_attempt_at");

-- CreateIndex
CREATE INDEX "captured_mails_recipient_idx" ON "captured_mails"("recipient");

-- CreateIndex
CREATE INDEX "watches_auction_id_idx" ON "watches"("auction_id");

-- CreateIndex
CREATE INDEX "blocked_bidders_bidder_id_idx" ON "blocked_bidders"("bidder_id");

-- CreateIndex
CREATE INDEX "audit_entries_subject_subject_id_idx" ON "audit_entries"("subject", "subject_id");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_bidder_id_fkey" FOREIGN KEY ("bidder_id") REFERENCES "bidders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "bidders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_leader_id_fkey" FOREIGN KEY ("leader_id") REFERENCES "bidders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auction_images" ADD CONSTRAINT "auction_images_auction_id_fkey" FOREIGN KEY ("auction_id") REFERENCES "auctions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bids" ADD CONSTRAINT "bids_auction_id_seller_id_fkey" FOREIGN KEY ("auction_id", "seller_id") REFERENCES "auctions"("id", "seller_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bids" ADD CONSTRAINT "bids_bidder_id_fkey" FOREIGN KEY ("bidder_id") REFERENCES "bidders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_bidder_id_fkey" FOREIGN KEY ("bidder_id") REFERENCES "bidders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_auction_id_fkey" FOREIGN KEY ("auction_id") REFERENCES "auctions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_buyer_id_fkey" FOREIGN KEY ("buyer_id") REFERENCES "bidders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_bidder_id_fkey" FOREIGN KEY ("bidder_id") REFERENCES "bidders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_auction_id_fkey" FOREIGN KEY ("auction_id") REFERENCES "auctions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "notices"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watches" ADD CONSTRAINT "watches_bidder_id_fkey" FOREIGN KEY ("bidder_id") REFERENCES "bidders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watches" ADD CONSTRAINT "watches_auction_id_fkey" FOREIGN KEY ("auction_id") REFERENCES "auctions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blocked_bidders" ADD CONSTRAINT "blocked_bidders_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "bidders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blocked_bidders" ADD CONSTRAINT "blocked_bidders_bidder_id_fkey" FOREIGN KEY ("bidder_id") REFERENCES "bidders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "bidders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What must never be, whatever the code does. Prisma's schema language cannot say these.
ALTER TABLE "bidders"
  ADD CONSTRAINT "bidders_username_form" CHECK ("username" ~ '^[A-Za-z0-9_-]{3,30}$'),
  ADD CONSTRAINT "bidders_email_form" CHECK ("email" LIKE '%_@_%' AND length("email"::text) <= 254);

ALTER TABLE "sessions"
  ADD CONSTRAINT "sessions_token_has_hash" CHECK (("kind" = 'token') = ("token_hash" IS NOT NULL));

ALTER TABLE "auctions"
  ADD CONSTRAINT "auctions_currency_form" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "auctions_prices_positive" CHECK (
    "starting_price" > 0 AND ("reserve_price" IS NULL OR "reserve_price" > 0)
    AND ("buy_now_price" IS NULL OR "buy_now_price" > 0) AND ("bid_increment" IS NULL OR "bid_increment" > 0)),
  ADD CONSTRAINT "auctions_price_not_below_start" CHECK ("current_price" >= "starting_price"),
  ADD CONSTRAINT "auctions_end_after_start" CHECK ("original_ends_at" > "starts_at" AND "duration" > 0),
  ADD CONSTRAINT "auctions_soft_close_bounded" CHECK ("soft_close_seconds" BETWEEN 0 AND 3600),
  ADD CONSTRAINT "auctions_outcome_when_closed" CHECK (("status" = 'closed') = ("outcome" IS NOT NULL)),
  ADD CONSTRAINT "auctions_won_by_somebody" CHECK (
    ("status" <> 'won' AND ("outcome" IS NULL OR "outcome" NOT IN ('sold', 'unpaid'))) OR "leader_id" IS NOT NULL),
  ADD CONSTRAINT "auctions_leader_not_seller" CHECK ("leader_id" <> "seller_id"),
  ADD CONSTRAINT "auctions_leader_has_maximum" CHECK (("leader_id" IS NULL) = ("leader_maximum" IS NULL)),
  ADD CONSTRAINT "auctions_price_within_maximum" CHECK ("leader_maximum" >= "current_price"),
  ADD CONSTRAINT "auctions_counts" CHECK (
    "bid_count" >= 0 AND "last_sequence" >= "bid_count" AND "version" >= 1 AND "published_version" <= "version"
    AND ("last_sequence" = 0) = ("last_hash" IS NULL));

ALTER TABLE "bids"
  ADD CONSTRAINT "bids_never_by_the_seller" CHECK ("bidder_id" <> "seller_id"),
  ADD CONSTRAINT "bids_prices" CHECK ("price" > 0 AND ("maximum" IS NULL OR "maximum" >= "price")),
  ADD CONSTRAINT "bids_sequence_positive" CHECK ("sequence" >= 1),
  ADD CONSTRAINT "bids_commitment_whole" CHECK (
    ("maximum" IS NULL) = ("salt" IS NULL) AND ("maximum" IS NULL) = ("commitment" IS NULL)
    AND ("kind" = 'automatic') = ("maximum" IS NULL));

ALTER TABLE "orders"
  ADD CONSTRAINT "orders_amounts" CHECK ("hammer_price" > 0 AND "total_price" >= "hammer_price"),
  ADD CONSTRAINT "orders_paid_whole" CHECK (
    ("status" = 'paid') = ("paid_at" IS NOT NULL) AND ("paid_at" IS NULL) = ("paid_through" IS NULL));

-- History and audit are append-only: not even a mistake of ours may rewrite them.
CREATE FUNCTION "refuse_rewriting"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "bids_append_only" BEFORE UPDATE OR DELETE ON "bids"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"();
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"();

-- Search over titles and descriptions, and by parts of words in titles.
CREATE INDEX "auctions_search" ON "auctions" USING gin (to_tsvector('english', "title" || ' ' || "description"));
CREATE INDEX "auctions_title_trigrams" ON "auctions" USING gin ("title" gin_trgm_ops);
