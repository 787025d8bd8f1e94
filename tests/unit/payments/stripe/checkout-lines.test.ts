import { expect, it } from 'vitest';
import { cents } from '#lib/auction/money';
import { checkoutLines, type CheckoutPrice } from '#lib/payments/stripe/checkout-lines';

const price = (parts: readonly [number, number, number | null, number], currency = 'USD'): CheckoutPrice => {
  const [hammerPrice, buyersPremium, shipping, tax] = parts;
  return {
    currency,
    hammerPrice: cents(hammerPrice),
    buyersPremium: cents(buyersPremium),
    shippingPrice: shipping === null ? null : cents(shipping),
    tax: cents(tax),
    totalPrice: cents(hammerPrice + buyersPremium + (shipping ?? 0) + tax),
  };
};

it.each([
  [price([100_00, 0, null, 0]), ['A lot 10000']],
  [price([100_00, 0, 0, 0]), ['A lot 10000']],
  [
    price([100_00, 25_00, 12_00, 11_30]),
    ['A lot 10000', 'Buyer’s premium 2500', 'Shipping 1200', 'Tax 1130'],
  ],
  [price([500, 25, 10, 5], 'ISK'), ['A lot 50000', 'Buyer’s premium 2500', 'Shipping 1000', 'Tax 500']],
  [price([10_005, 0, 1005, 0], 'BHD'), ['A lot 11010']],
])('a price is charged by its parts', (parts, lines) => {
  expect(checkoutLines(parts, 'A lot')?.map(({ name, amount }) => `${name} ${amount}`)).toEqual(lines);
});

it('a total that cards do not take has no lines', () => {
  expect(checkoutLines(price([10_005, 0, null, 0], 'BHD'), 'A lot')).toBeNull();
});
