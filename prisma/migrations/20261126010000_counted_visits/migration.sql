-- Each visit to a page of Stripe's is asked for under a name of its own, which stands for good: whoever asks again under it gets
-- the page of that visit, which by then may be used up. So the visits are counted.
ALTER TABLE "saved_cards" ADD COLUMN "setup_visits" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "seller_accounts" ADD COLUMN "onboarding_visits" INTEGER NOT NULL DEFAULT 0;
