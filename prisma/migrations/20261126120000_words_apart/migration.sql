-- What lots are searched by stands apart from their rows, with the words taken out of the text once: a search that finds something
-- common reads this table instead of parsing every description again, and an auction that changes its status no longer writes to
-- two text indexes. Bids never touch it.
CREATE TABLE "auction_words" (
    "auction_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "words" TSVECTOR NOT NULL,

    CONSTRAINT "auction_words_pkey" PRIMARY KEY ("auction_id")
);

INSERT INTO "auction_words"
SELECT "id", "title", to_tsvector('english', "title" || ' ' || "description") FROM "auctions";

ALTER TABLE "auction_words" ADD CONSTRAINT "auction_words_auction_id_fkey"
  FOREIGN KEY ("auction_id") REFERENCES "auctions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX "auction_words_words" ON "auction_words" USING gin ("words");
CREATE INDEX "auction_words_title_trigrams" ON "auction_words" USING gin ("title" gin_trgm_ops);

DROP INDEX "auctions_search";
DROP INDEX "auctions_title_trigrams";

CREATE FUNCTION "write_auction_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "auction_words"
  SELECT "id", "title", to_tsvector('english', "title" || ' ' || "description") FROM "listed";
  RETURN NULL;
END $$;
CREATE TRIGGER "auctions_words_listed" AFTER INSERT ON "auctions"
  REFERENCING NEW TABLE AS "listed" FOR EACH STATEMENT EXECUTE FUNCTION "write_auction_words"();

CREATE FUNCTION "rewrite_auction_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "auction_words"
  SET "title" = NEW."title", "words" = to_tsvector('english', NEW."title" || ' ' || NEW."description")
  WHERE "auction_id" = NEW."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "auctions_words_edited" AFTER UPDATE OF "title", "description" ON "auctions"
  FOR EACH ROW EXECUTE FUNCTION "rewrite_auction_words"();

ANALYZE "auction_words";
