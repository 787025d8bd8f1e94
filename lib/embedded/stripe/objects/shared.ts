/** Shapes that several Stripe objects share. Field names are the wire's. */

/** The API version whose shapes this server speaks: the one that the pinned SDK asks for. */
export const apiVersion = '2026-10-28.endive';

export type Metadata = Readonly<Record<string, string>>;

export interface Address {
  readonly city: string | null;
  readonly country: string | null;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly postal_code: string | null;
  readonly state: string | null;
}

export interface BillingDetails {
  readonly address: Address | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly tax_id: string | null;
}

export const noBillingDetails: BillingDetails = {
  address: null,
  email: null,
  name: null,
  phone: null,
  tax_id: null,
};

export interface Shipping {
  readonly address?: Address;
  readonly carrier?: string | null;
  readonly name?: string;
  readonly phone?: string | null;
  readonly tracking_number?: string | null;
}

/** One page of a list. */
export interface List<T> {
  readonly object: 'list';
  readonly data: readonly T[];
  readonly has_more: boolean;
  readonly url: string;
}

export interface Deleted<Type extends string> {
  readonly id: string;
  readonly object: Type;
  readonly deleted: true;
}
