-- An administrator's void of a bidder's bids is a row of the history like any other.
ALTER TYPE "bid_kind" ADD VALUE 'void';
