import { z } from 'zod';
import {
  changeMetadata,
  choice,
  currency,
  integer,
  list,
  metadata,
  text,
  webAddress,
} from '#lib/embedded/stripe/api/params';
import type { LineItem, Price, Product } from '#lib/embedded/stripe/objects/line-item';
import { newId, randomToken } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export const lineItemParams = z.strictObject({
  metadata: metadata().optional(),
  price_data: z.strictObject({
    currency: currency(),
    product_data: z.strictObject({
      description: text(40_000).optional(),
      images: list(webAddress(), 8).optional(),
      metadata: metadata().optional(),
      name: text(),
      tax_code: text().optional(),
      unit_label: text(12).optional(),
    }),
    tax_behavior: choice(['unspecified', 'inclusive', 'exclusive']).optional(),
    unit_amount: integer({ minimum: 0 }),
  }),
  quantity: integer({ minimum: 1, maximum: 999_999 }),
});

export type LineItemParams = z.output<typeof lineItemParams>;

function createProduct(scope: Scope, asked: LineItemParams['price_data']['product_data']): Product {
  return scope.insert<'product'>({
    id: newId('product'),
    object: 'product',
    // A product described inline serves this one session and is not for sale otherwise.
    active: false,
    created: scope.nowSeconds,
    default_price: null,
    description: asked.description ?? null,
    images: asked.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: changeMetadata({}, asked.metadata),
    name: asked.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: asked.tax_code ?? null,
    tax_details: null,
    type: 'service',
    unit_label: asked.unit_label ?? null,
    updated: scope.nowSeconds,
    url: null,
  });
}

function createPrice(scope: Scope, asked: LineItemParams['price_data'], product: Product): Price {
  return {
    id: `price_${randomToken(24)}`,
    object: 'price',
    active: false,
    billing_scheme: 'per_unit',
    created: scope.nowSeconds,
    currency: asked.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: product.id,
    recurring: null,
    tax_behavior: asked.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount: asked.unit_amount,
    unit_amount_decimal: String(asked.unit_amount),
  };
}

/** Makes what a session sells, with a product and a price for each line. Amounts are in minor units. */
export function createLineItems(scope: Scope, asked: readonly LineItemParams[]): readonly LineItem[] {
  return asked.map((line) => {
    const product = createProduct(scope, line.price_data.product_data);
    const price = createPrice(scope, line.price_data, product);
    const amount = price.unit_amount * line.quantity;
    return {
      id: `li_${randomToken(24)}`,
      object: 'item',
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: amount,
      amount_tax: 0,
      amount_total: amount,
      currency: price.currency,
      description: product.name,
      metadata: changeMetadata({}, line.metadata),
      price,
      quantity: line.quantity,
    };
  });
}
