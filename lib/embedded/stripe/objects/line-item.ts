import type { Metadata } from '#lib/embedded/stripe/objects/shared';

export interface LineItem {
  readonly id: string;
  readonly object: 'item';
  readonly adjustable_quantity: null;
  readonly amount_discount: number;
  readonly amount_subtotal: number;
  readonly amount_tax: number;
  readonly amount_total: number;
  readonly currency: string;
  readonly description: string;
  readonly metadata: Metadata;
  readonly price: Price;
  readonly quantity: number;
}

export interface Price {
  readonly id: string;
  readonly object: 'price';
  readonly active: boolean;
  readonly billing_scheme: 'per_unit';
  readonly created: number;
  readonly currency: string;
  readonly custom_unit_amount: null;
  readonly livemode: false;
  readonly lookup_key: null;
  readonly metadata: Metadata;
  readonly nickname: null;
  readonly product: string;
  readonly recurring: null;
  readonly tax_behavior: 'unspecified' | 'inclusive' | 'exclusive';
  readonly tiers_mode: null;
  readonly transform_quantity: null;
  readonly type: 'one_time';
  readonly unit_amount: number;
  readonly unit_amount_decimal: string;
}

/** The goods behind a price that was described inline. */
export interface Product {
  readonly id: string;
  readonly object: 'product';
  readonly active: boolean;
  readonly created: number;
  readonly default_price: null;
  readonly description: string | null;
  readonly images: readonly string[];
  readonly livemode: false;
  readonly marketing_features: readonly [];
  readonly metadata: Metadata;
  readonly name: string;
  readonly package_dimensions: null;
  readonly shippable: null;
  readonly statement_descriptor: null;
  readonly tax_code: string | null;
  readonly tax_details: null;
  readonly type: 'service';
  readonly unit_label: string | null;
  readonly updated: number;
  readonly url: null;
}
