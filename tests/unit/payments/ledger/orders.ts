import { bidderId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import type { BookedOrder } from '#lib/payments/ledger/bookings';
import type { OrderPrices } from '#lib/payments/ledger/shares';

/** $100 hammer price, $25 premium, $10 shipping, $13.50 tax; the house keeps $12 of the hammer price. */
export const prices: OrderPrices = {
  hammerPrice: cents(10_000),
  buyersPremium: cents(2500),
  shippingPrice: cents(1000),
  tax: cents(1350),
  commission: cents(1200),
};

export const buyer = bidderId(5);
export const seller = bidderId(6);

export const order: BookedOrder & OrderPrices = {
  id: 12,
  buyerId: buyer,
  sellerId: seller,
  currency: 'USD',
  ...prices,
};
