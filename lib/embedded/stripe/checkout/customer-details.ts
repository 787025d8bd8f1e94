import type { CustomerDetails } from '#lib/embedded/stripe/objects/checkout-session';

/** The payer as a session shows them. */
export const customerDetails = (payer: {
  readonly email: string;
  readonly name: string | null;
}): CustomerDetails => ({
  address: null,
  business_name: null,
  email: payer.email,
  individual_name: null,
  name: payer.name,
  phone: null,
  tax_exempt: 'none',
  tax_ids: [],
});
