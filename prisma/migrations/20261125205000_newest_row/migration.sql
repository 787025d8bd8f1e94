-- The moment of an auction's newest history row, kept beside its sequence and hash: a row's time never falls below it,
-- whatever the clock does.
ALTER TABLE "auctions" ADD COLUMN "last_at" TIMESTAMPTZ(3);

UPDATE "auctions" a SET "last_at" = b."timestamp"
FROM "bids" b WHERE b."auction_id" = a."id" AND b."sequence" = a."last_sequence";

ALTER TABLE "auctions"
  ADD CONSTRAINT "auctions_newest_row_whole" CHECK (("last_sequence" = 0) = ("last_at" IS NULL));
